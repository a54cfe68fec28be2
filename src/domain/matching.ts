import type { Person } from './model/person.ts';
import type { Identifier, PersonName } from './model/values.ts';
import { compareText } from './precedence.ts';

/**
 * ★ What is compared of two records, and the levels of agreement of each, strongest first. Weights are not written
 * here: they are learned without anybody having said who is who, and frozen in `link/model-*.json`. Ethnicity is not
 * evidence: it is badly recorded, and unevenly.
 */
export const evidence = {
  given: ['EXACT', 'SWAPPED', 'CLOSE', 'OTHER_NAME', 'ALIKE', 'INITIAL', 'DIFFERENT'],
  surname: ['EXACT', 'CLOSE', 'OTHER_NAME', 'ALIKE', 'DIFFERENT'],
  born: ['EXACT', 'PARTIAL', 'SLIP', 'TWO_PARTS', 'SAME_YEAR', 'DIFFERENT'],
  address: ['SAME_HOUSE', 'SAME_POSTCODE', 'SLIP', 'SAME_DISTRICT', 'DIFFERENT'],
  sex: ['SAME', 'DIFFERENT'],
  nhs: ['EXACT', 'SLIP', 'DIFFERENT'],
  upn: ['EXACT', 'DIFFERENT'],
  identifier: ['EXACT', 'SLIP', 'DIFFERENT'],
  text: ['EXACT', 'CLOSE', 'PART', 'DIFFERENT'],
  category: ['SAME', 'DIFFERENT'],
} as const;
export type GivenLevel = (typeof evidence.given)[number];
export type SurnameLevel = (typeof evidence.surname)[number];
export type BornLevel = (typeof evidence.born)[number];
export type AddressLevel = (typeof evidence.address)[number];

/** ★ What each level means, for those who read an explanation. */
export const levelMeanings = {
  EXACT: 'the same',
  SWAPPED: 'given name and surname stand in one another’s place',
  CLOSE: 'nearly the same spelling (Jaro-Winkler at least .92)',
  OTHER_NAME: 'a known short form, writing, middle name, alias or half of the other',
  ALIKE: 'similar spelling (Jaro-Winkler at least .84) or the same sound',
  INITIAL: 'the same initial only',
  PARTIAL: 'agree as far as the less precise one is known',
  SLIP: 'one slip of the hand apart, or day and month exchanged',
  TWO_PARTS: 'two of day, month and year agree',
  SAME_YEAR: 'the same year only',
  SAME_HOUSE: 'the same postcode and house',
  SAME_POSTCODE: 'a postcode of one, present or past, is one of the other’s',
  SAME_DISTRICT: 'the same outward part of a postcode',
  SAME: 'the same',
  PART: 'similar, or a part of the other',
  DIFFERENT: 'different',
} as const;
export type Level = keyof typeof levelMeanings;

/**
 * ★ Guards, in order: what keeps two records apart, or sends them to a person, whatever their weight. Nearly all wrong
 * merges of plain scoring are twins and siblings (`docs/assurance.md`).
 */
export const guards = {
  V0: 'sealed at adoption, not to be matched, or held apart by a person',
  V1: 'two different valid NHS numbers',
  V2: 'given names differ and no number is shared',
  V3: 'two different valid UPNs',
  V4: 'given name or date of birth is missing, the dates disagree, or agree in the year only and the names not fully',
  V5: 'the sex differs and the given names are not the same',
  V6: 'given names are not the same, and several children are known of that household and day of birth',
  V7: 'only a middle name agrees though both have one, or the middle names contradict',
  M: 'agrees nearly as well with a child of another NHS number',
} as const;
export type GuardId = keyof typeof guards;

/**
 * ★ Zones of the weight, in bits: linked from `auto`, reviewed from `review`, separate below. A hub goes live with
 * `goLive`, until checks of a sample of its links support the usual ones.
 */
export const zoneThresholds = {
  usual: { auto: 6, review: 0 },
  goLive: { auto: 8, review: 0 },
} as const;

/** ★ Numbers the guards and clusters go by. */
export const limits = {
  /** V4: bits above `review` that a pair without name or birth needs to be worth a look. */
  extraForReview: 4,
  /** M: two children whose weights lie within so many bits are too near to tell apart. */
  margin: 6,
  /** Different full dates of birth one child's records may show. */
  birthDates: 3,
  /** Records one child may have; `alarmingSize` is told to somebody. */
  clusterSize: 40,
  alarmingSize: 20,
  /** Records that share a key from which on the key says nothing. */
  blockSize: 400,
  /** The most seldom value counts as if it were this frequent. */
  rarest: 1e-5,
  /** Records of one child there are of each, about: matching pairs a record. */
  matchesPerRecord: 1.2,
} as const;

