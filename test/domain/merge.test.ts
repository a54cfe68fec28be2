import { describe, expect, test } from 'vitest';
import { mergeChild } from '../../src/domain/merge.ts';
import type { Person } from '../../src/domain/model/person.ts';
import type { PersonName } from '../../src/domain/model/values.ts';
import { conditionBits } from '../../src/domain/projection.ts';
import {
  type AnyFact,
  absent,
  anIdentifier,
  childFacts,
  doncaster903,
  doncasterSsd,
  hospital,
  humberside,
  type Meta,
  personFact,
  placementFact,
  police,
  rotherham,
  school,
} from './facts.ts';

const merge = (...facts: readonly AnyFact[]) => mergeChild(childFacts(...facts), []);
const legal = (given: string | null, family: string | null): PersonName => ({ use: 'LEGAL', given, family });
const born = (day: string): Person['birth'] => ({ earliest: day, latest: day, precision: 'DAY' });
const address = (line: string, postcode: string) => ({ lines: [line], postcode, uprn: null });
const stated = (source: Meta, statedAt: string): Meta => ({ ...source, statedAt });

describe('whose word wins', () => {
  test.for<[string, Partial<Person>, Meta, Partial<Person>, Meta, string, unknown]>([
    ['a hospital over the police on sex', { sex: 'FEMALE' }, hospital, { sex: 'MALE' }, police, 'sex', 'FEMALE'],
    ['the police over a school on sex', { sex: 'MALE' }, police, { sex: 'FEMALE' }, school, 'sex', 'MALE'],
    [
      'the authority over the police on care',
      { careStatus: 'LAC' },
      rotherham,
      { careStatus: 'HOME' },
      police,
      'careStatus',
      'LAC',
    ],
    [
      'the police over the authority on build',
      { build: 'slim' },
      police,
      { build: 'tall' },
      rotherham,
      'build',
      'slim',
    ],
    [
      'a known body over an unknown one',
      { hair: 'red' },
      school,
      { hair: 'fair' },
      { organisation: 'nobody' },
      'hair',
      'red',
    ],
  ])('%s', ([, wins, winner, loses, loser, field, value]) => {
    const merged = merge(
      personFact('b', wins, stated(winner, '2014-01-01T00:00:00Z')),
      personFact('a', loses, stated(loser, '2015-01-01T00:00:00Z')),
    );
    expect(merged.values[field]).toEqual(value);
    expect(merged.provenance.find((entry) => entry.field === field)?.organisation).toBe(winner.organisation);
    expect(merged.conflicts.map((entry) => [entry.field, entry.organisation])).toEqual([[field, loser.organisation]]);
  });

  test('between two forces the newest description wins, and an undated one comes last', () => {
    const merged = merge(
      personFact('a', { build: 'slim' }, stated(police, '2015-10-20T10:00:00Z')),
      personFact('b', { build: 'stocky' }, stated(humberside, '2015-10-20T10:00:00.5Z')),
      personFact('c', { build: 'tall' }, { organisation: '13' }),
    );
    expect(merged.values['build']).toBe('stocky');
    expect(merged.conflicts.map(({ value }) => value).toSorted()).toEqual(['slim', 'tall']);
  });

  test('a legal name from the police beats a name a hospital only calls preferred', () => {
    const merged = merge(
      personFact('a', { names: [{ use: 'PREFERRED', given: 'Izzy', family: 'Shaw' }] }, hospital),
      personFact('b', { names: [legal('Isabel', 'Shaw')] }, police),
    );
    expect(merged.values).toMatchObject({ givenNames: 'Isabel', familyName: 'Shaw' });
    expect(merged.values['otherNames']).toEqual([{ use: 'PREFERRED', given: 'Izzy', family: 'Shaw' }]);
  });

  test('given names and family name come from one source', () => {
    const merged = merge(
      personFact('a', { names: [legal(null, 'Shaw')] }, hospital),
      personFact('b', { names: [legal('Isabel', 'Smith')] }, police),
    );
    expect(merged.values).toMatchObject({ givenNames: null, familyName: 'Shaw' });
    expect(merged.absences['givenNames']).toEqual({ reason: 'NOT_SENT_BY_SOURCE' });
  });

  test('a name written in capitals is no conflict', () => {
    const merged = merge(
      personFact('a', { names: [legal('Zoë', 'Shaw')] }, hospital),
      personFact('b', { names: [legal('ZOE\u0308 ', 'SHAW')] }, police),
    );
    expect(merged.conflicts).toEqual([]);
    expect(merged.values['otherNames']).toBeNull();
  });

  test('the same disabilities in another order are no conflict, and other ones are', () => {
    const mobility = personFact('a', { disabilities: ['MOB', 'HEAR'] }, hospital);
    expect(merge(mobility, personFact('b', { disabilities: ['HEAR', 'MOB'] }, police)).conflicts).toEqual([]);
    expect(merge(mobility, personFact('b', { disabilities: ['HEAR'] }, police)).conflicts).toHaveLength(1);
  });

  test('only an exact day of birth is shown as one, and an exact day inside the stated year is preferred', () => {
    const year: Person['birth'] = { earliest: '2000-01-01', latest: '2000-12-31', precision: 'YEAR' };
    expect(merge(personFact('a', { birth: year }, hospital)).values).toMatchObject({
      birthOn: null,
      birthEarliest: '2000-01-01',
      birthPrecision: 'YEAR',
    });
    const refined = merge(
      personFact('a', { birth: year }, hospital),
      personFact('b', { birth: born('2000-05-03') }, police),
    );
    expect(refined.values['birthOn']).toBe('2000-05-03');
    expect(refined.conflicts).toEqual([]);
    const other = merge(
      personFact('a', { birth: year }, hospital),
      personFact('b', { birth: born('1999-05-03') }, police),
    );
    expect(other.values['birthOn']).toBeNull();
  });

  test('an invalid NHS number is kept in the list and never shown as the NHS number', () => {
    const merged = merge(
      personFact(
        'a',
        { identifiers: [anIdentifier({ system: 'nhs-number', value: '9990000011', valid: false })] },
        hospital,
      ),
    );
    expect(merged.values['nhsNumber']).toBeNull();
    expect(merged.absences['nhsNumber']).toEqual({ reason: 'INVALID' });
    expect(merged.values['identifiers']).toEqual([
      { system: 'nhs-number', value: '9990000011', authority: null, valid: false },
    ]);
  });

  test('the same number from two sources is listed once', () => {
    const identifiers = [anIdentifier({ system: 'upn', value: 'H801200001001' })];
    const merged = merge(personFact('a', { identifiers }, school), personFact('b', { identifiers }, rotherham));
    expect(merged.values['identifiers']).toHaveLength(1);
    expect(merged.provenance.filter(({ field }) => field === 'identifiers')).toHaveLength(2);
  });

  test('ethnic group is the DfE code, else the code of the source', () => {
    const ethnicity = { code: null, sourceCode: 'W9', scheme: 'POLICE_16_1', statedBy: 'SELF' } as const;
    expect(merge(personFact('a', { ethnicity }, police)).values).toMatchObject({
      ethnicGroup: 'W9',
      ethnicityStatedBy: 'SELF',
    });
  });
});

