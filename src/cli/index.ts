import type { Command } from './command.ts';
import { demoCommand } from './demo.ts';
import { ingestCommand } from './ingest.ts';
import { jobsListCommand } from './jobs-list.ts';
import { jobsRetryCommand } from './jobs-retry.ts';
import { ledgerExportCommand } from './ledger-export.ts';
import { ledgerKeyCommand } from './ledger-key.ts';
import { ledgerVerifyCommand } from './ledger-verify.ts';
import { migrateCommand } from './migrate.ts';
import { quarantineListCommand } from './quarantine-list.ts';
import { quarantineReplayCommand } from './quarantine-replay.ts';
import { quarantineShowCommand } from './quarantine-show.ts';
import { queryCommand } from './query.ts';
import { rebuildCommand } from './rebuild.ts';
import { serveCommand } from './serve.ts';
import { stopCommand } from './stop.ts';
import { synthCommand } from './synth.ts';
import { tokenMintCommand } from './token-mint.ts';
import { tokenRolesCommand } from './token-roles.ts';
import { tokenShowCommand } from './token-show.ts';

/** Every command, in the order `--help` lists them. */
export const commands: readonly Command[] = [
  serveCommand,
  demoCommand,
  ingestCommand,
  quarantineListCommand,
  quarantineShowCommand,
  quarantineReplayCommand,
  queryCommand,
  rebuildCommand,
  migrateCommand,
  synthCommand,
  stopCommand,
  ledgerKeyCommand,
  ledgerExportCommand,
  ledgerVerifyCommand,
  jobsListCommand,
  jobsRetryCommand,
  tokenMintCommand,
  tokenShowCommand,
  tokenRolesCommand,
];
