import { z } from 'zod';
import type { Issue } from '../domain/adapter.ts';
import { select, type Transaction } from './transaction.ts';

/** Where the keys of a format are unique. */
export interface Namespace {
  readonly organisation: string;
  /** Adapter and format, e.g. `social-care/ssda903-missing`. */
  readonly namespace: string;
}

/** One arrived record, ready to be kept. */
export interface NewSourceRecord {
  readonly id: string;
  readonly ordinal: number;
  readonly key: string | null;
  readonly locator: string;
  readonly hash: Buffer;
  readonly state: 'STORED' | 'QUARANTINED';
  readonly reasons: readonly Issue[] | null;
  readonly issues: readonly Issue[];
  readonly factIds: readonly string[];
}

const currentRow = z.object({ id: z.string(), key: z.string(), hash: z.string(), factIds: z.array(z.string()) });
/** The newest stored record of a key. */
export type CurrentRecord = Readonly<z.infer<typeof currentRow>>;

const current = `select id, key, encode(hash, 'hex') hash, fact_ids::text[] "factIds" from source_record
  where current and organisation = $1 and namespace = $2`;

/** The current records of these keys. */
export const findCurrentRecords = (
  tx: Transaction,
  { organisation, namespace }: Namespace,
  keys: readonly string[],
): Promise<readonly CurrentRecord[]> =>
  select(tx, currentRow, `${current} and key = any($3::text[])`, [organisation, namespace, keys]);

/** The current records whose key is not among those seen. */
export const findUnseenRecords = (
  tx: Transaction,
  { organisation, namespace }: Namespace,
  seen: readonly string[],
): Promise<readonly CurrentRecord[]> =>
  select(
    tx,
    currentRow,
    `${current} and not exists (select 1 from unnest($3::text[]) seen where seen = key) order by key`,
    [organisation, namespace, seen],
  );

/** Marks records as no longer the newest of their key. */
export const retireRecords = async (tx: Transaction, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx.query('update source_record set current = false where id = any($1::uuid[])', [ids]);
};

/** Keeps arrived records of one delivery; a stored one becomes the current one of its key. */
export const insertRecords = async (
  tx: Transaction,
  { organisation, namespace, deliveryId }: Namespace & { readonly deliveryId: string },
  records: readonly NewSourceRecord[],
): Promise<void> => {
  if (records.length === 0) return;
  const rows = records.map(({ hash, factIds, ...record }) => ({
    ...record,
    hash: hash.toString('hex'),
    fact_ids: factIds,
    current: record.state === 'STORED',
  }));
  await tx.query(
    `insert into source_record (id, delivery_id, ordinal, organisation, namespace, key, locator, hash, state, reasons,
       issues, fact_ids, current)
     select r.id, $2, r.ordinal, $3, $4, r.key, r.locator, decode(r.hash, 'hex'), r.state, r.reasons, r.issues,
       r.fact_ids, r.current
     from jsonb_to_recordset($1::jsonb) r (id uuid, ordinal int, key text, locator text, hash text, state text,
       reasons jsonb, issues jsonb, fact_ids uuid[], current boolean)`,
    [JSON.stringify(rows), deliveryId, organisation, namespace],
  );
};

const idRow = z.object({ id: z.string() });

/** Those of the facts that a current record still states. */
export const findStatedFacts = async (tx: Transaction, factIds: readonly string[]): Promise<readonly string[]> => {
  if (factIds.length === 0) return [];
  const sql = `select distinct f.id from source_record r cross join unnest(r.fact_ids) f (id)
    where r.current and r.fact_ids && $1::uuid[] and f.id = any($1::uuid[])`;
  return (await select(tx, idRow, sql, [factIds])).map(({ id }) => id);
};