describe('where the child is placed', () => {
  test('the open placement with the latest start counts, not what a person record says', () => {
    const merged = merge(
      placementFact('a', { startedOn: '2014-01-01', endedOn: '2015-01-01', placementType: 'U6' }),
      placementFact('b', { startedOn: '2015-01-01', placementType: 'K2', urn: 'SC400001', legalStatus: 'C2' }),
      placementFact('c', { startedOn: '2013-01-01', placementType: 'H5' }),
      personFact('d', { placementType: 'S1', placementProvider: 'PR4', legalStatus: 'V2' }, doncasterSsd),
    );
    expect(merged.values).toMatchObject({
      placementType: 'K2',
      placementUrn: 'SC400001',
      placementProvider: null,
      placementStartedOn: '2015-01-01',
      legalStatus: 'C2',
    });
    expect(merged.conflicts.map(({ field, value }) => [field, value])).toEqual([
      ['legalStatus', 'V2'],
      ['placementProvider', 'PR4'],
      ['placementType', 'S1'],
    ]);
  });

  test('without an open placement the person record tells', () => {
    const merged = merge(
      placementFact('a', { startedOn: '2014-01-01', endedOn: '2015-01-01', placementType: 'U6' }),
      personFact('b', { placementType: 'S1' }, police),
    );
    expect(merged.values['placementType']).toBe('S1');
  });

  test('the postcode of a placement is the address only for want of a better one', () => {
    const placed = placementFact('a', { startedOn: '2015-01-01', placementPostcode: 'DN1 2AB' });
    expect(merge(placed).values['placementAddress']).toEqual({ lines: [], postcode: 'DN1 2AB', uprn: null });
    const full = address('Larkfield House', 'dn1  2ab');
    const better = merge(placed, personFact('b', { placementAddress: full }, police));
    expect(better.values['placementAddress']).toEqual(full);
    expect(better.conflicts).toEqual([]);
  });
});

