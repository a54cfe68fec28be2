import { groupBy } from '../../domain/group-by.ts';
import { nhsOf } from '../../domain/link/birth-evidence.ts';
import type { Decision } from '../../domain/link/decide.ts';
import { childShape } from '../../domain/link/link-record.ts';
import { compareText } from '../../domain/precedence.ts';
import type { StoredConstraint, StoredTask } from '../../store/link-surroundings.ts';
import type { Judged } from './judge-surroundings.ts';
import type { Placed } from './place-groups.ts';

/** A question to be put to a person: whether a source person is a child. */
export interface WantedReview
  extends Pick<StoredTask, 'subjectId' | 'candidateSubjectId' | 'candidateChildId' | 'reason' | 'weight'> {
  /** Whether to call them one child would go against an NHS number. */
  readonly overridesNumber: boolean;
  /** The same at every arrival; by it, some reviews are drawn to be put to two. */
  readonly lot: string;
}

/** How the reviews that wait have to change. */
export interface ReviewChanges {
  readonly opened: readonly WantedReview[];
  readonly changed: readonly (WantedReview & Pick<StoredTask, 'id'>)[];
  /** Ids of those that nobody needs to answer any more. */
  readonly overtaken: readonly string[];
}

interface Doubt {
  readonly a: string;
  readonly b: string;
  readonly reason: StoredTask['reason'];
  readonly weight: number;
  readonly overridesNumber: boolean;
  readonly lot: string;
}

const reasonOf = ({ zone, guards, isNumberDisputed }: Decision, isRefused: boolean): StoredTask['reason'] | null => {
  if (isRefused) return 'CLUSTER_CONFLICT';
  if (zone === 'REVIEW') return guards.includes('M') ? 'MARGIN' : 'REVIEW';
  return isNumberDisputed ? 'DATA_QUALITY' : null;
};

const doubtOf = ({ a, b, weight }: Decision, reason: Doubt['reason'], subjectOf: Judged['subjectOf']): Doubt => {
  const [one, other] = [nhsOf(a, childShape), nhsOf(b, childShape)];
  const overridesNumber = one !== null && other !== null && one !== other;
  return { a: subjectOf(a), b: subjectOf(b), reason, weight, overridesNumber, lot: `${a.id} ${b.id}` };
};

const doubtsOf = ({ decisions, clusters, subjectOf }: Judged, isSaid: (a: string, b: string) => boolean) => {
  const refused = new Set(clusters.conflicts);
  return decisions.flatMap((decision): readonly Doubt[] => {
    const reason = reasonOf(decision, refused.has(decision));
    const isOpen = reason !== null && !isSaid(subjectOf(decision.a), subjectOf(decision.b));
    return isOpen ? [doubtOf(decision, reason, subjectOf)] : [];
  });
};

/** Joins by a person that the records forbid: asked about once. */
const refusedJoins = ({ clusters, subjectOf }: Judged, tasks: readonly StoredTask[]): readonly Doubt[] =>
  clusters.refused.flatMap(([one, other]) => {
    const [a, b] = [subjectOf({ id: one }), subjectOf({ id: other })];
    const isAnswered = tasks.some(
      ({ isWaiting, subjectId, candidateSubjectId }) =>
        !isWaiting && [subjectId, candidateSubjectId].includes(a) && [subjectId, candidateSubjectId].includes(b),
    );
    if (isAnswered) return [];
    return [{ a, b, reason: 'DATA_QUALITY' as const, weight: 0, overridesNumber: true, lot: `${one} ${other}` }];
  });

const pairKey = (one: string, other: string): string => (one < other ? `${one}|${other}` : `${other}|${one}`);

const byStrength = (one: Doubt, other: Doubt): number => other.weight - one.weight || compareText(one.lot, other.lot);

/** What is asked about two children: the source person of the younger, and the child it may be. */
const reviewOf = ({ a, b, ...doubt }: Doubt, { childOf, ageOf }: Placed): WantedReview => {
  const [ofA, ofB] = [childOf.get(a) ?? '', childOf.get(b) ?? ''];
  const isOlder = compareText(ageOf(ofA), ageOf(ofB)) || compareText(ofA, ofB);
  const [subjectId, candidateSubjectId, candidateChildId] = isOlder < 0 ? [b, a, ofA] : [a, b, ofB];
  const { reason, weight, overridesNumber, lot } = doubt;
  return { subjectId, candidateSubjectId, candidateChildId, reason, weight, overridesNumber, lot };
};

