import type { AbsenceReason, Absences, FieldAbsence } from './absence.ts';
import type { Claim, Fields, Values } from './claims.ts';
import { asText, comparable } from './comparable.ts';
import { compareNewest, compareText, standing } from './precedence.ts';
import type { Conflict, Merged, Provenance } from './projection.ts';

// From the reason that tells most to the one that tells least. Someone who withholds knows.
const bestInformedFirst: readonly AbsenceReason[] = [
  'WITHHELD_BY_SOURCE',
  'ASKED_DECLINED',
  'NOT_APPLICABLE',
  'ASKED_UNKNOWN',
  'TEMPORARILY_UNKNOWN',
  'INVALID',
  'LOST_IN_MAPPING',
  'NOT_ASKED',
  'NOT_SENT_BY_SOURCE',
];
const notSent: FieldAbsence = { reason: 'NOT_SENT_BY_SOURCE' };

const informs = (absence: FieldAbsence): number => bestInformedFirst.indexOf(absence.reason);

/** A source that was not asked or did not send says nothing; silence never erases what it said before. */
const isAnswer = (absence: FieldAbsence | undefined): absence is FieldAbsence =>
  absence !== undefined && absence.reason !== 'NOT_ASKED' && absence.reason !== 'NOT_SENT_BY_SOURCE';

/** All that one source says of a group by now, and when it said each part. */
interface Word extends Claim {
  /** Null where all of it was said at once. */
  readonly statedAts: Readonly<Record<string, string | null>> | null;
}

const wordOf = (claim: Claim): Word => ({ ...claim, statedAts: null });

const statedAtOf = ({ statedAts, statedAt }: Word, field: string): string | null =>
  statedAts === null ? statedAt : (statedAts[field] ?? null);

const valueIn = (values: Values | null, field: string): unknown => values?.[field] ?? null;

const isExplicit = ({ values, absences }: Claim, { fields }: Fields): boolean =>
  values !== null || fields.some((field) => isAnswer(absences[field]));

const informsBest = ({ absences }: Claim, { fields }: Fields): number =>
  Math.min(...fields.map((field) => informs(absences[field] ?? notSent)));

const continues = (before: Word, next: Claim, { lead }: Fields): boolean => {
  if (lead === undefined) return false;
  const said = valueIn(next.values, lead);
  return said === null || comparable(said) === comparable(valueIn(before.values, lead));
};

/** The newer statement field by field, over what the same account said before. */
const fill = (before: Word, next: Claim, { fields }: Fields): Word => {
  const isKept = (field: string): boolean => valueIn(next.values, field) === null && !isAnswer(next.absences[field]);
  const parts = fields.map((field) => [field, isKept(field) ? before : next] as const);
  const values = parts.map(([field, part]) => [field, valueIn(part.values, field)] as const);
  const absences = parts
    .filter(([field, part]) => valueIn(part.values, field) === null)
    .map(([field, part]) => [field, part.absences[field] ?? notSent] as const);
  return {
    ...next,
    values: values.some(([, value]) => value !== null) ? Object.fromEntries(values) : null,
    absences: Object.fromEntries(absences),
    statedAts: Object.fromEntries(
      parts.map(([field, part]) => [field, part === before ? statedAtOf(before, field) : next.statedAt]),
    ),
  };
};

const advance = (group: Fields, before: Word, next: Claim): Word => {
  if (!isExplicit(next, group)) {
    const isTelling = isExplicit(before, group) || informsBest(before, group) < informsBest(next, group);
    return isTelling ? before : wordOf(next);
  }
  return continues(before, next, group) ? fill(before, next, group) : wordOf(next);
};

const wordsOf = (group: Fields, claims: readonly Claim[]): readonly Word[] => {
  const words = new Map<string, Word>();
  for (const claim of claims.toSorted((a, b) => compareNewest(b, a))) {
    const before = words.get(claim.source);
    words.set(claim.source, before === undefined ? wordOf(claim) : advance(group, before, claim));
  }
  return [...words.values()];
};

type Account = Word & { readonly values: Values };
const hasValues = (word: Word): word is Account => word.values !== null;

const strongestFirst =
  ({ order }: Fields) =>
  (a: Claim, b: Claim): number =>
    a.tier - b.tier || standing(order, a.organisation) - standing(order, b.organisation) || compareNewest(a, b);

/** The strongest account, or the strongest that says the same more precisely. */
const winnerOf = (group: Fields, accounts: readonly Account[]): Account | undefined => {
  const strongest = accounts[0];
  if (strongest === undefined) return undefined;
  return accounts.find((account) => group.refines?.(account.values, strongest.values)) ?? strongest;
};

