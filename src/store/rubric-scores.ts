import { z } from 'zod';
import { panelBodies, type ScoredKind, type ScoreGiven, scoredKinds } from '../domain/practice/scorings.ts';
import { factTable } from './columns.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** A score as it is kept, with where in the record it shows. */
export interface NewScore extends ScoreGiven {
  readonly evidence: string | null;
}

/** Keeps what somebody scored for ever. */
export const insertScores = async (tx: Transaction, scores: readonly NewScore[]): Promise<void> => {
  await tx.query(
    `insert into rubric_score (record_id, kind, version, scorer, body, item, score, evidence, known_at)
     select "recordId", kind, version, scorer, body, item, score, evidence, "knownAt"
     from jsonb_to_recordset($1::jsonb) s ("recordId" uuid, kind text, version timestamptz, scorer text, body text,
       item text, score int, evidence text, "knownAt" timestamptz)`,
    [JSON.stringify(scores)],
  );
};

const scoreRow = z.object({
  recordId: z.string(),
  kind: z.enum(scoredKinds),
  version: z.string(),
  scorer: z.string(),
  body: z.enum(panelBodies),
  item: z.string(),
  score: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  knownAt: z.string(),
});

const columns = `s.record_id::text "recordId", s.kind, ${isoInstant('s.version')} version, s.scorer, s.body, s.item,
  s.score, ${isoInstant('s.known_at')} "knownAt"`;

const everyRecord = scoredKinds
  .map(
    (kind) => `select s.*, f.child_id from rubric_score s join ${factTable(kind).name} f on f.id = s.record_id
      where f.child_id = any($1::uuid[]) and f.known_to = 'infinity' and s.kind = '${kind}'`,
  )
  .join(' union all ');

/** What was scored of the current records of each of the children, of every version. */
export const loadScores = (
  tx: Transaction,
  childIds: readonly string[],
): Promise<readonly (ScoreGiven & { readonly childId: string })[]> =>
  select(
    tx,
    scoreRow.extend({ childId: z.string() }),
    `select ${columns}, s.child_id::text "childId" from (${everyRecord}) s order by s.known_at, s.scorer, s.item`,
    [childIds],
  );

/** What was scored of a record, of every version. */
export const findScores = (tx: Transaction, kind: ScoredKind, recordId: string): Promise<readonly ScoreGiven[]> =>
  select(
    tx,
    scoreRow,
    `select ${columns} from rubric_score s where s.kind = $1 and s.record_id = $2 order by s.known_at, s.scorer, s.item`,
    [kind, recordId],
  );

const enteredRow = z.object({ person: z.string() });

/** Everybody who entered a version of the record in the hub. */
export const findEnterers = async (tx: Transaction, kind: ScoredKind, recordId: string): Promise<readonly string[]> => {
  const sql = `select distinct entered_by person from ${factTable(kind).name} where id = $1 and entered_by is not null`;
  return (await select(tx, enteredRow, sql, [recordId])).map(({ person }) => person);
};
