import type { Person } from './model/person.ts';
import type { Identifier, PersonName } from './model/values.ts';
import { compareText } from './precedence.ts';

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
