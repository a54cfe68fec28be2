import { groupBy } from './group-by.ts';
import { compareText } from './precedence.ts';
import { likeness, spanOf } from './spans.ts';

/** One source's account of an absence. */
export interface EpisodeAccount {
  readonly childId: string;
  /** The absence the hub joined it to. */
  readonly episodeId: string;
  readonly organisation: string;
  /** The source's own number of it. */
  readonly reference: string;
  readonly category: string | null;
  readonly startedOn: string | null;
  readonly startedAt: string | null;
  readonly endedOn: string | null;
  readonly endedAt: string | null;
  /** Whether the authority looked after the child on the day it began; null where nothing tells. */
  readonly lookedAfter: boolean | null;
}

/** First day, and the first day after. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** ★ Why an account has no counterpart, or not the same one, in plain words. */
export const reconciliationReasons = {
  DIFFERS_BY_DAYS: 'Both tell of it, and begin or end it on other days',
  OUTSIDE_PERIOD: 'The other side tells of it wholly outside the period',
  OVERLAPS_ANOTHER: 'It overlaps an absence of the other side that another account is joined to',
  ABSENT_CATEGORY: 'One side calls it absent or away, which the other does not count as missing',
  NOT_IN_903_BECAUSE_NOT_LOOKED_AFTER: 'The child was not looked after that day, so the 903 return has no place for it',
  NO_START: 'It says no day on which it began',
  NO_COUNTERPART: 'Nothing explains why the other side has none',
} as const;
export type ReconciliationReason = keyof typeof reconciliationReasons;

export type Side = 'POLICE' | 'AUTHORITY';

/** An account the two sides do not agree on. */
export interface Discrepancy {
  readonly side: Side;
  readonly account: EpisodeAccount;
  readonly reason: ReconciliationReason;
  /** By how many days it begins or ends otherwise, whichever is more; null where there is nothing to compare. */
  readonly days: number | null;
  readonly counterpart: EpisodeAccount | null;
}

/** How the accounts of two sides compare over a period. */
export interface Reconciled {
  /** Accounts of each side in the period. */
  readonly police: number;
  readonly authority: number;
  /** Absences both sides tell of with the same days. */
  readonly agreed: number;
  readonly discrepancies: readonly Discrepancy[];
}

/** Accounts that begin further apart are not taken for one absence with a wrong date. */
const nearDays = 7;

const daysBetween = (a: string | null, b: string | null): number | null =>
  a === null || b === null ? null : Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

const isIn = ({ startedOn, endedOn }: EpisodeAccount, { from, to }: Period): boolean =>
  (startedOn === null || startedOn < to) && (endedOn === null ? true : endedOn >= from);

const differingDays = (a: EpisodeAccount, b: EpisodeAccount): number =>
  Math.max(daysBetween(a.startedOn, b.startedOn) ?? 0, daysBetween(a.endedOn, b.endedOn) ?? 0);

const overlaps = (a: EpisodeAccount, b: EpisodeAccount): boolean => {
  const [ofA, ofB] = [spanOf({ ...a }), spanOf({ ...b })];
  return ofA !== null && ofB !== null && likeness(ofA, ofB) === 'OVERLAP';
};

interface Sided {
  readonly side: Side;
  readonly account: EpisodeAccount;
}

interface Paired {
  readonly one: Sided;
  readonly other: Sided;
  readonly apart: number;
}

const byDistance = (a: Paired, b: Paired): number =>
  a.apart - b.apart ||
  compareText(a.one.account.reference, b.one.account.reference) ||
  compareText(a.other.account.reference, b.other.account.reference);

/** Pairs of unjoined accounts of one child that begin within days of each other, the closest first, each once. */
const nearPairs = (alone: readonly Sided[]): ReadonlyMap<EpisodeAccount, Paired> => {
  const candidates = [...groupBy(alone, ({ account }) => account.childId).values()].flatMap((ofChild) =>
    ofChild
      .filter(({ side }) => side === 'POLICE')
      .flatMap((one) =>
        ofChild
          .filter(({ side }) => side === 'AUTHORITY')
          .map((other): Paired => {
            const apart = daysBetween(one.account.startedOn, other.account.startedOn) ?? Number.POSITIVE_INFINITY;
            return { one, other, apart };
          }),
      ),
  );
  const pairs = new Map<EpisodeAccount, Paired>();
  for (const pair of candidates.filter(({ apart }) => apart <= nearDays).toSorted(byDistance)) {
    const [one, other] = [pair.one.account, pair.other.account];
    if (pairs.has(one) || pairs.has(other)) continue;
    pairs.set(one, pair);
    pairs.set(other, pair);
  }
  return pairs;
};

