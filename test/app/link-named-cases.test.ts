import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Line, nhsNumber } from '../support/lines-adapter.ts';
import { createLinkingHub, type LinkingHub } from '../support/linking-hub.ts';

let hub: LinkingHub;
beforeAll(async () => {
  hub = await createLinkingHub();
});
afterEach(() => hub.empty());
afterAll(() => hub.database.drop());

const home = { postcode: 'DN4 0ZZ', house: '3 Any Street' };
const shaw = { family: 'Shaw', born: '2014-05-13', sex: 'FEMALE', ...home } as const;
const [FIRST, SECOND, PUPIL] = [nhsNumber(1), nhsNumber(2), 'H801200001001'];

/** Who sends what, by the senders' own numbers. */
type Sent = Readonly<Record<string, Partial<Line> & { readonly by: string }>>;

const [health, school, authority, police, earlyHelp] = ['RXE', '3714000', 'E08000017', '14', 'EH-E08000017'] as const;

const cases: readonly (readonly [string, Sent, readonly (readonly string[])[]])[] = [
  [
    'same-sex twins Ella and Ellie, one of whom the police name only nearly',
    {
      ella: { ...shaw, given: 'Ella', nhs: FIRST, by: health },
      ellie: { ...shaw, given: 'Ellie', nhs: SECOND, by: health },
      ellaAtSchool: { ...shaw, given: 'Ella', upn: PUPIL, by: school },
      ellyOfPolice: { ...shaw, given: 'Elly', by: police },
    },
    [['ella', 'ellaAtSchool'], ['ellie'], ['ellyOfPolice']],
  ],
  [
    'twins sharing the first name Muhammad',
    {
      ali: { ...shaw, given: 'Muhammad Ali', nhs: FIRST, sex: 'MALE', by: health },
      hassan: { ...shaw, given: 'Muhammad Hassan', nhs: SECOND, sex: 'MALE', by: health },
      either: { ...shaw, given: 'Muhammad', sex: 'MALE', by: police },
    },
    [['ali'], ['either'], ['hassan']],
  ],
  [
    'twin absent from Health',
    {
      ella: { ...shaw, given: 'Ella', nhs: FIRST, by: health },
      ellaAtSchool: { ...shaw, given: 'Ella', upn: PUPIL, by: school },
      ellie: { ...shaw, given: 'Ellie', upn: 'B801200005001', by: school },
    },
    [['ella', 'ellaAtSchool'], ['ellie']],
  ],
  [
    'a sibling’s NHS number pasted',
    {
      ella: { ...shaw, given: 'Ella', nhs: FIRST, by: health },
      brother: { ...shaw, given: 'Jack', sex: 'MALE', born: '2011-08-02', nhs: FIRST, by: authority },
    },
    [['brother'], ['ella']],
  ],
  [
    'two strangers George Webb, same DOB',
    {
      here: { ...shaw, family: 'Webb', given: 'George', sex: 'MALE', nhs: FIRST, by: health },
      there: {
        ...{ ...shaw, family: 'Webb', given: 'George', sex: 'MALE', nhs: SECOND, by: health },
        ...{ postcode: 'HU19 8ZZ', house: '40 Other Street' },
      },
      nowhere: { given: 'George', family: 'Webb', born: '2014-05-13', sex: 'MALE', by: police },
    },
    [['here'], ['nowhere'], ['there']],
  ],
  [
    'swapped names',
    {
      right: { ...shaw, given: 'Aleena', nhs: FIRST, by: health },
      turned: { ...shaw, given: 'Shaw', family: 'Aleena', by: police },
    },
    [['right', 'turned']],
  ],
  [
    'DOB 04/05 against 05/04',
    {
      one: { ...shaw, given: 'Ella', born: '2014-05-04', nhs: FIRST, by: health },
      other: { ...shaw, given: 'Ella', born: '2014-04-05', by: police },
    },
    [['one', 'other']],
  ],
  [
    '1 Jan estimated, as police write what they hear',
    {
      known: { ...shaw, given: 'Ella', nhs: FIRST, by: health },
      estimated: { ...shaw, given: 'Ella', born: '2014-01-01', by: police },
    },
    [['estimated', 'known']],
  ],
  [
    'name in Arabic script',
    {
      written: { ...shaw, given: 'محمد', sex: 'MALE', nhs: FIRST, by: health },
      latin: { ...shaw, given: 'Mohammed', sex: 'MALE', by: school },
    },
    [['latin', 'written']],
  ],
  [
    'double-barrelled halves',
    {
      whole: { ...shaw, given: 'Ella', family: 'Shaw-Bennett', nhs: FIRST, by: health },
      first: { ...shaw, given: 'Ella', by: school },
      second: { ...shaw, given: 'Ella', family: 'Bennett', by: earlyHelp },
    },
    [['first', 'second', 'whole']],
  ],
  [
    'NHS 9999999999, which anybody may have been given',
    {
      one: { ...shaw, given: 'Ella', nhs: '9999999999', by: health },
      stranger: {
        ...{ given: 'Oliver', family: 'Reed', born: '2010-10-09', sex: 'MALE', postcode: 'HU19 8ZZ' },
        ...{ nhs: '9999999999', by: police },
      },
    },
    [['one'], ['stranger']],
  ],
  [
    'UNKNOWN and "baby" are no names',
    {
      unknown: { ...shaw, given: 'UNKNOWN', by: police },
      baby: { ...shaw, given: 'baby', by: authority },
      known: { ...shaw, given: 'Ella', nhs: FIRST, by: health },
    },
    [['baby'], ['known'], ['unknown']],
  ],
];

test.for(cases)('%s', async ([, sent, expected]) => {
  await hub.deliver(
    Object.entries(sent).map(([child, { by, ...line }]) => ({
      organisation: by,
      line: { key: child, child, ...line },
    })),
  );
  const byFirst = (one: readonly string[], other: readonly string[]) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1);
  expect((await hub.groups()).toSorted(byFirst)).toEqual(expected.toSorted(byFirst));
});
