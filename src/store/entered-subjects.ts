import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SubjectReference } from '../domain/adapter.ts';
import { ensureSubjects } from './facts.ts';
import { findMemberships, insertLinkEvents, type Membership, moveSubjects } from './links.ts';
import { select, type Transaction } from './transaction.ts';

// No file can name it: the numbering systems of sources have no colon.
const enteredSystem = 'hub:child';

/** The source person an organisation's workers write of in the hub: the child whose id is the key. */
export const enteredSubject = (childId: string): SubjectReference => ({ system: enteredSystem, key: childId });

interface Entering {
  readonly organisation: string;
  readonly childId: string;
  /** Who enters it. */
  readonly person: string;
  readonly knownAt: string;
}

const moveTo = async (
  tx: Transaction,
  moves: readonly Membership[],
  { actor, rule, knownAt }: { readonly actor: string; readonly rule: string; readonly knownAt: string },
): Promise<void> => {
  const events = moves.map((move) => ({
    ...move,
    id: randomUUID(),
    action: 'LINK' as const,
    rule,
    evidence: {},
    actor,
  }));
  await insertLinkEvents(tx, events, knownAt);
  await moveSubjects(tx, moves, knownAt);
};

/**
 * Makes the source person that an organisation's workers write of in the hub a member of the child they reached: a
 * person chose the child, so nothing is left to compare. Call it inside the lane.
 */
export const linkEntered = async (
  tx: Transaction,
  { organisation, childId, person, knownAt }: Entering,
): Promise<void> => {
  const [subjectId] = (await ensureSubjects(tx, organisation, [enteredSubject(childId)])).values();
  if (subjectId === undefined) throw new Error('a source person was not made');
  const [member] = await findMemberships(tx, [subjectId]);
  if (member?.childId === childId) return;
  await moveTo(tx, [{ subjectId, childId }], { actor: person, rule: 'ENTERED_IN_HUB', knownAt });
};

const strayRow = z.object({ subjectId: z.string(), childId: z.string(), from: z.string() });

/**
 * Takes the source persons of the hub after the child id they were written under: where a merge or a split has moved
 * that child, they go with it. Returns the children that lost or gained one.
 */
export const followChildren = async (
  tx: Transaction,
  childIds: readonly string[],
  knownAt: string,
): Promise<readonly string[]> => {
  if (childIds.length === 0) return [];
  const strays = await select(
    tx,
    strayRow,
    `select m.subject_id::text "subjectId", coalesce(a.survivor_id, c.id)::text "childId", m.child_id::text "from"
     from membership m join subject s on s.id = m.subject_id and s.system = $2
     join child c on c.id = case when s.key not like 'erased:%' then s.key::uuid end
     left join child_alias a on a.child_id = c.id and a.known_to = 'infinity'
     where m.child_id = any($1::uuid[]) and m.known_to = 'infinity' and m.child_id <> coalesce(a.survivor_id, c.id)`,
    [childIds, enteredSystem],
  );
  if (strays.length === 0) return [];
  const moves = strays.map(({ subjectId, childId }) => ({ subjectId, childId }));
  await moveTo(tx, moves, { actor: 'hub', rule: 'FOLLOWS_CHILD', knownAt });
  return strays.flatMap(({ from, childId }) => [from, childId]);
};
