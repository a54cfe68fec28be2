import { z } from 'zod';
import { recordKinds } from '../domain/model/kinds.ts';
import { factTable } from './columns.ts';
import { eraseLinks } from './link-erasure.ts';
import type { Namespace } from './source-records.ts';
import { select, type Transaction } from './transaction.ts';

/** One act of erasing. A request names the child, why, and who approved it. */
export interface Erasure {
  readonly id: string;
  /** The day the rules were applied for. */
  readonly asAt: string;
  readonly knownAt: string;
  readonly request: { readonly childId: string; readonly reason: string; readonly approvedBy: string } | null;
}

/** Notes an act of erasing, before what it erases. */
export const insertErasure = async (tx: Transaction, { id, asAt, knownAt, request }: Erasure): Promise<void> => {
  await tx.query(
    `insert into erasure (id, occasion, as_at, known_at, child_id, reason, approved_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[id, request ? 'REQUEST' : 'RETENTION', asAt, knownAt],
      ...[request?.childId ?? null, request?.reason ?? null, request?.approvedBy ?? null],
    ],
  );
};

/** A fact to erase and the term that no longer asks for it. */
export interface FactToErase {
  readonly id: string;
  readonly rule: string;
}

/** Deletes every version of these facts; their ids remain, under no key of a source. */
export const eraseFacts = async (tx: Transaction, erasureId: string, facts: readonly FactToErase[]): Promise<void> => {
  const ids = facts.map(({ id }) => id);
  await tx.query('delete from rubric_score where record_id = any($1::uuid[])', [ids]);
  for (const name of ['exchange_ceiling', ...recordKinds.map((kind) => factTable(kind).name)]) {
    const key = name === 'exchange_ceiling' ? 'interview_id' : 'id';
    await tx.query(`delete from ${name} where ${key} = any($1::uuid[])`, [ids]);
  }
  await tx.query(
    `update fact f set key = 'erased:' || f.id, erasure_id = $2, erasure_rule = g.rule
     from jsonb_to_recordset($1::jsonb) g (id uuid, rule text) where f.id = g.id`,
    [JSON.stringify(facts), erasureId],
  );
};

const recordRow = z.object({ id: z.string(), isWhole: z.boolean() });
/** A source record that states a fact to be erased, and whether it states none that stays. */
export type RecordToErase = Readonly<z.infer<typeof recordRow>>;

/**
 * The source records that state these facts, whether current or replaced, and those in quarantine under the key of one
 * that goes as a whole.
 */
export const findRecordsToErase = (tx: Transaction, factIds: readonly string[]): Promise<readonly RecordToErase[]> =>
  select(
    tx,
    recordRow,
    // Current and past records each have an index of their own.
    `with touching as (
       select * from source_record where current and fact_ids && $1::uuid[]
       union all select * from source_record where not current and fact_ids && $1::uuid[]),
     stating as (
       select id, organisation, namespace, key, not exists (
         select 1 from unnest(fact_ids) s (id) join fact f using (id)
         where f.erasure_id is null and f.id <> all($1::uuid[])) whole
       from touching where erasure_id is null)
     select id, whole "isWhole" from stating
     union
     select q.id, true from source_record q join stating s using (organisation, namespace, key)
     where s.whole and q.state in ('QUARANTINED', 'REPLAYED') and q.erasure_id is null`,
    [factIds],
  );

const fileRow = z.object({ id: z.string(), state: z.string(), waiting: z.int() });
/** A file whose bytes hold, or may hold, records to be erased. */
export type FileToErase = Readonly<z.infer<typeof fileRow>>;

/**
 * The files whose bytes have to go with these records: those they came in, and later files of the same sender and
 * format that repeated something unchanged. `waiting` counts records in quarantine that came on or after a day and
 * would lose their bytes.
 */
export const findFilesToErase = (
  tx: Transaction,
  recordIds: readonly string[],
  waitingSince: string,
): Promise<readonly FileToErase[]> =>
  select(
    tx,
    fileRow,
    `with mine as (
       select distinct d.id, d.organisation, d.adapter, d.format, d.created_at
       from source_record r join delivery d on d.id = r.delivery_id where r.id = any($1::uuid[])),
     since as (select organisation, adapter, format, min(created_at) since from mine group by 1, 2, 3)
     select d.id, d.state, (
         select count(*)::int from source_record q where q.delivery_id = d.id and q.state = 'QUARANTINED'
           and q.erasure_id is null and q.id <> all($1::uuid[]) and d.received_at >= $2::date) waiting
     from delivery d join since s using (organisation, adapter, format) join raw_content c on c.hash = d.hash
     where d.id in (select id from mine)
       or (d.created_at >= s.since and (d.unchanged > 0 or d.state = 'RECEIVED'))`,
    [recordIds, waitingSince],
  );

/** Leaves of these records what they hash to, where they stood, and which versions of their formats read them. */
export const eraseRecords = async (tx: Transaction, erasureId: string, recordIds: readonly string[]): Promise<void> => {
  await tx.query(
    `insert into erased_format (organisation, namespace, format_version)
     select distinct r.organisation, r.namespace, d.format_version from source_record r
     join delivery d on d.id = r.delivery_id where r.id = any($1::uuid[]) on conflict do nothing`,
    [recordIds],
  );
  await tx.query(
    `update source_record set key = null, locator = 'erased', reasons = case when reasons is not null then '[]'::jsonb end,
       issues = '[]', current = false, erasure_id = $2 where id = any($1::uuid[])`,
    [recordIds, erasureId],
  );
};

/** Deletes the bytes of these files; a file of which nothing stays loses its name as well. */
export const eraseFiles = async (tx: Transaction, erasureId: string, fileIds: readonly string[]): Promise<void> => {
  // The same bytes may be another sender's, still to be read.
  const hashes = `select hash from delivery where id = any($1::uuid[]) and hash not in (
    select hash from delivery where state in ('RECEIVED', 'HELD'))`;
  await tx.query(`delete from raw_content where hash in (${hashes})`, [fileIds]);
  await tx.query(
    `update delivery d set erasure_id = $2, name = case when exists (
         select 1 from source_record r where r.delivery_id = d.id and r.erasure_id is null) then d.name else d.format end
     where d.hash in (${hashes})`,
    [fileIds, erasureId],
  );
};

/** Leaves of source persons of whom nothing is held any more their ids, with the reasons of access to such children. */
export const eraseSubjects = async (tx: Transaction, erasureId: string, factIds: readonly string[]): Promise<void> => {
  const touched = 'select distinct subject_id from fact where id = any($1::uuid[])';
  await tx.query(
    `update subject s set key = 'erased:' || s.id, erasure_id = $2
     where s.id in (${touched}) and not exists (select 1 from fact f where f.subject_id = s.id and f.erasure_id is null)`,
    [factIds, erasureId],
  );
  await eraseLinks(tx, erasureId, factIds);
  await tx.query(
    `update access_grant g set reason = 'erased', review_note = case when g.review_note is not null then 'erased' end
     where g.child_id in (select child_id from membership m where m.subject_id in (${touched})
       and not exists (select 1 from membership o join subject s on s.id = o.subject_id
         where o.child_id = m.child_id and o.known_to = 'infinity' and s.erasure_id is null))`,
    [factIds],
  );
};

const versionRow = z.object({ version: z.string() });

/** The versions of a format that read what was erased of it; usually none. */
export const findErasedVersions = async (
  tx: Transaction,
  { organisation, namespace }: Namespace,
): Promise<readonly string[]> => {
  const sql = 'select format_version "version" from erased_format where organisation = $1 and namespace = $2';
  return (await select(tx, versionRow, sql, [organisation, namespace])).map(({ version }) => version);
};

const hashRow = z.object({ hash: z.string(), erasureId: z.string() });

/** Those of the hashes, in hexadecimal, that an erased record left, with the act that erased it. */
export const findErasedHashes = async (
  tx: Transaction,
  { organisation, namespace }: Namespace,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const sql = `select encode(hash, 'hex') hash, erasure_id "erasureId" from source_record where erasure_id is not null
    and organisation = $1 and namespace = $2 and hash in (select decode(h, 'hex') from unnest($3::text[]) h)`;
  const rows = await select(tx, hashRow, sql, [organisation, namespace, hashes]);
  return new Map(rows.map(({ hash, erasureId }) => [hash, erasureId]));
};

/** Notes that a delivery brings again what was erased, so that its bytes go as soon as they are worked. */
export const noteErasedAgain = async (tx: Transaction, deliveryId: string, erasureId: string): Promise<void> => {
  await tx.query('update delivery set erasure_id = $2 where id = $1', [deliveryId, erasureId]);
};
