import type { Explanation } from '../domain/link/explain.ts';
import type { StoredEdge } from './link-surroundings.ts';
import type { Transaction } from './transaction.ts';

/** An edge with why. */
interface EdgeToWrite extends StoredEdge {
  readonly explanation: Explanation;
}

/** Which edges end, and which are new or say something else from now on. */
export interface EdgesToWrite {
  readonly ended: readonly Pick<StoredEdge, 'a' | 'b'>[];
  readonly written: readonly EdgeToWrite[];
  readonly snapshotId: string;
}

/** Ends edges and writes new versions, as known from now on. */
export const writeEdges = async (
  tx: Transaction,
  { ended, written, snapshotId }: EdgesToWrite,
  knownAt: string,
): Promise<void> => {
  const over = JSON.stringify([...ended, ...written].map(({ a, b }) => ({ a, b })));
  await tx.query(
    `with over as (select * from jsonb_to_recordset($1::jsonb) g (a uuid, b uuid)),
      -- a known time has one version of an edge
      again as (delete from link_edge e using over g where (e.a, e.b, e.known_from) = (g.a, g.b, $2::timestamptz))
     update link_edge e set known_to = $2 from over g
     where (e.a, e.b) = (g.a, g.b) and e.known_to = 'infinity' and e.known_from < $2`,
    [over, knownAt],
  );
  if (written.length === 0) return;
  await tx.query(
    `insert into link_edge (a, b, known_from, zone, rule, weight, guards, is_number_disputed, is_possible_sibling,
       is_refused, model, snapshot_id, explanation, runner_up_of, runner_up, margin)
     select g.a, g.b, $2, g.zone, g.rule, g.weight, g.guards, g."isNumberDisputed", g."isPossibleSibling", g."isRefused",
       g.model, $3, g.explanation, g."runnerUpOf", g."runnerUp", g.margin
     from jsonb_to_recordset($1::jsonb) g (a uuid, b uuid, zone text, rule text, weight float8, guards text[],
       "isNumberDisputed" bool, "isPossibleSibling" bool, "isRefused" bool, model text, explanation jsonb,
       "runnerUpOf" uuid, "runnerUp" uuid, margin float8)`,
    [JSON.stringify(written), knownAt, snapshotId],
  );
};

/** Makes the possible siblings of these source persons those that guards and people now say. */
export const renewSiblings = async (tx: Transaction, subjectIds: readonly string[], knownAt: string): Promise<void> => {
  const touching = (alias: string) => `(${alias}.a = any($1::uuid[]) or ${alias}.b = any($1::uuid[]))`;
  const wanted = `select distinct on (a, b) a, b, stated_by from (
      select e.a, e.b, 'GUARDS' stated_by from link_edge e
      where e.known_to = 'infinity' and e.is_possible_sibling and ${touching('e')}
      union all select c.a, c.b, 'PERSON' from link_constraint c
      where c.known_to = 'infinity' and c.kind = 'SIBLING' and ${touching('c')}) w order by a, b, stated_by desc`;
  await tx.query(
    `with wanted as (${wanted}),
      again as (delete from possible_sibling s where s.known_from = $2::timestamptz and ${touching('s')}
        and not exists (select 1 from wanted w where (w.a, w.b, w.stated_by) = (s.a, s.b, s.stated_by)))
     update possible_sibling s set known_to = $2 where s.known_to = 'infinity' and s.known_from < $2 and ${touching('s')}
       and not exists (select 1 from wanted w where (w.a, w.b, w.stated_by) = (s.a, s.b, s.stated_by))`,
    [subjectIds, knownAt],
  );
  await tx.query(
    `insert into possible_sibling (a, b, known_from, stated_by) select w.a, w.b, $2, w.stated_by from (${wanted}) w
     where not exists (select 1 from possible_sibling s where (s.a, s.b) = (w.a, w.b) and s.known_to = 'infinity')`,
    [subjectIds, knownAt],
  );
};