const absencesWithout = ({ fields }: Fields, words: readonly Word[]): Absences => {
  const best = words.toSorted(compareNewest);
  const telling = (field: string): FieldAbsence =>
    best.map(({ absences }) => absences[field] ?? notSent).toSorted((a, b) => informs(a) - informs(b))[0] ?? notSent;
  return Object.fromEntries(fields.map((field) => [field, telling(field)]));
};

const absencesOf = ({ fields }: Fields, winner: Account): Absences =>
  Object.fromEntries(
    fields
      .filter((field) => valueIn(winner.values, field) === null)
      .map((field) => [field, winner.absences[field] ?? notSent]),
  );

const provenanceOf = ({ fields }: Fields, winner: Account): readonly Provenance[] =>
  fields
    .filter((field) => valueIn(winner.values, field) !== null)
    .map((field) => ({ field, organisation: winner.organisation, statedAt: statedAtOf(winner, field) }));

const conflictsIn = (field: string, winner: Account, others: readonly Account[]): readonly Conflict[] => {
  if (others.length === 0) return [];
  const seen = new Set([comparable(valueIn(winner.values, field)), comparable(null)]);
  return others.flatMap((other) => {
    const value = valueIn(other.values, field);
    const compared = comparable(value);
    if (seen.has(compared)) return [];
    seen.add(compared);
    return [{ field, organisation: other.organisation, statedAt: statedAtOf(other, field), value: asText(value) }];
  });
};

/** One group of fields merged from every statement about it, whatever order they are given in. */
export const mergeClaims = (group: Fields, claims: readonly Claim[]): Merged => {
  const words = wordsOf(group, claims);
  const accounts = words.filter(hasValues).toSorted(strongestFirst(group));
  const winner = winnerOf(group, accounts);
  if (winner === undefined) {
    const values = Object.fromEntries(group.fields.map((field) => [field, null]));
    return { values, absences: absencesWithout(group, words), provenance: [], conflicts: [] };
  }
  const others = accounts.filter((account) => account !== winner && !group.refines?.(winner.values, account.values));
  return {
    values: Object.fromEntries(group.fields.map((field) => [field, valueIn(winner.values, field)])),
    absences: absencesOf(group, winner),
    provenance: provenanceOf(group, winner),
    conflicts: group.fields.flatMap((field) => conflictsIn(field, winner, others)),
  };
};

const firstOfEach = <Member>(keyed: readonly (readonly [string, Member])[]): readonly Member[] => {
  const first = new Map(keyed.toReversed());
  return [...first].toSorted(([a], [b]) => compareText(a, b)).map(([, member]) => member);
};

/** One statement's members of a list that grows with every source. */
export interface ListClaim<Member = unknown> {
  readonly claim: Claim;
  readonly members: readonly Member[];
}

/** A list every source adds to: each distinct member once, as the strongest source says it. */
export const uniteClaims = (group: Fields, field: string, claims: readonly ListClaim[]): Merged => {
  const byStrength = strongestFirst(group);
  const telling = claims.filter(({ members }) => members.length > 0).toSorted((a, b) => byStrength(a.claim, b.claim));
  if (telling.length === 0) {
    return mergeClaims(
      group,
      claims.map(({ claim }) => claim),
    );
  }
  const members = firstOfEach(
    telling.flatMap(({ members: told }) => told.map((member) => [comparable(member), member])),
  );
  const tellers = firstOfEach(telling.map(({ claim }) => [claim.organisation, claim]));
  return {
    values: { [field]: members },
    absences: {},
    provenance: tellers.map(({ organisation, statedAt }) => ({ field, organisation, statedAt })),
    conflicts: [],
  };
};

/** Merged parts of one record as one, lists in a fixed order. */
export const combine = (parts: readonly Merged[]): Merged => ({
  values: Object.assign({}, ...parts.map(({ values }) => values)),
  absences: Object.assign({}, ...parts.map(({ absences }) => absences)),
  provenance: parts
    .flatMap(({ provenance }) => provenance)
    .toSorted((a, b) => compareText(a.field, b.field) || compareText(a.organisation, b.organisation)),
  conflicts: parts
    .flatMap(({ conflicts }) => conflicts)
    .toSorted(
      (a, b) =>
        compareText(a.field, b.field) || compareText(a.organisation, b.organisation) || compareText(a.value, b.value),
    ),
});
