import { z } from 'zod';
import type { RecordBody, RecordKind } from '../domain/model/kinds.ts';
import { recordKinds } from '../domain/model/kinds.ts';
import { bodyOf, factTable } from './columns.ts';
import { isoInstant, select, selectPrepared, type Transaction } from './transaction.ts';

const heldRow = z.object({
  childId: z.string(),
  id: z.string(),
  kind: z.enum(recordKinds),
  subjectId: z.string(),
  system: z.string(),
  knownFrom: z.string(),
  /** Null while it is current. */
  knownTo: z.string().nullable(),
  row: z.looseObject({
    organisation: z.string(),
    key: z.string(),
    closed_as: z.enum(['SUPERSEDED', 'RETRACTED']).nullable(),
    stated_at: z.string().nullable(),
    received_at: z.string(),
    absences: z.record(z.string(), z.looseObject({ reason: z.string() })),
  }),
});
/** One version of a record of a child, current or not, as its table holds it. */
export type HeldRecord = Readonly<z.infer<typeof heldRow>>;

const ofKind = (kind: RecordKind): string => {
  const { name } = factTable(kind);
  return `select m.child_id::text "childId", f.id::text, '${kind}' kind, f.subject_id::text "subjectId", s.system,
      ${isoInstant('f.known_from')} "knownFrom",
      case when isfinite(f.known_to) then ${isoInstant('f.known_to')} end "knownTo", to_jsonb(f) "row"
    from membership m join ${name} f on f.subject_id = m.subject_id join subject s on s.id = f.subject_id
    where m.child_id = any($1::uuid[]) and m.known_to = 'infinity'`;
};

const HELD = { name: 'held_records', text: `${recordKinds.map(ofKind).join(' union all ')} order by 1, 3, 2, 6` };

/** Every version, ever, of every record of the source persons who are now one of these children. */
export const loadHeld = (tx: Transaction, childIds: readonly string[]): Promise<readonly HeldRecord[]> =>
  selectPrepared(tx, heldRow, HELD, [childIds]);

/** What the versions of one kind say. */
export const bodiesOf = <K extends RecordKind>(kind: K, held: readonly HeldRecord[]): readonly RecordBody[K][] =>
  held.filter((one) => one.kind === kind).map(({ row }) => bodyOf(kind, row));

const idRow = z.object({ id: z.string() });

/** Those of the children who have an absence that is open. */
export const findOpenChildren = async (tx: Transaction, childIds: readonly string[]): Promise<readonly string[]> => {
  const sql = `select distinct child_id id from episode
    where child_id = any($1::uuid[]) and known_to = 'infinity' and status = 'OPEN'`;
  return (await select(tx, idRow, sql, [childIds])).map(({ id }) => id);
};

/** The child an id now stands for: itself, or the one it was merged into; undefined where there is no such id. */
export const findPresentChild = async (tx: Transaction, id: string): Promise<string | undefined> => {
  const sql = `select m.child_id id from child c join membership m on m.subject_id = c.first_subject_id
    where c.id = $1 and m.known_to = 'infinity'`;
  return (await select(tx, idRow, sql, [id]))[0]?.id;
};
