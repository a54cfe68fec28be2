import type { Command } from './command.ts';
import { migrateCommand } from './migrate.ts';
import { stopCommand } from './stop.ts';

/** Every command, in the order `--help` lists them. */
export const commands: readonly Command[] = [migrateCommand, stopCommand];
