import type { Command } from './command.ts';
import { demoCommand } from './demo.ts';
import { documentsHashCommand } from './documents-hash.ts';
import { eraseCommand } from './erase.ts';
import { explainCommand } from './explain.ts';
import { ingestCommand } from './ingest.ts';
import { jobsListCommand } from './jobs-list.ts';
import { jobsRetryCommand } from './jobs-retry.ts';
import { ledgerExportCommand } from './ledger-export.ts';
import { ledgerKeyCommand } from './ledger-key.ts';
import { ledgerVerifyCommand } from './ledger-verify.ts';
import { ledgerWhoSawCommand } from './ledger-who-saw.ts';
import { migrateCommand } from './migrate.ts';
import { quarantineListCommand } from './quarantine-list.ts';
import { quarantineReplayCommand } from './quarantine-replay.ts';
import { quarantineShowCommand } from './quarantine-show.ts';
import { queryCommand } from './query.ts';
import { rebuildCommand } from './rebuild.ts';
import { retainCommand } from './retain.ts';
import { serveCommand } from './serve.ts';
import { stopCommand } from './stop.ts';
import { subjectAccessCommand } from './subject-access.ts';
import { synthCommand } from './synth.ts';
import { tokenMintCommand } from './token-mint.ts';
import { tokenRevocationsCommand } from './token-revocations.ts';
import { tokenRevokeCommand } from './token-revoke.ts';
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
  explainCommand,
  rebuildCommand,
  retainCommand,
  eraseCommand,
  subjectAccessCommand,
  migrateCommand,
  synthCommand,
  stopCommand,
  ledgerKeyCommand,
  ledgerExportCommand,
  ledgerVerifyCommand,
  ledgerWhoSawCommand,
  jobsListCommand,
  jobsRetryCommand,
  documentsHashCommand,
  tokenMintCommand,
  tokenShowCommand,
  tokenRolesCommand,
  tokenRevokeCommand,
  tokenRevocationsCommand,
];