type AskedAbout = Pick<StoredTask, 'subjectId' | 'candidateSubjectId'>;

const pairOf = ({ subjectId, candidateSubjectId }: AskedAbout): string => pairKey(subjectId, candidateSubjectId);

/** Of tasks in the order they were opened, the first that is about one of these doubts. */
const firstAbout = (tasks: readonly StoredTask[]): ((doubts: readonly Doubt[]) => StoredTask | undefined) => {
  const places = new Map(tasks.map((task, place) => [pairOf(task), place] as const).toReversed());
  return (doubts) => {
    const found = doubts.map(({ a, b }) => places.get(pairKey(a, b)) ?? tasks.length);
    return tasks[found.reduce((least, place) => Math.min(least, place), tasks.length)];
  };
};

const isAsStored = (task: StoredTask, wanted: WantedReview): boolean =>
  task.reason === wanted.reason && task.weight === wanted.weight && task.candidateChildId === wanted.candidateChildId;

interface Known {
  readonly tasks: readonly StoredTask[];
  readonly constraints: readonly StoredConstraint[];
}

/** Doubts of each two children that may be one, the strongest first. */
const doubtsByChildren = (
  judged: Judged,
  { childOf }: Placed,
  { tasks, constraints }: Known,
): readonly (readonly Doubt[])[] => {
  const said = new Set(constraints.map(({ a, b }) => pairKey(a, b)));
  const childrenOf = ({ a, b }: Pick<Doubt, 'a' | 'b'>) => pairKey(childOf.get(a) ?? a, childOf.get(b) ?? b);
  const heldApart = new Set(constraints.filter(({ kind }) => kind !== 'SAME').map(childrenOf));
  const doubts = [...doubtsOf(judged, (a, b) => said.has(pairKey(a, b))), ...refusedJoins(judged, tasks)].filter(
    (doubt) => childOf.get(doubt.a) !== childOf.get(doubt.b) && !heldApart.has(childrenOf(doubt)),
  );
  return [...groupBy(doubts.toSorted(byStrength), childrenOf).values()];
};

/** What a review that waits is about now. Who is asked about whom stays as it was asked. */
const renewed = (
  { id, subjectId, candidateSubjectId }: StoredTask,
  doubts: readonly Doubt[],
  placed: Placed,
): readonly (WantedReview & Pick<StoredTask, 'id'>)[] => {
  const asked = pairOf({ subjectId, candidateSubjectId });
  const doubt = doubts.find(({ a, b }) => pairKey(a, b) === asked);
  if (doubt === undefined) return [];
  const wanted = reviewOf(doubt, placed);
  const candidateChildId = placed.childOf.get(candidateSubjectId) ?? wanted.candidateChildId;
  return [{ ...wanted, subjectId, candidateSubjectId, candidateChildId, id }];
};

/** One review for two children that may be one, whichever of their records say so; who already waits, goes on waiting. */
export const reviewChanges = (judged: Judged, placed: Placed, known: Known): ReviewChanges => {
  const waiting = known.tasks.filter(({ isWaiting }) => isWaiting);
  const taskAbout = firstAbout(waiting);
  const matched = doubtsByChildren(judged, placed, known).map((doubts) => ({
    doubts,
    task: taskAbout(doubts),
  }));
  const kept = new Map(matched.flatMap(({ task }) => (task ? [[task.id, task] as const] : [])));
  const now = matched.flatMap(({ task, doubts }) => (task ? renewed(task, doubts, placed) : []));
  return {
    opened: matched.flatMap(({ task, doubts: [first] }) => (task || !first ? [] : [reviewOf(first, placed)])),
    changed: now.filter((wanted) => {
      const task = kept.get(wanted.id);
      return task !== undefined && !isAsStored(task, wanted);
    }),
    overtaken: waiting.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  };
};
