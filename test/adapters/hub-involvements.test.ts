import { describe, expect, test } from 'vitest';
import { exampleEntry } from '../../adapters/hub-records/involvement-contract.ts';
import { involvements } from '../../adapters/hub-records/involvements.ts';
import type { SourceRecord } from '../../src/domain/adapter.ts';
import { bodyOf, fatalOf, readOne } from '../support/hub-records.ts';

const readInvolvement = (raw: unknown): SourceRecord => readOne(involvements, raw);
const rulesOf = (record: SourceRecord) => record.issues.map(({ rule }) => rule);

describe('who is involved', () => {
  test('an involvement is about the child the sender already numbers so', () => {
    const subjects = readInvolvement(exampleEntry).facts.map(({ subject }) => subject);
    expect(subjects).toEqual([
      { system: 'ssd', key: 'P2001' },
      { system: 'ssd', key: 'P2001' },
    ]);
  });

  test('two involvements without a number of the sender are two persons until identity says they are one', () => {
    const child = { identifiers: [{ system: 'upn', value: 'M371000015001' }], birthOn: '2001-03-14' };
    const keys = ['A', 'B'].map((id) => readInvolvement({ ...exampleEntry, id, child }).facts[0]?.subject.key);
    expect(keys).toEqual(['A', 'B']);
  });

  test('a worker without an id is refused, for the whole organisation would see the child instead', () => {
    const record = readInvolvement({ ...exampleEntry, person: { name: 'Ada Holm' } });
    expect(fatalOf(record)).toEqual(['involvements.incomplete person.id']);
  });

  test('without a worker the whole organisation is involved', () => {
    const record = readInvolvement({ ...exampleEntry, person: null });
    expect(bodyOf(record, 'involvement')).toMatchObject({ personId: null, involvedOrganisation: 'E08000017' });
    expect(record.facts[0]?.absences['personId']).toEqual({ reason: 'NOT_APPLICABLE' });
  });

  test('an end that cannot be read is refused, for the access would last for ever', () => {
    expect(fatalOf(readInvolvement({ ...exampleEntry, endedOn: '31/02/2015' }))).toEqual(['involvements.end endedOn']);
  });

  test('a beginning that cannot be read is an issue, and the involvement stands', () => {
    const record = readInvolvement({ ...exampleEntry, startedOn: 'last spring' });
    expect([record.unreadable, rulesOf(record)]).toEqual([null, ['involvements.value']]);
    expect(record.facts[0]?.absences['startedOn']).toEqual({ reason: 'INVALID' });
  });

  test.for([
    ['id', undefined],
    ['id', 17],
    ['id', 'x'.repeat(65)],
    ['involvement', 'AUNT'],
    ['involvement', null],
    ['organisation', ''],
  ] as const)('an involvement whose %s is %j cannot be used', ([field, value]) => {
    expect(fatalOf(readInvolvement({ ...exampleEntry, [field]: value }))).toEqual([`involvements.incomplete ${field}`]);
  });

  test('an organisation this hub does not serve is kept and reported', () => {
    const record = readInvolvement({ ...exampleEntry, organisation: 'E06000001' });
    expect([record.unreadable, rulesOf(record)]).toEqual([null, ['involvements.organisation']]);
  });
});

describe('which child it is', () => {
  const withChild = (child: unknown) => readInvolvement({ ...exampleEntry, child });

  test.for([
    [{ key: 'P1' }, false],
    [{ names: [{ family: 'Marsden' }] }, false],
    [{ identifiers: [{ system: 'nhs-number', value: '9990000018' }] }, false],
    [{ identifiers: [{ system: 'nhs-number', value: '9999999999' }] }, true],
    [{ birthOn: '2001-03-14', postcode: 'DN4 0ZZ' }, true],
    [{}, true],
    [{ system: 'The Case System', key: 'P1' }, true],
    [null, true],
    ['Kayleigh', true],
  ] as const)('%j alone is too little: %s', ([child, isRefused]) => {
    expect(fatalOf(withChild(child)) ?? []).toEqual(isRefused ? ['involvements.child child'] : []);
  });

  test('a bad number is kept, marked and reported beside the good one', () => {
    const identifiers = [
      { system: 'nhs-number', value: '9990000019' },
      { system: 'upn', value: 'M371000015001' },
    ];
    const record = withChild({ identifiers, birthOn: '2001-03-14' });
    expect(rulesOf(record)).toEqual(['involvements.nhs-number']);
    expect(bodyOf(record, 'person')).toMatchObject({ identifiers: [{ valid: false }, { valid: true }] });
  });

  test('a year of birth stays a year', () => {
    expect(bodyOf(withChild({ key: 'P1', birthOn: '2001' }), 'person')).toMatchObject({ birth: { precision: 'YEAR' } });
  });

  test('a date of birth still to come is nobody’s', () => {
    const record = withChild({ key: 'P1', birthOn: '2015-10-24' });
    expect(rulesOf(record)).toEqual(['involvements.birth']);
    expect(record.facts.map(({ kind }) => kind)).toEqual(['involvement']);
  });

  test('a key alone says nothing of the person, so no person is made of it', () => {
    expect(withChild({ key: 'P1' }).facts.map(({ kind }) => kind)).toEqual(['involvement']);
  });
});
