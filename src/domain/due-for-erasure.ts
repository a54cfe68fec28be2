import type { RecordKind } from './model/kinds.ts';
import type { PartialDate } from './model/values.ts';
import {
  type RetentionOverride,
  type RetentionRow,
  type RetentionTerm,
  type RetentionTermName,
  retentionOverrides,
  retentionRows,
  retentionTerms,
} from './retention.ts';

/** What of a child decides how long its records are kept; days are `YYYY-MM-DD`. */
export interface RetentionCircumstances {
  /** Every date of birth any source gives: the latest counts. */
  readonly births: readonly PartialDate[];
  readonly diedOn: string | null;
  readonly isLookedAfter: boolean;
  /** The end of every protection plan; null where none is known. */
  readonly protectionPlanEnds: readonly (string | null)[];
  /** GSS code of the authority responsible, where one is known. */
  readonly authority: string | null;
}

/** One record of a child. */
export interface RetainedRecord {
  readonly kind: RecordKind;
  /** Whether a police force sent it. */
  readonly isPolice: boolean;
  /** Its own day, or the day it was received. */
  readonly on: string;
}

/** What is to become of a record: kept to a day, due since one, or for a person to decide. */
export type RetentionVerdict =
  | { readonly verdict: 'KEPT'; readonly rule: RetentionTermName; readonly until: string }
  | { readonly verdict: 'DUE'; readonly rule: RetentionTermName; readonly since: string }
  | {
      readonly verdict: 'TO_DECIDE';
      readonly rule: RetentionTermName;
      readonly why: 'BIRTH_UNKNOWN' | 'CLOSURE_UNKNOWN' | 'REVIEW';
    };

const pad = (value: number): string => String(value).padStart(2, '0');

/**
 * The same day so many years on. Whoever was born on 29 February has a birthday on 1 March in a year without one, so
 * that nothing ends a day early.
 */
export const yearsAfter = (day: string, years: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moved = new Date(Date.UTC(2000, month - 1, date));
  moved.setUTCFullYear(year + years, month - 1, date);
  return `${String(moved.getUTCFullYear()).padStart(4, '0')}-${pad(moved.getUTCMonth() + 1)}-${pad(moved.getUTCDate())}`;
};

const latest = (days: readonly string[]): string | null =>
  days.reduce<string | null>((a, b) => (a && a > b ? a : b), null);

type End = { readonly until: string } | { readonly unknown: 'BIRTH_UNKNOWN' | 'CLOSURE_UNKNOWN' };

const birthdayEnd = (years: number, yearsAfterDeath: number | undefined, child: RetentionCircumstances): End => {
  const born = latest(child.births.map((birth) => birth.latest));
  if (born === null) return { unknown: 'BIRTH_UNKNOWN' };
  const { diedOn } = child;
  const isChildsDeath = yearsAfterDeath !== undefined && diedOn !== null && diedOn < yearsAfter(born, 18);
  return { until: isChildsDeath ? yearsAfter(diedOn, yearsAfterDeath) : yearsAfter(born, years) };
};

const closureEnd = (years: number, { protectionPlanEnds }: RetentionCircumstances): End => {
  const ends = protectionPlanEnds.filter((end) => end !== null);
  const last = latest(ends);
  return last === null || ends.length < protectionPlanEnds.length
    ? { unknown: 'CLOSURE_UNKNOWN' }
    : { until: yearsAfter(last, years) };
};

const endOf = (term: RetentionTerm, years: number, child: RetentionCircumstances, record: RetainedRecord): End => {
  switch (term.from) {
    case 'BIRTHDAY':
      return birthdayEnd(years, term.yearsAfterDeath, child);
    case 'PLAN_CLOSED':
      return closureEnd(years, child);
    case 'RECORD':
      return { until: yearsAfter(record.on, years) };
  }
};

const concerns = (
  { appliesTo }: RetentionTerm,
  child: RetentionCircumstances,
  { isPolice }: RetainedRecord,
): boolean => {
  switch (appliesTo) {
    case 'EVERY_CHILD':
      return true;
    case 'LOOKED_AFTER':
      return child.isLookedAfter;
    case 'PROTECTION_PLAN':
      return child.protectionPlanEnds.length > 0;
    case 'POLICE_RECORD':
      return isPolice;
  }
};

const yearsOf = (
  name: RetentionTermName,
  { authority }: RetentionCircumstances,
  today: string,
  overrides: readonly RetentionOverride[],
): number => {
  const { years, basis }: RetentionTerm = retentionTerms[name];
  const own = overrides.find(
    ({ authority: whose, term, validFrom, validTo }) =>
      whose === authority && term === name && validFrom <= today && (validTo === null || today < validTo),
  );
  if (!own) return years;
  return basis === 'LAW' ? Math.max(years, own.years) : own.years;
};

/** What is asked for: one record of a child, by whose schedules. */
export interface RetentionQuestion {
  readonly child: RetentionCircumstances;
  readonly record: RetainedRecord;
  readonly overrides?: readonly RetentionOverride[];
}

interface Claim {
  readonly rule: RetentionTermName;
  readonly end: End;
}

const claimsOf = (
  { child, record, overrides = retentionOverrides }: RetentionQuestion,
  today: string,
): readonly Claim[] => {
  const { terms }: RetentionRow = retentionRows[record.kind];
  return terms
    .filter((rule) => concerns(retentionTerms[rule], child, record))
    .map((rule) => ({
      rule,
      end: endOf(retentionTerms[rule], yearsOf(rule, child, today, overrides), child, record),
    }));
};

/**
 * Whether a record is due for erasure on a day. Every term that concerns it must be over; one that runs keeps it
 * whatever the others say, and where an end cannot be told, or its term asks for a review, a person decides.
 */
export const dueForErasure = (question: RetentionQuestion, today: string): RetentionVerdict => {
  const claims = claimsOf(question, today);
  const known = claims
    .flatMap(({ rule, end }) => ('until' in end ? [{ rule, until: end.until }] : []))
    .sort((a, b) => (a.until < b.until ? 1 : -1));
  const [longest] = known;
  if (longest && longest.until > today) return { verdict: 'KEPT', ...longest };
  for (const { rule, end } of claims) {
    if ('unknown' in end) return { verdict: 'TO_DECIDE', rule, why: end.unknown };
  }
  const review = claims.find(({ rule }) => retentionTerms[rule].afterwards === 'REVIEW');
  if (review) return { verdict: 'TO_DECIDE', rule: review.rule, why: 'REVIEW' };
  if (!longest) throw new Error('a kind of record has no term that concerns every child');
  return { verdict: 'DUE', rule: longest.rule, since: longest.until };
};
