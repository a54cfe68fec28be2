import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AnyCanonicalRecord } from '../domain/adapter.ts';
import type { RecordKind } from '../domain/model/kinds.ts';
import { recordKinds } from '../domain/model/kinds.ts';
import { factTable, toRow } from './columns.ts';
import { select, type Transaction } from './transaction.ts';
import { writeVersions } from './versions.ts';

/** One fact as a record states it, with the anchors it hangs from. */
export interface StatedFact {
  readonly id: string;
  readonly subjectId: string;
  readonly childId: string | null;
  readonly sourceRecordId: string;
  readonly statement: AnyCanonicalRecord;
}

interface SubjectName {
  readonly system: string;
  readonly key: string;
}

const subjectRow = z.object({ id: z.string(), system: z.string(), key: z.string() });

/** Any two texts as one, without two pairs ever meeting. */
export const pairKey = (...parts: readonly string[]): string => JSON.stringify(parts);

/** The ids of source persons by `pairKey(system, key)`, made where they are new. Call it inside the lane. */
export const ensureSubjects = async (
  tx: Transaction,
  organisation: string,
  names: readonly SubjectName[],
): Promise<ReadonlyMap<string, string>> => {
  const given = new Map(names.map(({ system, key }) => [pairKey(system, key), { id: randomUUID(), system, key }]));
  const json = JSON.stringify([...given.values()]);
  const recordset = 'jsonb_to_recordset($1::jsonb) g (id uuid, system text, key text)';
  await tx.query(
    `insert into subject (id, organisation, system, key) select g.id, $2, g.system, g.key from ${recordset}
     where not exists (select 1 from subject s where (s.organisation, s.system, s.key) = ($2, g.system, g.key))`,
    [json, organisation],
  );
  const rows = await select(
    tx,
    subjectRow,
    `select s.id, s.system, s.key from ${recordset}
     join subject s on s.organisation = $2 and s.system = g.system and s.key = g.key`,
    [json, organisation],
  );
  return new Map(rows.map(({ id, system, key }) => [pairKey(system, key), id]));
};

interface FactName {
  readonly kind: RecordKind;
  readonly system: string;
  readonly key: string;
  readonly subjectId: string;
}

const factRow = z.object({ id: z.string(), kind: z.string(), key: z.string(), subject_id: z.string() });

/** The ids of facts by `pairKey(kind, key, subjectId)`, made where they are new. Call it inside the lane. */
export const ensureFacts = async (
  tx: Transaction,
  organisation: string,
  names: readonly FactName[],
): Promise<ReadonlyMap<string, string>> => {
  const given = new Map(
    names.map(({ kind, system, key, subjectId }) => [
      pairKey(kind, key, subjectId),
      { id: randomUUID(), kind, system, key, subject_id: subjectId },
    ]),
  );
  const json = JSON.stringify([...given.values()]);
  const recordset = 'jsonb_to_recordset($1::jsonb) g (id uuid, kind text, system text, key text, subject_id uuid)';
  const same = `f.kind = g.kind and f.organisation = $2 and f.system = g.system and f.key = g.key
    and f.subject_id = g.subject_id`;
  await tx.query(
    `insert into fact (id, kind, organisation, system, key, subject_id)
     select g.id, g.kind, $2, g.system, g.key, g.subject_id from ${recordset}
     where not exists (select 1 from fact f where ${same})`,
    [json, organisation],
  );
  const sql = `select f.id, f.kind, f.key, f.subject_id from ${recordset} join fact f on ${same}`;
  const rows = await select(tx, factRow, sql, [json, organisation]);
  return new Map(rows.map(({ id, kind, key, subject_id }) => [pairKey(kind, key, subject_id), id]));
};

/** What all facts of one write have in common. */
export interface Occasion {
  readonly organisation: string;
  readonly knownAt: string;
  readonly receivedAt: string;
  readonly enteredBy: string | null;
}

const withReasons = ({ body, absences }: AnyCanonicalRecord): Readonly<Record<string, unknown>> => {
  const empty = Object.entries(body).filter(([, value]) => value === null);
  return { ...Object.fromEntries(empty.map(([field]) => [field, { reason: 'NOT_SENT_BY_SOURCE' }])), ...absences };
};

const factVersion = (fact: StatedFact, { organisation, receivedAt, enteredBy }: Occasion) => ({
  ...toRow(fact.statement.body),
  id: fact.id,
  subject_id: fact.subjectId,
  child_id: fact.childId,
  organisation,
  source_record_id: fact.sourceRecordId,
  key: fact.statement.key,
  stated_at: fact.statement.statedAt,
  received_at: receivedAt,
  entered_by: enteredBy,
  absences: withReasons(fact.statement),
});

/** Writes a version of each fact that says something new; returns the ids written, by kind. */
export const writeFacts = async (
  tx: Transaction,
  occasion: Occasion,
  facts: readonly StatedFact[],
): Promise<ReadonlyMap<RecordKind, readonly string[]>> => {
  const written = new Map<RecordKind, readonly string[]>();
  for (const kind of recordKinds) {
    const rows = facts.filter(({ statement }) => statement.kind === kind).map((fact) => factVersion(fact, occasion));
    const ids = await writeVersions(tx, factTable(kind), rows, occasion.knownAt);
    if (ids.length > 0) written.set(kind, ids);
  }
  return written;
};

const retractedRow = z.object({ subject_id: z.string() });

/** Closes facts their source no longer states; returns the source persons they spoke of. */
export const retractFacts = async (
  tx: Transaction,
  factIds: readonly string[],
  knownAt: string,
): Promise<readonly string[]> => {
  if (factIds.length === 0) return [];
  const subjects: string[] = [];
  for (const kind of recordKinds) {
    const rows = await select(
      tx,
      retractedRow,
      `update ${factTable(kind).name} set known_to = $2, closed_as = 'RETRACTED'
       where id = any($1::uuid[]) and known_to = 'infinity' returning subject_id::text`,
      [factIds, knownAt],
    );
    subjects.push(...rows.map((row) => row.subject_id));
  }
  return [...new Set(subjects)];
};
