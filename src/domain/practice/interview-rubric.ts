import { londonDay } from '../dates.ts';
import type { Interview } from '../model/interview.ts';
import { pullReasons, pushReasons } from '../model/values.ts';
import { daysAfter, isAfter } from './clocks.ts';
import { judgeIndependence } from './independence.ts';
import type { Outcome } from './verdict.ts';
import type { Score } from './weighted-kappa.ts';

/** An interview that was held, and how it stands with its clock. */
export interface ScoredInterview {
  readonly interview: Interview;
  /** Offered and held in time, over all the absences it is about. */
  readonly inTime: Outcome;
  readonly reviewDays: number;
}

interface RubricItem {
  readonly code: string;
  readonly title: string;
  /** A record can only show so much: a person scores the item, never above what is there. */
  readonly byPerson: boolean;
  readonly score: (scored: ScoredInterview) => Score;
}

const given = (...values: readonly unknown[]): number =>
  values.filter((value) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0)).length;

/** 2 where all are there, 1 where some are. */
const share = (...values: readonly unknown[]): Score => {
  const count = given(...values);
  return count === values.length ? 2 : count === 0 ? 0 : 1;
};

const byOutcome: Readonly<Record<Outcome, Score>> = { MET: 2, UNMET: 0, UNKNOWN: 0, NOT_APPLICABLE: 2, OPEN: 1 };

/** The check for a live investigation was made before the interview; where one was found, the officer was rung. */
const informed = ({ interview }: ScoredInterview): Score => {
  const { investigationCheckedAt: checkedAt, heldAt, investigationFound, officerContactedAt } = interview;
  if (checkedAt === null || heldAt === null || isAfter(checkedAt, heldAt)) return 0;
  if (investigationFound === 'NO') return 2;
  return officerContactedAt !== null && !isAfter(officerContactedAt, heldAt) ? 2 : 1;
};

const engagement = ({ interview: { attempts } }: ScoredInterview): Score => {
  const tries = attempts ?? [];
  if (tries.length === 0) return 0;
  if (tries.length === 1) return tries[0]?.outcome === 'REACHED' ? 2 : 1;
  return new Set(tries.map(({ method }) => method)).size > 1 || new Set(tries.map(({ at }) => londonDay(at))).size > 1
    ? 2
    : 1;
};

const isOf = (list: readonly string[], reasons: Interview['reasons']): boolean =>
  reasons?.some((one) => list.includes(one)) ?? false;

const before = ({ interview: { reasons, leadUp } }: ScoredInterview): Score => {
  const both = isOf(pushReasons, reasons) && isOf(pullReasons, reasons);
  if (both && leadUp !== null) return 2;
  return given(reasons, leadUp) > 0 ? 1 : 0;
};

const harm = ({ interview }: ScoredInterview): Score => {
  if (given(interview.harm) === 0) return 0;
  return interview.harm?.includes('NOT_EXPLORED') ? 1 : 2;
};

const analysis = ({ interview }: ScoredInterview): Score => {
  if (interview.analysis === null) return 0;
  return interview.analysis === interview.account ? 1 : 2;
};

const actions = ({ interview }: ScoredInterview): Score => {
  const agreed = interview.actions ?? [];
  if (agreed.length === 0) return 0;
  return agreed.every(({ owner, agency, dueOn, risk }) => (owner ?? agency) !== null && dueOn !== null && risk !== null)
    ? 2
    : 1;
};

const shared = ({ interview: { sharedWith, childTold } }: ScoredInterview): Score => {
  const sent = sharedWith ?? [];
  if (sent.length === 0) return 0;
  return childTold === true && sent.every(({ at }) => at !== null) ? 2 : 1;
};

const impact = ({ interview: { heldAt, reviewOn, differenceMade }, reviewDays }: ScoredInterview): Score => {
  if (reviewOn === null || heldAt === null) return differenceMade === null ? 0 : 1;
  return reviewOn <= daysAfter(londonDay(heldAt), reviewDays) ? 2 : 1;
};

/** ★ The rubric of a return home interview, each item 0 absent, 1 partial, 2 met (domain reference 3.1). */
export const interviewRubric: readonly RubricItem[] = [
  { code: 'Q1', title: 'Offered and held in time', byPerson: false, score: ({ inTime }) => byOutcome[inTime] },
  {
    code: 'Q2',
    title: 'Independent',
    byPerson: false,
    score: ({ interview }) => byOutcome[judgeIndependence(interview).outcome],
  },
  {
    code: 'Q3',
    title: 'Prepared from what was known',
    byPerson: false,
    score: ({ interview }) => share(interview.preparedFrom),
  },
  { code: 'Q4', title: 'Informed by live investigations', byPerson: false, score: informed },
  { code: 'Q5', title: 'Tenacious, flexible engagement', byPerson: false, score: engagement },
  {
    code: 'Q6',
    title: 'Access needs considered',
    byPerson: false,
    score: ({ interview }) => share(interview.accessNeeds),
  },
  {
    code: 'Q7',
    title: 'The voice of the child',
    byPerson: true,
    score: ({ interview }) => share(interview.quotes, interview.wishes),
  },
  { code: 'Q8', title: 'What led up to it: push and pull', byPerson: true, score: before },
  {
    code: 'Q9',
    title: 'Where, with whom, how',
    byPerson: true,
    score: ({ interview: i }) => share(i.whereabouts, i.companions, i.travel),
  },
  { code: 'Q10', title: 'Harm explored', byPerson: false, score: harm },
  { code: 'Q11', title: 'Since the return', byPerson: true, score: ({ interview }) => share(interview.sinceReturn) },
  { code: 'Q12', title: 'Analysis', byPerson: true, score: analysis },
  { code: 'Q13', title: 'Actions with owner, day and risk', byPerson: false, score: actions },
  { code: 'Q14', title: 'Shared, and the child told', byPerson: false, score: shared },
  { code: 'Q15', title: 'Review and difference made', byPerson: false, score: impact },
];

/** What counts of people's scores of one item. */
export interface ItemScore {
  readonly item: string;
  readonly score: Score;
}

export interface RubricResult {
  readonly items: readonly { readonly code: string; readonly score: Score }[];
  readonly total: number;
  readonly grade: 'GOOD' | 'REQUIRES_IMPROVEMENT' | 'INADEQUATE';
  /** An interview held without the check for a live investigation is never complete in quality. */
  readonly isQualityComplete: boolean;
}

const essential: readonly string[] = ['Q4', 'Q7', 'Q10', 'Q13'];
const lowest = (scores: readonly Score[]): Score => ([0, 1, 2] as const).find((score) => scores.includes(score)) ?? 2;

/** The interview by the rubric; of what people scored, the lower of two counts, and never more than the record shows. */
export const scoreInterview = (scored: ScoredInterview, byPeople: readonly ItemScore[] = []): RubricResult => {
  const items = interviewRubric.map(({ code, byPerson, score }) => {
    const people = byPerson ? byPeople.filter(({ item }) => item === code).map((one) => one.score) : [];
    return { code, score: lowest([score(scored), ...people]) };
  });
  const total = items.reduce((sum, { score }) => sum + score, 0);
  const isAnyEssentialAbsent = items.some(({ code, score }) => score === 0 && essential.includes(code));
  const isGood = total >= 24 && !isAnyEssentialAbsent;
  return {
    ...{ items, total },
    grade: isGood ? 'GOOD' : total >= 15 ? 'REQUIRES_IMPROVEMENT' : 'INADEQUATE',
    isQualityComplete: informed(scored) > 0 && scored.interview.heldAt !== null,
  };
};
