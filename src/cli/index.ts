import type { Command } from './command.ts';
import { migrateCommand } from './migrate.ts';
import { serveCommand } from './serve.ts';
import { stopCommand } from './stop.ts';
import { tokenMintCommand } from './token-mint.ts';
import { tokenRolesCommand } from './token-roles.ts';
import { tokenShowCommand } from './token-show.ts';

/** Every command, in the order `--help` lists them. */
export const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  stopCommand,
  tokenMintCommand,
  tokenShowCommand,
  tokenRolesCommand,
];
