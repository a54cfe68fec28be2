import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareNumber } from '../../../src/domain/link/comparisons.ts';
import { decidePair } from '../../../src/domain/link/decide.ts';
import { createLexicon } from '../../../src/domain/link/lexicon.ts';
import { childShape, type LinkRecord } from '../../../src/domain/link/link-record.ts';
import { type LinkPerson, type LinkStatement, rawRecordOf } from '../../../src/domain/link/raw-record-of.ts';
import { standardise } from '../../../src/domain/link/standardise.ts';
import type { Identifier, PersonName } from '../../../src/domain/model/values.ts';
import { bornOn, linkageOver } from '../../support/link-cases.ts';
import { anIdentifier } from '../facts.ts';

const named = (given: string | null, family: string | null, use: PersonName['use'] = 'LEGAL'): PersonName => ({
  ...{ use, given, family },
});
const at = (postcode: string | null, ...lines: readonly string[]) => ({ lines: [...lines], postcode, uprn: null });
const nhs = (value: string, valid = true) => anIdentifier({ system: 'nhs-number', value, valid });
const upn = (value: string) => anIdentifier({ system: 'upn', value });
const formerUpn = (value: string) => anIdentifier({ system: 'former-upn', value });
const childId = (value: string, authority: string | null = 'E08000017', numbering: string | null = 'ssda903') =>
  anIdentifier({ system: 'authority-child-id', value, authority, numbering });

const statement = (said: Partial<LinkStatement>): LinkStatement => ({
  ...{ key: 'person', statedAt: null, names: [], birth: null, sex: null, identifiers: [] },
  ...{ homeAddress: null, placementAddress: null, ...said },
});

const personOf = (key: string, statements: readonly Partial<LinkStatement>[], past: string[] = []): LinkPerson => ({
  ...{ organisation: 'E08000017', system: 'ssda903', key },
  ...{ statements: statements.map(statement), pastPostcodes: past },
});

const standards = { lexicon: createLexicon(), shape: childShape, superseded: new Map(), isEstimating: () => false };
const recordOf = (key: string, ...statements: readonly Partial<LinkStatement>[]): LinkRecord =>
  standardise(rawRecordOf(personOf(key, statements)), standards);

const birth = bornOn('2009-05-03');

describe('a number in common', () => {
  const valid = 'H801200001001';
  const other = 'B801200005001';
  test.for<[string, readonly Identifier[], readonly Identifier[], boolean]>([
    ['is an NHS number', [nhs('9990000018')], [nhs('9990000018')], true],
    ['is no invalid one', [nhs('9990000011', false)], [nhs('9990000011', false)], false],
    ['is a pupil’s number, or a former one', [upn(other), formerUpn(valid)], [upn(valid)], true],
    ['is an authority’s own number, in its own numbering', [childId('1')], [childId('1')], true],
    ['is none of another authority', [childId('1')], [childId('1', 'E08000018')], false],
    ['is none of another numbering', [childId('1')], [childId('1', 'E08000017', 'ssd')], false],
    ['is none where nobody says whose number it is', [childId('1', null)], [childId('1', null)], false],
  ])('%s', ([, a, b, shares]) => {
    const [one, two] = [
      recordOf('one', { birth, identifiers: [...a] }),
      recordOf('two', { birth, identifiers: [...b] }),
    ];
    expect(shareNumber(childShape, one, two)).toBe(shares);
    expect(shareNumber(childShape, two, one)).toBe(shares);
  });

  test('joins two records that say a day of birth and no name, as returns of looked-after children do', () => {
    const said = { birth, identifiers: [upn(valid), childId('1')], sex: 'FEMALE' as const };
    const [one, two] = [recordOf('one', said), recordOf('two', said)];
    const linkage = linkageOver([one, two]);
    expect(decidePair(linkage, one, two)).toMatchObject({ zone: 'AUTO', rule: 'NUMBER' });
    const ownNumber = { ...said, identifiers: [childId('1')] };
    expect(decidePair(linkage, one, recordOf('three', ownNumber))).toMatchObject({ zone: 'AUTO', rule: 'NUMBER' });
    const another = { ...said, birth: bornOn('2012-11-28') };
    expect(decidePair(linkage, one, recordOf('four', another)).zone).toBe('REVIEW');
  });

  test('a pupil given another number is not two pupils; two numbers are', () => {
    const shaw = { birth, names: [named('Isabel', 'Shaw')], homeAddress: at('DN4 0ZZ', '12 Any Street') };
    const pupil = recordOf('one', { ...shaw, identifiers: [upn(valid)] });
    const renumbered = recordOf('two', { ...shaw, identifiers: [upn(other), formerUpn(valid)] });
    const stranger = recordOf('three', { ...shaw, identifiers: [upn(other)] });
    const linkage = linkageOver([pupil, renumbered, stranger]);
    expect(decidePair(linkage, pupil, renumbered)).toMatchObject({ zone: 'AUTO', guards: [] });
    expect(decidePair(linkage, pupil, stranger)).toMatchObject({ zone: 'REVIEW', guards: ['V3'] });
  });
});

describe('what is compared of a source person', () => {
  test('is the legal name, with every other as an alias', () => {
    const names = [named('Izzy', 'Shaw', 'PREFERRED'), named('Isabel', 'Shaw'), named('Belle', null, 'ALIAS')];
    expect(rawRecordOf(personOf('k', [{ names }]))).toMatchObject({
      ...{ given: 'Isabel', surname: 'Shaw', aliases: ['Izzy Shaw', 'Belle'] },
    });
  });

  test('is the fullest date of birth, and of two full ones the newest', () => {
    const year = { earliest: '2009-01-01', latest: '2009-12-31', precision: 'YEAR' as const };
    const old = { birth, statedAt: '2020-01-01T00:00:00Z' };
    const corrected = { birth: bornOn('2009-05-04'), statedAt: '2021-01-01T00:00:00Z', key: 'other' };
    const vague = { birth: year, statedAt: '2022-01-01T00:00:00Z', key: 'vague' };
    expect(rawRecordOf(personOf('k', [old, corrected, vague])).born).toEqual(corrected.birth);
  });

  test('is every postcode: of home, of a placement, and of before', () => {
    const said = { homeAddress: at('DN4 0ZZ', 'Flat 2, 7 Any Street'), placementAddress: at('HU19 8ZZ', 'The Lodge') };
    expect(rawRecordOf(personOf('k', [said], ['S1 0ZZ']))).toMatchObject({
      ...{ postcodes: ['DN4 0ZZ', 'HU19 8ZZ', 'S1 0ZZ'], house: '2 7' },
    });
    expect(rawRecordOf(personOf('k', [{ placementAddress: said.placementAddress }])).house).toBe('The Lodge');
  });

  test('does not depend on the order in which statements arrived', () => {
    const said: readonly Partial<LinkStatement>[] = [
      { key: 'a', names: [named('Isabel', 'Shaw')], birth, homeAddress: at('DN4 0ZZ', '1 Any Street') },
      { key: 'b', names: [named('Izzy', 'Shaw')], identifiers: [nhs('9990000018'), childId('2')] },
      { key: 'c', statedAt: '2020-01-01T00:00:00Z', identifiers: [nhs('9990000026'), childId('1')], sex: 'FEMALE' },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...said], { minLength: said.length }), (turned) => {
        expect(rawRecordOf(personOf('k', turned))).toEqual(rawRecordOf(personOf('k', said)));
      }),
    );
  });
});
