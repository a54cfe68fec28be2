import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradicts, identityKeys, identityRules } from '../../src/domain/matching.ts';
import type { Person } from '../../src/domain/model/person.ts';
import type { PartialDate, PersonName } from '../../src/domain/model/values.ts';
import { anIdentifier, aPerson } from './facts.ts';

const day = (on: string): PartialDate => ({ earliest: on, latest: on, precision: 'DAY' });
const at = (postcode: string) => ({ lines: ['1 Any Street'], postcode, uprn: null });
const named = (given: string, family: string): PersonName => ({ use: 'LEGAL', given, family });
const nhs = (value: string, valid = true) => anIdentifier({ system: 'nhs-number', value, valid });
const upn = (value: string) => anIdentifier({ system: 'upn', value });
const formerUpn = (value: string) => anIdentifier({ system: 'former-upn', value });
const childId = (value: string, authority: string | null = 'E08000017', numbering: string | null = 'ssda903') =>
  anIdentifier({ system: 'authority-child-id', value, authority, numbering });

const shareKey = (a: Partial<Person>, b: Partial<Person>, rule: string): boolean => {
  const keys = new Set(
    identityKeys(aPerson(a))
      .filter((key) => key.rule === rule)
      .map(({ key }) => key),
  );
  return identityKeys(aPerson(b)).some((key) => key.rule === rule && keys.has(key.key));
};

const birth = day('2000-05-03');

describe('the same number and the same day of birth', () => {
  test.for<[string, Partial<Person>, Partial<Person>, boolean]>([
    [
      'join by NHS number',
      { birth, identifiers: [nhs('9990000018')] },
      { birth, identifiers: [nhs('9990000018')] },
      true,
    ],
    [
      'do not join by an invalid one',
      { birth, identifiers: [nhs('9990000011', false)] },
      { birth, identifiers: [nhs('9990000011', false)] },
      false,
    ],
    [
      'do not join without the day',
      { birth, identifiers: [nhs('9990000018')] },
      { identifiers: [nhs('9990000018')] },
      false,
    ],
    [
      'do not join on another day',
      { birth, identifiers: [nhs('9990000018')] },
      { birth: day('2000-05-04'), identifiers: [nhs('9990000018')] },
      false,
    ],
    [
      'join by a former UPN',
      { birth, identifiers: [upn('H801200001001')] },
      { birth, identifiers: [formerUpn('H801200001001')] },
      true,
    ],
    [
      'join by the same authority number',
      { birth, identifiers: [childId('123')] },
      { birth, identifiers: [childId('123')] },
      true,
    ],
    [
      'do not join across authorities',
      { birth, identifiers: [childId('123')] },
      { birth, identifiers: [childId('123', 'E08000018')] },
      false,
    ],
    [
      'do not join across numberings',
      { birth, identifiers: [childId('123')] },
      { birth, identifiers: [childId('123', 'E08000017', 'ssd')] },
      false,
    ],
    [
      'do not join without a numbering',
      { birth, identifiers: [childId('1', null)] },
      { birth, identifiers: [childId('1', null)] },
      false,
    ],
  ])('%s', ([, a, b, joins]) => {
    expect(shareKey(a, b, 'IDENTIFIER_AND_BIRTH')).toBe(joins);
  });
});

describe('the same name, day of birth and postcode', () => {
  const isabel: Partial<Person> = { birth, names: [named('Isabel', "O'Shaw-Smith")], homeAddress: at('DN1 2AB') };
  test.for<[string, Partial<Person>, boolean]>([
    [
      'join whatever the writing',
      { ...isabel, names: [named('ISABEL', 'OSHAW SMITH')], homeAddress: at('dn12ab') },
      true,
    ],
    [
      'do not join with another given name, as of a twin',
      { ...isabel, names: [named('Isobel', "O'Shaw-Smith")] },
      false,
    ],
    ['do not join at another postcode', { ...isabel, homeAddress: at('DN1 2AC') }, false],
    [
      'do not join with the year of birth alone',
      { ...isabel, birth: { earliest: '2000-01-01', latest: '2000-12-31', precision: 'YEAR' } },
      false,
    ],
    ['do not join by an alias', { ...isabel, names: [{ ...named('Isabel', "O'Shaw-Smith"), use: 'ALIAS' }] }, false],
  ])('%s', ([, other, joins]) => {
    expect(shareKey(isabel, other, 'NAME_BIRTH_POSTCODE')).toBe(joins);
  });

  test('twins who share their first given name stay two', () => {
    const twin = (given: string): Partial<Person> => ({
      birth,
      names: [named(given, 'Khan')],
      homeAddress: at('S1 1AA'),
    });
    expect(shareKey(twin('Muhammad Ali'), twin('Muhammad Hassan'), 'NAME_BIRTH_POSTCODE')).toBe(false);
  });
});

describe('what forbids joining whatever else agrees', () => {
  test.for<[string, Partial<Person>, Partial<Person>, boolean]>([
    ['two NHS numbers', { identifiers: [nhs('9990000018')] }, { identifiers: [nhs('9990000026')] }, true],
    [
      'an NHS number that is invalid on one side forbids nothing',
      { identifiers: [nhs('9990000018')] },
      { identifiers: [nhs('9990000011', false)] },
      false,
    ],
    ['two UPNs', { identifiers: [upn('A1')] }, { identifiers: [upn('B2')] }, true],
    [
      'a changed UPN forbids nothing',
      { identifiers: [upn('A1')] },
      { identifiers: [upn('B2'), formerUpn('A1')] },
      false,
    ],
    ['two days of birth', { birth }, { birth: day('2000-05-04') }, true],
    [
      'a day and a year forbid nothing',
      { birth },
      { birth: { earliest: '1999-01-01', latest: '1999-12-31', precision: 'YEAR' } },
      false,
    ],
    [
      'two numbers in one authority and numbering',
      { identifiers: [childId('1')] },
      { identifiers: [childId('2')] },
      true,
    ],
    [
      'numbers of two authorities forbid nothing',
      { identifiers: [childId('1')] },
      { identifiers: [childId('2', 'E08000018')] },
      false,
    ],
    [
      'one shared number of two forbids nothing',
      { identifiers: [childId('1'), childId('2')] },
      { identifiers: [childId('2')] },
      false,
    ],
  ])('%s', ([, a, b, forbidden]) => {
    expect(contradicts(aPerson(a), aPerson(b))).toBe(forbidden);
    expect(contradicts(aPerson(b), aPerson(a))).toBe(forbidden);
  });

  test('nobody contradicts themselves, and the order of numbers and names does not matter', () => {
    const numbers = fc.subarray([
      nhs('9990000018'),
      nhs('9990000026'),
      upn('A1'),
      formerUpn('B2'),
      childId('1'),
      childId('2'),
    ]);
    const names = fc.subarray([named('Isabel', 'Shaw'), named('Izzy', 'Shaw')]);
    fc.assert(
      fc.property(numbers, names, (identifiers, given) => {
        const person = aPerson({ birth, identifiers, names: given, homeAddress: at('DN1 2AB') });
        const turned = aPerson({ ...person, identifiers: identifiers.toReversed(), names: given.toReversed() });
        expect(contradicts(person, turned)).toBe(false);
        expect(identityKeys(turned)).toEqual(identityKeys(person));
      }),
    );
  });
});

test('every rule of identity is named once', () => {
  expect(identityRules.map(({ id }) => id)).toEqual(['IDENTIFIER_AND_BIRTH', 'NAME_BIRTH_POSTCODE']);
});