/** A rule by which two source persons are taken to be one child: they share one of its keys. */
export interface IdentityRule {
  readonly id: 'IDENTIFIER_AND_BIRTH' | 'NAME_BIRTH_POSTCODE';
  readonly title: string;
  /** The keys of one person, as plain text; store keeps keyed hashes of them only. */
  readonly keysOf: (person: Person) => readonly string[];
}

/** A key of one person under one rule. */
export interface IdentityKey {
  readonly rule: IdentityRule['id'];
  readonly key: string;
}

const dayOfBirth = ({ birth }: Person): string | null => (birth?.precision === 'DAY' ? birth.earliest : null);

const plain = (text: string | null): string =>
  (text ?? '')
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();

/** The numbering a number is unique in; null where it is evidence of nothing. */
const scopeOf = ({ system, authority, numbering, valid }: Identifier): string | null => {
  if (!valid) return null;
  if (system !== 'authority-child-id') return system;
  return authority === null || numbering === null ? null : `${system} ${authority} ${numbering}`;
};

// A pupil's old number still names the same pupil.
const sharedScope = (scope: string): string => (scope === 'former-upn' ? 'upn' : scope);

const identifierKeys = (person: Person): readonly string[] => {
  const birth = dayOfBirth(person);
  if (birth === null) return [];
  return person.identifiers.flatMap((identifier) => {
    const scope = scopeOf(identifier);
    return scope === null ? [] : [`${sharedScope(scope)}|${plain(identifier.value)}|${birth}`];
  });
};

const nameKey = ({ use, given, family }: PersonName): string | null => {
  // The whole given name: twins may share a first one (Muhammad). An alias may be another child's name.
  const [forename, surname] = [plain(given), plain(family)];
  return use === 'ALIAS' || forename === '' || surname === '' ? null : `${surname}|${forename}`;
};

const nameKeys = (person: Person): readonly string[] => {
  const birth = dayOfBirth(person);
  const postcode = plain(person.homeAddress?.postcode ?? null);
  if (birth === null || postcode === '') return [];
  return person.names.flatMap((name) => {
    const key = nameKey(name);
    return key === null ? [] : [`${key}|${birth}|${postcode}`];
  });
};

/** ★ The rules of identity, strongest first. */
export const identityRules: readonly IdentityRule[] = [
  {
    id: 'IDENTIFIER_AND_BIRTH',
    title: 'The same valid number in the same numbering, and the same day of birth',
    keysOf: identifierKeys,
  },
  {
    id: 'NAME_BIRTH_POSTCODE',
    title: 'The same surname, given names, day of birth and home postcode',
    keysOf: nameKeys,
  },
];

/**
 * Comparable keys of a person: two persons who share one, and do not contradict each other, are one child. The later
 * issue on linkage adds scored evidence, a review zone and the guards for twins, siblings and pasted numbers behind
 * this same interface; until then only exact agreement joins.
 */
export const identityKeys = (person: Person): readonly IdentityKey[] =>
  identityRules.flatMap(({ id, keysOf }) =>
    [...new Set(keysOf(person))].toSorted(compareText).map((key) => ({ rule: id, key })),
  );

const numbersByScope = ({ identifiers }: Person): ReadonlyMap<string, ReadonlySet<string>> => {
  const scopes = new Map<string, Set<string>>();
  for (const identifier of identifiers) {
    const scope = scopeOf(identifier);
    if (scope === null) continue;
    scopes.set(scope, (scopes.get(scope) ?? new Set()).add(plain(identifier.value)));
  }
  return scopes;
};

const meet = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean =>
  a !== undefined && b !== undefined && [...a].some((number) => b.has(number));

const numbersContradict = (a: Person, b: Person): boolean => {
  const [ofA, ofB] = [numbersByScope(a), numbersByScope(b)];
  const isRenumbered = meet(ofA.get('upn'), ofB.get('former-upn')) || meet(ofB.get('upn'), ofA.get('former-upn'));
  return [...ofA].some(([scope, numbers]) => {
    if (scope === 'former-upn' || (scope === 'upn' && isRenumbered)) return false;
    return ofB.has(scope) && !meet(numbers, ofB.get(scope));
  });
};

/** Whether two persons cannot be one child whatever else agrees: different valid numbers, or different days of birth. */
export const contradicts = (a: Person, b: Person): boolean => {
  const [bornA, bornB] = [dayOfBirth(a), dayOfBirth(b)];
  return (bornA !== null && bornB !== null && bornA !== bornB) || numbersContradict(a, b);
};