const reasonAlone = ({ side, account }: Sided, others: readonly Sided[]): ReconciliationReason => {
  if (account.startedOn === null) return 'NO_START';
  const absent = side === 'POLICE' ? 'POLICE_ABSENT' : 'AWAY_WITHOUT_AUTHORISATION';
  if (account.category === absent) return 'ABSENT_CATEGORY';
  const isAcross = ({ side: across, account: other }: Sided) => across !== side && other.childId === account.childId;
  if (others.some((other) => isAcross(other) && overlaps(account, other.account))) return 'OVERLAPS_ANOTHER';
  return side === 'POLICE' && account.lookedAfter === false ? 'NOT_IN_903_BECAUSE_NOT_LOOKED_AFTER' : 'NO_COUNTERPART';
};

/** The account that differs least, one in the period before one outside it. */
const byLikeness =
  (account: EpisodeAccount, period: Period) =>
  (a: EpisodeAccount, b: EpisodeAccount): number =>
    differingDays(account, a) - differingDays(account, b) ||
    Number(isIn(b, period)) - Number(isIn(a, period)) ||
    compareText(a.organisation, b.organisation) ||
    compareText(a.reference, b.reference);

const joined = (cluster: readonly Sided[], period: Period): readonly Discrepancy[] => {
  const [police, authority] = (['POLICE', 'AUTHORITY'] as const).map((side) =>
    cluster.filter((one) => one.side === side),
  );
  return cluster
    .filter(({ account }) => isIn(account, period))
    .flatMap(({ side, account }): Discrepancy[] => {
      const across = (side === 'POLICE' ? authority : police) ?? [];
      const counterpart = across.map((other) => other.account).toSorted(byLikeness(account, period))[0];
      if (counterpart === undefined) return [];
      const days = differingDays(account, counterpart);
      if (!isIn(counterpart, period)) return [{ side, account, reason: 'OUTSIDE_PERIOD', days, counterpart }];
      return days === 0 ? [] : [{ side, account, reason: 'DIFFERS_BY_DAYS', days, counterpart }];
    });
};

const apart = (alone: readonly Sided[], all: readonly Sided[], period: Period): readonly Discrepancy[] => {
  const pairs = nearPairs(alone);
  return alone
    .filter(({ account }) => isIn(account, period))
    .map(({ side, account }): Discrepancy => {
      const pair = pairs.get(account);
      if (pair === undefined) {
        return { side, account, reason: reasonAlone({ side, account }, all), days: null, counterpart: null };
      }
      const counterpart = pair.one.account === account ? pair.other.account : pair.one.account;
      return { side, account, reason: 'DIFFERS_BY_DAYS', days: differingDays(account, counterpart), counterpart };
    });
};

const bySide = (a: Discrepancy, b: Discrepancy): number =>
  compareText(a.account.startedOn ?? '', b.account.startedOn ?? '') ||
  compareText(a.side, b.side) ||
  compareText(a.account.organisation, b.account.organisation) ||
  compareText(a.account.reference, b.account.reference);

/**
 * Compares what police and authority tell of absences in a period: accounts the hub joined to one absence are
 * counterparts, whatever of the rest begins within a week of each other is one told with other days, and all others
 * have none, each with a reason. Accounts from around the period must be given too, to be found as counterparts.
 */
export const reconcile = (
  police: readonly EpisodeAccount[],
  authority: readonly EpisodeAccount[],
  period: Period,
): Reconciled => {
  const all: readonly Sided[] = [
    ...police.map((account) => ({ side: 'POLICE' as const, account })),
    ...authority.map((account) => ({ side: 'AUTHORITY' as const, account })),
  ];
  const clusters = [...groupBy(all, ({ account }) => account.episodeId).values()];
  const isBoth = (cluster: readonly Sided[]) => new Set(cluster.map(({ side }) => side)).size === 2;
  const both = clusters.filter(isBoth);
  const alone = clusters.filter((cluster) => !isBoth(cluster)).flat();
  const differing = both.map((cluster) => joined(cluster, period));
  const isTold = (cluster: readonly Sided[]) => cluster.some(({ account }) => isIn(account, period));
  return {
    police: police.filter((account) => isIn(account, period)).length,
    authority: authority.filter((account) => isIn(account, period)).length,
    agreed: both.filter((cluster, index) => isTold(cluster) && differing[index]?.length === 0).length,
    discrepancies: [...differing.flat(), ...apart(alone, all, period)].toSorted(bySide),
  };
};