describe('why there is no value', () => {
  test('that a child declined to say beats that a source did not send', () => {
    const merged = merge(
      personFact('a', {}, { ...hospital, absences: absent({ religion: 'NOT_SENT_BY_SOURCE' }) }),
      personFact('b', {}, { ...police, absences: absent({ religion: 'ASKED_DECLINED' }) }),
    );
    expect(merged.absences['religion']).toEqual({ reason: 'ASKED_DECLINED' });
  });

  test('of two sources that asked, who asked last is told', () => {
    const asked = (askedBy: string) => ({ religion: { reason: 'ASKED_UNKNOWN' as const, askedBy } });
    const merged = merge(
      personFact('a', {}, { ...stated(hospital, '2015-10-01T00:00:00Z'), absences: asked('nurse') }),
      personFact('b', {}, { ...stated(police, '2015-10-02T00:00:00Z'), absences: asked('officer') }),
    );
    expect(merged.absences['religion']).toEqual({ reason: 'ASKED_UNKNOWN', askedBy: 'officer' });
  });

  test.for([
    ['ASKED_DECLINED', null],
    ['ASKED_UNKNOWN', null],
    ['WITHHELD_BY_SOURCE', null],
    ['NOT_SENT_BY_SOURCE', 'SIKH'],
    ['NOT_ASKED', 'SIKH'],
  ] as const)('after an older value, a newer %s of the same body leaves %s', ([reason, expected]) => {
    const merged = merge(
      personFact('a', { religion: 'SIKH' }, stated(police, '2015-01-01T00:00:00Z')),
      personFact('b', {}, { ...stated(police, '2015-02-01T00:00:00Z'), absences: absent({ religion: reason }) }),
    );
    expect(merged.values['religion']).toBe(expected);
    expect(merged.absences['religion']?.reason).toBe(expected === null ? reason : undefined);
  });

  test('a body does not conflict with what it said itself before', () => {
    const merged = merge(
      personFact('a', { religion: 'SIKH' }, stated(police, '2015-01-01T00:00:00Z')),
      personFact('b', { religion: 'NONE' }, stated(police, '2015-02-01T00:00:00Z')),
    );
    expect(merged.values['religion']).toBe('NONE');
    expect(merged.conflicts).toEqual([]);
  });
});

describe('protected addresses', () => {
  const refuge = address('1 Safe Street', 'S1 1AA');
  const home = address('2 Old Road', 'DN1 1AA');

  test('beside a protected address no other source gives an address', () => {
    const merged = merge(
      personFact('a', { addressProtected: true, homeAddress: refuge }, rotherham),
      personFact('b', { homeAddress: home, placementAddress: home }, police),
      personFact('c', { homeAddress: home }, rotherham),
      placementFact('d', { startedOn: '2015-01-01', placementPostcode: 'DN1 2AB' }, doncaster903),
    );
    expect(merged.values['homeAddress']).toEqual(refuge);
    expect(merged.values['placementAddress']).toBeNull();
    expect(merged.absences['placementAddress']).toEqual({ reason: 'WITHHELD_BY_SOURCE' });
    expect(merged.conflicts).toEqual([]);
    expect(merged.flags).toBe(conditionBits.ADDRESS_PROTECTED);
  });

  test('a marked record without an address withholds it, whoever else has one', () => {
    const merged = merge(
      personFact('a', { addressProtected: true }, hospital),
      personFact('b', { homeAddress: home }, police),
    );
    expect(merged.values['homeAddress']).toBeNull();
    expect(merged.absences['homeAddress']).toEqual({ reason: 'WITHHELD_BY_SOURCE' });
    expect(JSON.stringify(merged)).not.toContain('Old Road');
  });

  test('where nobody marks the address, sources that disagree are listed', () => {
    const merged = merge(
      personFact('a', { homeAddress: refuge }, rotherham),
      personFact('b', { homeAddress: home }, police),
    );
    expect(merged.values['homeAddress']).toEqual(refuge);
    expect(merged.conflicts).toEqual([
      {
        field: 'homeAddress',
        organisation: '14',
        statedAt: null,
        value: '{"lines":["2 Old Road"],"postcode":"DN1 1AA","uprn":null}',
      },
    ]);
    expect(merged.flags).toBe(0);
  });
});
