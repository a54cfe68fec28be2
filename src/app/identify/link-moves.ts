import { randomUUID } from 'node:crypto';
import type { Decision } from '../../domain/link/decide.ts';
import type { StoredConstraint } from '../../store/link-surroundings.ts';
import type { LinkEvent } from '../../store/links.ts';
import type { Judged } from './judge-surroundings.ts';
import type { Placed, Placing } from './place-groups.ts';

/** One change of membership; `from` is null for a new source person. */
export interface Move {
  readonly subjectId: string;
  readonly from: string | null;
  readonly to: string;
}

/** Who changes child. */
export const movesOf = ({ members }: Pick<Placing, 'members'>, { childOf }: Placed): readonly Move[] => {
  const before = new Map(members.map(({ subjectId, childId }) => [subjectId, childId]));
  return [...childOf].flatMap(([subjectId, to]) => {
    const from = before.get(subjectId) ?? null;
    return from === to ? [] : [{ subjectId, from, to }];
  });
};

interface Why {
  readonly rule: string;
  readonly actor: string;
  readonly evidence: LinkEvent['evidence'];
}

const actorHub = 'hub';
const firstSeen: Why = { rule: 'FIRST_SEEN', actor: actorHub, evidence: {} };

/** The strongest link of each source person with another of the same child. */
const strongest = ({ decisions, subjectOf }: Judged, { childOf }: Placed): ReadonlyMap<string, Decision> => {
  const best = new Map<string, Decision>();
  for (const decision of decisions) {
    const [a, b] = [subjectOf(decision.a), subjectOf(decision.b)];
    if (decision.zone !== 'AUTO' || childOf.get(a) !== childOf.get(b)) continue;
    for (const subject of [a, b]) {
      const known = best.get(subject);
      if (known === undefined || known.weight < decision.weight) best.set(subject, decision);
    }
  }
  return best;
};

const whyLinked = (
  judged: Judged,
  placed: Placed,
  constraints: readonly StoredConstraint[],
): ((subject: string) => Why) => {
  const best = strongest(judged, placed);
  const isOf = ({ a, b }: StoredConstraint, subject: string) => a === subject || b === subject;
  return (subject) => {
    if (placed.followers.has(subject)) return { rule: 'FOLLOWS_CHILD', actor: actorHub, evidence: {} };
    const said = constraints.find(
      (one) => one.kind === 'SAME' && isOf(one, subject) && placed.childOf.get(one.a) === placed.childOf.get(one.b),
    );
    if (said) return { rule: 'CONFIRMED', actor: said.actor, evidence: { constraint: said.id } };
    const decision = best.get(subject);
    if (decision === undefined) return firstSeen;
    const [a = '', b = ''] = [judged.subjectOf(decision.a), judged.subjectOf(decision.b)].toSorted();
    const { weight } = decision;
    const { version: model } = judged.linkage.scorer.model;
    const comparedWith = a === subject ? b : a;
    return { rule: decision.rule, actor: actorHub, evidence: { comparedWith, edge: [a, b], weight, model } };
  };
};

const whyParted = (
  { childOf }: Placed,
  constraints: readonly StoredConstraint[],
): ((subject: string, from: string) => Why) => {
  const areApart = ({ a, b, kind }: StoredConstraint, subject: string, from: string) =>
    kind !== 'SAME' && ((a === subject && childOf.get(b) === from) || (b === subject && childOf.get(a) === from));
  return (subject, from) => {
    const said = constraints.find((one) => areApart(one, subject, from));
    if (said) return { rule: 'HELD_APART', actor: said.actor, evidence: { constraint: said.id } };
    return { rule: 'NO_LONGER_LINKED', actor: actorHub, evidence: {} };
  };
};

/** What the record of links says of these moves. Evidence names source persons and edges, never values. */
export const linkEventsOf = (
  moves: readonly Move[],
  judged: Judged,
  {
    placing,
    placed,
    constraints,
  }: {
    readonly placing: Pick<Placing, 'origins'>;
    readonly placed: Placed;
    readonly constraints: readonly StoredConstraint[];
  },
): readonly LinkEvent[] => {
  const [linked, parted] = [whyLinked(judged, placed, constraints), whyParted(placed, constraints)];
  const firstOf = new Map(placing.origins.map(({ childId, firstSubjectId }) => [childId, firstSubjectId]));
  const newFirst = new Map(placed.newChildren.map(({ childId, firstSubjectId }) => [childId, firstSubjectId]));
  return moves.flatMap(({ subjectId, from, to }) => {
    const isOwn = (firstOf.get(to) ?? newFirst.get(to)) === subjectId;
    const why = isOwn ? firstSeen : linked(subjectId);
    const link = { id: randomUUID(), subjectId, childId: to, action: 'LINK' as const, ...why };
    // Where the one the old id belongs to goes along, two children became one.
    if (from === null || placed.childOf.get(firstOf.get(from) ?? '') === to) return [link];
    return [{ ...link, id: randomUUID(), childId: from, action: 'UNLINK' as const, ...parted(subjectId, from) }, link];
  });
};
