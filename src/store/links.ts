import { z } from 'zod';
import { type RecordKind, recordKinds } from '../domain/model/kinds.ts';
import { factTable } from './columns.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

const membershipRow = z.object({ subjectId: z.string(), childId: z.string() });
/** Which child a source person is now taken to be. */
export type Membership = Readonly<z.infer<typeof membershipRow>>;

const current = `select subject_id "subjectId", child_id "childId" from membership where known_to = 'infinity'`;

/** The children that these source persons are now taken to be. */
export const findMemberships = (tx: Transaction, subjectIds: readonly string[]): Promise<readonly Membership[]> =>
  select(tx, membershipRow, `${current} and subject_id = any($1::uuid[])`, [subjectIds]);

/** All source persons that are now taken to be one of these children. */
export const findMembers = (tx: Transaction, childIds: readonly string[]): Promise<readonly Membership[]> =>
  select(tx, membershipRow, `${current} and child_id = any($1::uuid[]) order by known_from, subject_id`, [childIds]);

const childRow = z.object({ childId: z.string(), firstSubjectId: z.string(), knownSince: z.string() });
/** A child id, the source person it belongs to for ever, and since when. */
export type ChildOrigin = Readonly<z.infer<typeof childRow>>;

/** The child ids that are, or belong to, these. */
export const findOrigins = (
  tx: Transaction,
  childIds: readonly string[],
  subjectIds: readonly string[],
): Promise<readonly ChildOrigin[]> =>
  select(
    tx,
    childRow,
    `select c.id "childId", c.first_subject_id "firstSubjectId",
       (select ${isoInstant('min(m.known_from)')} from membership m where m.subject_id = c.first_subject_id) "knownSince"
     from child c where c.id = any($1::uuid[]) or c.first_subject_id = any($2::uuid[])`,
    [childIds, subjectIds],
  );

/** A keyed hash of what identifies a source person, as hex. */
export interface SubjectKey {
  readonly subjectId: string;
  readonly key: string;
}

const recordset = 'jsonb_to_recordset($1::jsonb) g ("subjectId" uuid, key text)';

/** Makes the given keys the only ones of these source persons. */
export const replaceIdentityKeys = async (
  tx: Transaction,
  subjectIds: readonly string[],
  keys: readonly SubjectKey[],
): Promise<void> => {
  const given = `select decode(g.key, 'hex') key, g."subjectId" subject_id from ${recordset}`;
  const values = [JSON.stringify(keys)];
  await tx.query(
    `delete from identity_key k where subject_id = any($2::uuid[])
       and not exists (select 1 from (${given}) g where (g.key, g.subject_id) = (k.key, k.subject_id))`,
    [...values, subjectIds],
  );
  await tx.query(`insert into identity_key (key, subject_id) ${given} on conflict do nothing`, values);
};

const pairRow = z.object({ subjectId: z.string(), otherId: z.string(), key: z.string() });
/** Two source persons who share an identity key. */
export type SharedKey = Readonly<z.infer<typeof pairRow>>;

/** Everyone who shares an identity key with one of these source persons. */
export const findSharedKeys = (tx: Transaction, subjectIds: readonly string[]): Promise<readonly SharedKey[]> =>
  select(
    tx,
    pairRow,
    `select k.subject_id "subjectId", o.subject_id "otherId", encode(k.key, 'hex') key
     from identity_key k join identity_key o on o.key = k.key and o.subject_id <> k.subject_id
     where k.subject_id = any($1::uuid[]) order by 1, 2, 3`,
    [subjectIds],
  );

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
  for (const kind of recordKinds) await nameChild(tx, kind, moves);
};

const nameChild = async (tx: Transaction, kind: RecordKind, moves: readonly Membership[]): Promise<void> => {
  await tx.query(
    `update ${factTable(kind).name} f set child_id = g."childId"
     from jsonb_to_recordset($1::jsonb) g ("subjectId" uuid, "childId" uuid)
     where f.subject_id = g."subjectId" and f.child_id is distinct from g."childId"`,
    [JSON.stringify(moves)],
  );
};
