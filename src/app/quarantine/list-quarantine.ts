import { listQuarantined, type Quarantined } from '../../store/quarantine.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { IngestDeps } from '../ingest/deps.ts';

const MOST = 200;

/** One page of the quarantine; `next` asks for the page after it. */
export interface QuarantinePage {
  readonly records: readonly Quarantined[];
  readonly next: string | null;
}

/** What waits in quarantine, oldest first. */
export const listQuarantine = async (
  { pools }: Pick<IngestDeps, 'pools'>,
  { after = null, limit = 50 }: { readonly after?: string | null; readonly limit?: number },
): Promise<QuarantinePage> => {
  const size = Math.max(1, Math.min(limit, MOST));
  const found = await inTransaction(pools.ingest, (tx) => listQuarantined(tx, { after, limit: size + 1 }));
  const records = found.slice(0, size);
  return { records, next: found.length > size ? (records.at(-1)?.id ?? null) : null };
};
