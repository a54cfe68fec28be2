import { z } from 'zod';
import { type Absences, absenceReasons } from '../domain/absence.ts';
import type { CanonicalRecord, SubjectReference } from '../domain/adapter.ts';
import type { RecordBody, RecordKind } from '../domain/model/kinds.ts';
import { asZulu, bodyOf, factTable } from './columns.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

const absence = z.object({
  reason: z.enum(absenceReasons).exclude(['WITHHELD_BY_POLICY']),
  askedBy: z.string().exactOptional(),
  askedAt: z.string().exactOptional(),
});

const keptRow = z.object({
  key: z.string(),
  organisation: z.string(),
  child_id: z.string(),
  known_at: z.string(),
  system: z.string(),
  subject_key: z.string(),
  row: z.looseObject({
    absences: z.record(z.string(), absence),
    stated_at: z.preprocess(asZulu, z.string().nullable()),
  }),
});
type KeptRow = Readonly<z.infer<typeof keptRow>>;

/** A record as it now stands, with whom it is of. */
export interface KeptRecord<K extends RecordKind = RecordKind> {
  readonly id: string;
  readonly key: string;
  readonly organisation: string;
  readonly childId: string;
  /** When this version became known. */
  readonly knownAt: string;
  readonly subject: SubjectReference;
  readonly statedAt: string | null;
  readonly body: RecordBody[K];
  readonly absences: Absences;
}

const keptOf = <K extends RecordKind>(kind: K, id: string, kept: KeptRow): KeptRecord<K> => ({
  ...{ id, key: kept.key, organisation: kept.organisation, childId: kept.child_id, knownAt: kept.known_at },
  subject: { system: kept.system, key: kept.subject_key },
  statedAt: kept.row.stated_at,
  body: bodyOf(kind, kept.row),
  absences: kept.row.absences,
});

/** The current version of a record, or undefined where there is none. */
export const findKept = async <K extends RecordKind>(
  tx: Transaction,
  kind: K,
  id: string,
): Promise<KeptRecord<K> | undefined> => {
  const [kept] = await select(
    tx,
    keptRow,
    `select f.key, f.organisation, f.child_id::text, ${isoInstant('f.known_from')} known_at, s.system,
       s.key subject_key, to_jsonb(f) "row"
     from ${factTable(kind).name} f join subject s on s.id = f.subject_id where f.id = $1 and f.known_to = 'infinity'`,
    [id],
  );
  return kept && keptOf(kind, id, kept);
};

const sourceRow = z.object({ key: z.string(), others: z.array(z.string()) });
/** The arrived record that states a fact, by its key, and what else it states. */
export type StatedBy = Readonly<z.infer<typeof sourceRow>>;

/** The current record of a namespace that states a fact, or undefined where none of that namespace does. */
export const findStatedBy = async (
  tx: Transaction,
  namespace: string,
  factId: string,
): Promise<StatedBy | undefined> => {
  const [row] = await select(
    tx,
    sourceRow,
    `select r.key, array_remove(r.fact_ids, $2::uuid)::text[] others from source_record r
     where r.current and r.namespace = $1 and r.fact_ids && array[$2::uuid]`,
    [namespace, factId],
  );
  return row;
};

/** What is said of persons by these facts, as it stands. */
export const findPersonStatements = async (
  tx: Transaction,
  factIds: readonly string[],
): Promise<readonly CanonicalRecord<'person'>[]> => {
  const statements: CanonicalRecord<'person'>[] = [];
  for (const id of factIds) {
    const kept = await findKept(tx, 'person', id);
    if (!kept) continue;
    const { key, subject, statedAt, body, absences } = kept;
    statements.push({ kind: 'person', key, subject, statedAt, body, absences });
  }
  return statements;
};

const idRow = z.object({ id: z.string() });

/** The fact of a record by its organisation's key. */
export const getFactId = async (
  tx: Transaction,
  { kind, organisation, key }: { readonly kind: RecordKind; readonly organisation: string; readonly key: string },
): Promise<string> => {
  const sql = 'select id::text from fact where kind = $1 and organisation = $2 and key = $3';
  const [row] = await select(tx, idRow, sql, [kind, organisation, key]);
  if (!row) throw new Error('a stored record has no fact');
  return row.id;
};
