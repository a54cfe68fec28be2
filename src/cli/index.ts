import { chaseExportCommand } from './chase-export.ts';
import { chaseListCommand } from './chase-list.ts';
import { chaseReportCommand } from './chase-report.ts';
import { chaseShowCommand } from './chase-show.ts';
import type { Command } from './command.ts';
import { completenessCommand } from './completeness.ts';
import { demoCommand } from './demo.ts';
import { documentsHashCommand } from './documents-hash.ts';
import { eraseCommand } from './erase.ts';
import { exchangeInboxCommand } from './exchange-inbox.ts';
import { exchangeKeysCommand } from './exchange-keys.ts';
import { exchangePartnersCommand } from './exchange-partners.ts';
import { exchangeRevokeCommand } from './exchange-revoke.ts';
import { exchangeSendCommand } from './exchange-send.ts';
import { exchangeShowCommand } from './exchange-show.ts';
import { exchangeVerifyCommand } from './exchange-verify.ts';
import { explainCommand } from './explain.ts';
import { ingestCommand } from './ingest.ts';
import { jobsListCommand } from './jobs-list.ts';
import { jobsRetryCommand } from './jobs-retry.ts';
import { ledgerExportCommand } from './ledger-export.ts';
import { ledgerKeyCommand } from './ledger-key.ts';
import { ledgerVerifyCommand } from './ledger-verify.ts';
import { ledgerWhoSawCommand } from './ledger-who-saw.ts';
import { linkEvaluateCommand } from './link-evaluate.ts';
import { linkTrainCommand } from './link-train.ts';
import { migrateCommand } from './migrate.ts';
import { practiceCommand } from './practice.ts';
import { quarantineListCommand } from './quarantine-list.ts';
import { quarantineReplayCommand } from './quarantine-replay.ts';
import { quarantineShowCommand } from './quarantine-show.ts';
import { queryCommand } from './query.ts';
import { rebuildCommand } from './rebuild.ts';
import { reconcileCommand } from './reconcile.ts';
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
  completenessCommand,
  explainCommand,
  chaseListCommand,
  chaseShowCommand,
  chaseExportCommand,
  chaseReportCommand,
  exchangePartnersCommand,
  exchangeKeysCommand,
  exchangeRevokeCommand,
  exchangeSendCommand,
  exchangeInboxCommand,
  exchangeShowCommand,
  exchangeVerifyCommand,
  reconcileCommand,
  practiceCommand,
  rebuildCommand,
  retainCommand,
  eraseCommand,
  subjectAccessCommand,
  migrateCommand,
  linkEvaluateCommand,
  linkTrainCommand,
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
