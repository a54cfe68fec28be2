import type { Transaction } from './transaction.ts';

/** What became of some records of a delivery. */
export interface Progress {
  readonly received: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly issues: number;
  readonly retracted: number;
  /** Canonical records written, by kind. */
  readonly records: Readonly<Record<string, number>>;
}

/** Adds to a delivery's counts and moves it on to its next record. */
export const advanceDelivery = async (
  tx: Transaction,
  id: string,
  nextOrdinal: number,
  counts: Progress,
): Promise<void> => {
  await tx.query(
    `update delivery set next_ordinal = $2, received = received + $3, stored = stored + $4,
       unchanged = unchanged + $5, quarantined = quarantined + $6, issues = issues + $7, retracted = retracted + $8,
       records = (select coalesce(jsonb_object_agg(kind, n), '{}') from (
         select kind, sum(n::int) n from (
           select * from jsonb_each_text(records) union all select * from jsonb_each_text($9::jsonb)) e (kind, n)
         group by kind) total)
     where id = $1`,
    [
      ...[id, nextOrdinal, counts.received, counts.stored, counts.unchanged, counts.quarantined, counts.issues],
      ...[counts.retracted, JSON.stringify(counts.records)],
    ],
  );
};

/**
 * Closes the account of a delivery. Where all of it could be read, and it brought again what had been erased, its bytes
 * go at once.
 */
export const finishDelivery = async (
  tx: Transaction,
  id: string,
  state: 'DONE' | 'HELD' | 'UNREADABLE',
): Promise<void> => {
  await tx.query('update delivery set state = $2, finished_at = clock_timestamp() where id = $1', [id, state]);
  await tx.query(
    `delete from raw_content c using delivery d where d.id = $1 and c.hash = d.hash and d.erasure_id is not null
       and d.quarantined = 0 and not exists (
         select 1 from delivery o where o.hash = d.hash and o.state in ('RECEIVED', 'HELD'))`,
    [id],
  );
};
