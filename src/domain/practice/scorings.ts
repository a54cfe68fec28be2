import { groupBy } from '../group-by.ts';
import { compareText } from '../precedence.ts';
import type { Score } from './weighted-kappa.ts';

/** The kinds of record of which people score what a machine cannot compute. */
export const scoredKinds = ['interview', 'strategy-meeting', 'case-note'] as const;
export type ScoredKind = (typeof scoredKinds)[number];

/** ★ The bodies of the audit's panel: each returns what it found of its cases (domain reference 6, A4). */
export const panelBodies = [
  'CSC',
  'POLICE',
  'HEALTH_COMMISSIONER',
  'HEALTH_ACUTE',
  'EARLY_HELP',
  'HEALTH_COMMUNITY_MH',
  'EDUCATION',
] as const;
export type PanelBody = (typeof panelBodies)[number];

/** One person's score of one item of a record's rubric, as the record stood when they read it. */
export interface ScoreGiven {
  readonly recordId: string;
  readonly kind: ScoredKind;
  /** When the version that was scored became known. */
  readonly version: string;
  readonly scorer: string;
  readonly body: PanelBody;
  readonly item: string;
  readonly score: Score;
  /** When it became known: the order of the scorers. */
  readonly knownAt: string;
}

/** ★ Scores this far apart go to a third. */
const apart = 2;

export interface ScoredItem {
  readonly item: string;
  readonly scores: readonly Score[];
  /** What counts: the third's word where two are far apart, the lower of two otherwise. */
  readonly settled: Score | null;
}

/** How the scoring of one version of a record stands. */
export interface Scoring {
  readonly recordId: string;
  readonly kind: ScoredKind;
  readonly version: string;
  readonly state: 'WAITING_FOR_SECOND' | 'WAITING_FOR_THIRD' | 'SETTLED';
  /** In the order in which they scored. */
  readonly scorers: readonly string[];
  readonly items: readonly ScoredItem[];
  /** Items only a third can settle. */
  readonly disputed: readonly string[];
}

const inOrder = (a: ScoreGiven, b: ScoreGiven): number =>
  compareText(a.knownAt, b.knownAt) || compareText(a.scorer, b.scorer);

const isFarApart = ([first, second]: readonly Score[]): boolean =>
  first !== undefined && second !== undefined && Math.abs(first - second) >= apart;

const lower = ([first, second]: readonly Score[]): Score | null =>
  first === undefined || second === undefined ? null : first < second ? first : second;

const itemOf = (item: string, given: readonly ScoreGiven[]): ScoredItem => {
  const scores = given.toSorted(inOrder).map(({ score }) => score);
  return { item, scores, settled: isFarApart(scores) ? (scores[2] ?? null) : lower(scores) };
};

const stateOf = (scorers: readonly string[], items: readonly ScoredItem[]): Scoring['state'] => {
  if (scorers.length < 2) return 'WAITING_FOR_SECOND';
  return items.some(({ settled }) => settled === null) ? 'WAITING_FOR_THIRD' : 'SETTLED';
};

/** The scoring of one version of one record; null where nobody scored it. */
export const scoringOf = (given: readonly ScoreGiven[]): Scoring | null => {
  const [first] = given.toSorted(inOrder);
  if (first === undefined) return null;
  const { recordId, kind, version } = first;
  const scorers = [...new Set(given.toSorted(inOrder).map(({ scorer }) => scorer))];
  const items = [...groupBy(given, ({ item }) => item)]
    .map(([item, of]) => itemOf(item, of))
    .toSorted((a, b) => a.item.localeCompare(b.item, 'en', { numeric: true }));
  const disputed = items.filter(({ scores }) => isFarApart(scores)).map(({ item }) => item);
  return { recordId, kind, version, state: stateOf(scorers, items), scorers, items, disputed };
};

const isPaired = ({ scorers }: Scoring): boolean => scorers.length > 1;

/**
 * The scoring of each record that counts: of its newest version that two have scored. What one alone has scored counts
 * nowhere, so that nobody learns it before they have scored themselves.
 */
export const countedScorings = (given: readonly ScoreGiven[]): readonly Scoring[] =>
  [...groupBy(given, ({ recordId }) => recordId).values()].flatMap((ofRecord) => {
    const versions = [...groupBy(ofRecord, ({ version }) => version)].toSorted(([a], [b]) => compareText(b, a));
    return versions.map(([, of]) => scoringOf(of)).find((one) => one !== null && isPaired(one)) ?? [];
  });

/** What counts of a record's items that people score: the lower of two until a third has spoken. */
export const countedItems = (
  given: readonly ScoreGiven[],
  recordId: string,
): readonly { readonly item: string; readonly score: Score }[] => {
  const scoring = countedScorings(given.filter((one) => one.recordId === recordId))[0];
  return (scoring?.items ?? []).flatMap(({ item, scores, settled }) => {
    const score = settled ?? lower(scores);
    return score === null ? [] : { item, score };
  });
};
