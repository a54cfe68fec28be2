import { z } from 'zod';
import { type RecordKind, recordKinds } from '../domain/model/kinds.ts';
import { factTable } from './columns.ts';
import { select, selectPrepared, type Transaction } from './transaction.ts';

const membershipRow = z.object({ subjectId: z.string(), childId: z.string() });
/** Which child a source person is now taken to be. */
export type Membership = Readonly<z.infer<typeof membershipRow>>;

const current = `select subject_id "subjectId", child_id "childId" from membership where known_to = 'infinity'`;

/** The children that these source persons are now taken to be. */
export const findMemberships = (tx: Transaction, subjectIds: readonly string[]): Promise<readonly Membership[]> =>
  select(tx, membershipRow, `${current} and subject_id = any($1::uuid[])`, [subjectIds]);

/** One entry of the record of who was taken to be whom, and by which rule; names what was compared, never values. */
export interface LinkEvent {
  readonly id: string;
  readonly subjectId: string;
  readonly childId: string;
  readonly action: 'LINK' | 'UNLINK';
  readonly rule: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly actor: string;
}

/** Makes child ids, each the first source person's for ever. */
export const insertChildren = async (
  tx: Transaction,
  children: readonly { readonly childId: string; readonly firstSubjectId: string }[],
): Promise<void> => {
  await tx.query(
    `insert into child (id, first_subject_id) select g."childId", g."firstSubjectId"
     from jsonb_to_recordset($1::jsonb) g ("childId" uuid, "firstSubjectId" uuid)`,
    [JSON.stringify(children)],
  );
};

/** Adds to the record of links. */
export const insertLinkEvents = async (
  tx: Transaction,
  events: readonly LinkEvent[],
  knownAt: string,
): Promise<void> => {
  await tx.query(
    `insert into link_event (id, known_at, subject_id, child_id, action, rule, evidence, actor)
     select g.id, $2, g."subjectId", g."childId", g.action, g.rule, g.evidence, g.actor
     from jsonb_to_recordset($1::jsonb) g (id uuid, "subjectId" uuid, "childId" uuid, action text, rule text,
       evidence jsonb, actor text)`,
    [JSON.stringify(events), knownAt],
  );
};

/** Moves source persons to children from now on, with their facts; a child id whose person moved becomes an alias. */
export const moveSubjects = async (tx: Transaction, moves: readonly Membership[], knownAt: string): Promise<void> => {
  const given = 'jsonb_to_recordset($1::jsonb) g ("subjectId" uuid, "childId" uuid)';
  const values = [JSON.stringify(moves), knownAt];
  await tx.query(
    `update membership m set known_to = $2 from ${given} where m.subject_id = g."subjectId" and m.known_to = 'infinity'`,
    values,
  );
  await tx.query(
    `insert into membership (subject_id, child_id, known_from) select g."subjectId", g."childId", $2 from ${given}`,
    values,
  );
  await tx.query(
    `update child_alias a set known_to = $2 from ${given} join child c on c.first_subject_id = g."subjectId"
     where a.child_id = c.id and a.known_to = 'infinity'`,
    values,
  );
  await tx.query(
    `insert into child_alias (child_id, survivor_id, known_from)
     select c.id, g."childId", $2 from ${given} join child c on c.first_subject_id = g."subjectId"
     where c.id <> g."childId"`,
    values,
  );
  const misnamed = await selectPrepared(
    tx,
    kindRow,
    { name: 'misnamed-kinds', text: misnamedKinds },
    values.slice(0, 1),
  );
  for (const { kind } of misnamed) await nameChild(tx, kind, moves);
};

const kindRow = z.object({ kind: z.enum(recordKinds) });

// In one round trip, for most source persons have records of few kinds.
const misnamedKinds = recordKinds
  .map(
    (kind) => `select '${kind}' kind where exists (
      select 1 from jsonb_to_recordset($1::jsonb) g ("subjectId" uuid, "childId" uuid)
        join ${factTable(kind).name} f on f.subject_id = g."subjectId" where f.child_id is distinct from g."childId")`,
  )
  .join(' union all ');

const nameChild = async (tx: Transaction, kind: RecordKind, moves: readonly Membership[]): Promise<void> => {
  await tx.query(
    `update ${factTable(kind).name} f set child_id = g."childId"
     from jsonb_to_recordset($1::jsonb) g ("subjectId" uuid, "childId" uuid)
     where f.subject_id = g."subjectId" and f.child_id is distinct from g."childId"`,
    [JSON.stringify(moves)],
  );
};
