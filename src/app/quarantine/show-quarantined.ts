import { NotFound } from '../../domain/errors.ts';
import { findQuarantined, type Quarantined } from '../../store/quarantine.ts';
import { inTransaction } from '../../store/transaction.ts';
import { originalBytes, type RereadDeps, rereadRecords } from './reread.ts';

/** What was quarantined, with its text as it arrived. */
export interface ShownQuarantined extends Quarantined {
  /** Null where the bytes are purged or the present format no longer finds the record. */
  readonly text: string | null;
}

const SHOWN_BYTES = 65_536;

const textOf = async (deps: RereadDeps, quarantined: Quarantined): Promise<string | null> => {
  const bytes = await originalBytes(deps, quarantined);
  if (!bytes) return null;
  if (quarantined.isWholeFile) return new TextDecoder().decode(bytes.subarray(0, SHOWN_BYTES));
  return rereadRecords(deps, quarantined, bytes).get(quarantined.locator)?.record.raw ?? null;
};

/** The quarantined record with this id, or NotFound. */
export const getQuarantined = async ({ pools }: Pick<RereadDeps, 'pools'>, id: string): Promise<Quarantined> => {
  const found = await inTransaction(pools.ingest, (tx) => findQuarantined(tx, id));
  if (!found) throw new NotFound('there is no such record in quarantine');
  return found;
};

/** Why a record was quarantined, and what it said, read again from the bytes that arrived. */
export const showQuarantined = async (deps: RereadDeps, { id }: { readonly id: string }): Promise<ShownQuarantined> => {
  const quarantined = await getQuarantined(deps, id);
  return { ...quarantined, text: await textOf(deps, quarantined) };
};
