import { groupBy } from '../group-by.ts';
import { compareText } from '../precedence.ts';
import { findRule } from '../rules/index.ts';
import { type ChildCase, episodesWithin } from './child-case.ts';
import { type PracticeRow, practiceRows } from './rows.ts';
import type { Asked, Judged } from './rule.ts';
import { type RubricAgreement, scorerAgreement } from './scorer-agreement.ts';
import { countedScorings, type Scoring } from './scorings.ts';

/** One subject that counts in a line, for whoever looks behind the figure. */
export interface Counted {
  readonly subjectId: string;
  readonly childId: string;
  readonly episodeIds: readonly string[];
  readonly explanation: string;
  readonly outcome: Judged['verdict']['outcome'];
  readonly flipsAt: string | null;
}

/** What is in neither numerator nor denominator, and why. */
export interface Excluded {
  readonly stillMissing: number;
  readonly withinClock: number;
  readonly notApplicable: number;
  readonly unknown: number;
}

/** One line of the answer: so many of so many. */
export interface PracticeFigure {
  readonly id: string;
  readonly title: string;
  readonly group: string | null;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly subject: string;
  /** Versions of the policy packs the verdicts stand on. */
  readonly packs: readonly string[];
  readonly counts: PracticeRow['counts'];
  readonly numerator: number;
  readonly denominator: number;
  /** Median of the hours it took where it was met; null where the rule does not ask or nothing tells. */
  readonly medianHours: number | null;
  readonly excluded: Excluded;
  /** Every subject, those that count as unmet first. */
  readonly subjects: readonly Counted[];
}

export interface PracticeAnswer {
  readonly children: number;
  readonly episodes: number;
  readonly figures: readonly PracticeFigure[];
  /** How far the two scorers of the children's records agree. */
  readonly agreement: readonly RubricAgreement[];
}

type ByRule = ReadonlyMap<string, readonly Judged[]>;

const order = ['UNMET', 'OPEN', 'UNKNOWN', 'MET', 'NOT_APPLICABLE'];

const countedOf = ({ subjectId, childId, episodeIds, verdict }: Judged): Counted => ({
  ...{ subjectId, childId, episodeIds },
  ...{ explanation: verdict.explanation, outcome: verdict.outcome, flipsAt: verdict.flipsAt ?? null },
});

const worstFirst = (a: Counted, b: Counted): number =>
  order.indexOf(a.outcome) - order.indexOf(b.outcome) || compareText(a.subjectId, b.subjectId);

const excludedOf = (judged: readonly Judged[]): Excluded => {
  const count = (holds: (verdict: Judged['verdict']) => boolean) =>
    judged.filter(({ verdict }) => holds(verdict)).length;
  return {
    stillMissing: count(({ outcome, flipsAt }) => outcome === 'OPEN' && flipsAt === undefined),
    withinClock: count(({ outcome, flipsAt }) => outcome === 'OPEN' && flipsAt !== undefined),
    notApplicable: count(({ outcome }) => outcome === 'NOT_APPLICABLE'),
    unknown: count(({ outcome }) => outcome === 'UNKNOWN'),
  };
};

const medianOf = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.length === 0 ? null : middle.reduce((sum, value) => sum + value, 0) / middle.length;
};

const hoursWhereMet = (judged: readonly Judged[]): readonly number[] =>
  judged.flatMap(({ hours, verdict }) => (verdict.outcome === 'MET' ? (hours ?? []) : []));

/** Of several verdicts on one subject: the best there is. */
const onceEach = (judged: readonly Judged[]): readonly Judged[] =>
  [...groupBy(judged, ({ subjectId }) => subjectId).values()].flatMap(
    (of) => of.find(({ verdict }) => verdict.outcome === 'MET') ?? of.slice(0, 1),
  );

const figureOf = (row: PracticeRow, group: string | null, judged: readonly Judged[]): PracticeFigure => {
  const rule = findRule(row.rule);
  const decided = judged.filter(({ verdict: { outcome } }) => outcome === 'MET' || outcome === 'UNMET');
  return {
    id: group === null || row.group !== undefined ? row.id : `${row.id} ${group}`,
    title: row.title,
    group,
    rule: row.rule,
    ruleVersion: rule?.version ?? 0,
    subject: rule?.subject ?? '',
    packs: [...new Set(judged.map(({ pack }) => pack))].toSorted(compareText),
    counts: row.counts,
    numerator: decided.filter(({ verdict }) => verdict.outcome === row.counts).length,
    denominator: decided.length,
    medianHours: medianOf(hoursWhereMet(judged)),
    excluded: excludedOf(judged),
    subjects: judged.map(countedOf).toSorted(worstFirst),
  };
};

const figuresOf = (row: PracticeRow, all: readonly Judged[]): readonly PracticeFigure[] => {
  const judged = findRule(row.rule)?.isShared ? onceEach(all) : all;
  if (row.group !== undefined)
    return [
      figureOf(
        row,
        row.group,
        judged.filter(({ group }) => group === row.group),
      ),
    ];
  const groups = [...groupBy(judged, ({ group }) => group)].toSorted(([a], [b]) => compareText(a ?? '', b ?? ''));
  if (groups.every(([group]) => group === null)) return [figureOf(row, null, judged)];
  return groups.map(([group, of]) => figureOf(row, group, of));
};

/** What every rule finds of a child. */
const judgeChild = (child: ChildCase, asked: Asked): readonly (readonly [string, Judged])[] =>
  [...new Set(practiceRows.map(({ rule }) => rule))].flatMap((id) =>
    (findRule(id)?.judge(child, asked) ?? []).map((judged) => [id, judged] as const),
  );

/** Gathers verdicts of children, batch after batch, so that a child’s records need not stay in memory. */
export interface PracticeTally {
  readonly add: (children: readonly ChildCase[]) => void;
  readonly answer: () => PracticeAnswer;
}

/** An empty tally for one question. */
export const newTally = (asked: Asked): PracticeTally => {
  const judged: (readonly [string, Judged])[] = [];
  const scorings: Scoring[] = [];
  let [children, episodes] = [0, 0];
  return {
    add: (cases) => {
      for (const child of cases) {
        const began = episodesWithin(child, asked).length;
        if (began === 0) continue;
        children += 1;
        episodes += began;
        judged.push(...judgeChild(child, asked));
        scorings.push(...countedScorings(child.scores));
      }
    },
    answer: () => {
      const byRule: ByRule = new Map(
        [...groupBy(judged, ([id]) => id)].map(([id, of]) => [id, of.map(([, one]) => one)]),
      );
      const figures = practiceRows.flatMap((row) => figuresOf(row, byRule.get(row.rule) ?? []));
      return { children, episodes, figures, agreement: scorerAgreement(scorings) };
    },
  };
};

/** Every line of the answer on the practice of these children’s cases; the same cases give the same answer. */
export const practice = (cases: readonly ChildCase[], asked: Asked): PracticeAnswer => {
  const tally = newTally(asked);
  tally.add(cases);
  return tally.answer();
};
