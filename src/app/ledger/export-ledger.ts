import type { Pool } from 'pg';
import { type CheckpointVerifier, verifierText } from '../../domain/checkpoint.ts';
import type { ExportLine } from '../../domain/ledger-export.ts';
import { fieldListLines, ledgerLines } from '../../store/ledger-reading.ts';
import { newestCheckpoint } from '../../store/ledger-tree.ts';
import { inTransaction } from '../../store/transaction.ts';

const atOnce = 2_000;

/** Everything the newest checkpoint vouches for, line by line: what `verifyLedger` checks. */
export async function* exportLedger(pool: Pool, verifier: CheckpointVerifier): AsyncGenerator<ExportLine> {
  const newest = await inTransaction(pool, newestCheckpoint);
  const size = newest?.size ?? 0;
  yield { type: 'ledger', version: 1, verifier: verifierText(verifier) };
  yield* await inTransaction(pool, fieldListLines);
  for (let after = 0; after < size; after += atOnce) {
    yield* await inTransaction(pool, (tx) => ledgerLines(tx, after, Math.min(after + atOnce, size)));
  }
  yield { type: 'end', entries: size };
}
