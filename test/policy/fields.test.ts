import { expect, test } from 'vitest';
import { coordinates } from '../../src/domain/coordinates.ts';
import { oracleFields } from './oracle-fields.ts';

type Entries = readonly (readonly [string, string])[];

const hubs: Readonly<Record<string, Readonly<Record<string, string>>>> = coordinates;

/** Fields of a type that the hub governs by a class. */
const governedByHub = (type: string): Entries =>
  Object.entries(hubs[type] ?? {}).filter(
    ([field, word]) => word !== 'open' && word !== 'inherit' && !field.includes('('),
  );

const governedByReference = (type: string): Entries =>
  Object.entries(oracleFields[type] ?? {})
    .filter(([word]) => word !== 'record')
    .flatMap(([word, fields]) =>
      fields
        .split(' ')
        .filter((field) => field !== '')
        .map((field) => [field, word] as const),
    );

test.for(Object.keys(oracleFields))('every field of %s is of the class the reference puts it in', (type) => {
  expect(Object.fromEntries(governedByHub(type))).toEqual(Object.fromEntries(governedByReference(type)));
});

test('a field in another class, or in none, would be found', () => {
  const [field = '', word = ''] = governedByHub('Child').find(([name]) => name === 'homeAddress') ?? [];
  expect([field, word]).toEqual(['homeAddress', 'AD']);
  const reference = Object.fromEntries(governedByReference('Child'));
  expect({ ...reference, homeAddress: 'ID' }).not.toEqual(reference);
  expect(reference['homeAddress']).toBe('AD');
});
