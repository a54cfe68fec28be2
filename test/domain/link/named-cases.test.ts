import { describe, expect, test } from 'vitest';
import { bornOn, type CaseRecord, linkAll, linkRecord } from '../../support/link-cases.ts';

const [FIRST, SECOND, THIRD] = ['9990001014', '9990001022', '9990001030'];
const [PUPIL, OTHER_PUPIL] = ['X801200000001', 'L801200000002'];
const day = bornOn('2014-03-17');
const home = { postcodes: ['DN4 0ZZ'], house: '12' };
const shaw = { surname: 'Shaw', born: day, sex: 'F', ...home };

const records = (cases: Readonly<Record<string, CaseRecord>>, superseded?: ReadonlyMap<string, string>) =>
  Object.entries(cases).map(([id, record]) => linkRecord({ id, ...record }, superseded));

test('same-sex twins Ella/Ellie', () => {
  const linked = linkAll(
    records({
      ella: { ...shaw, given: 'Ella', nhs: FIRST },
      ellie: { ...shaw, given: 'Ellie', nhs: SECOND },
      ellaAtSchool: { ...shaw, given: 'Ella', source: 'education', upn: PUPIL },
      ellieAtSchool: { ...shaw, given: 'Ellie', source: 'education', upn: OTHER_PUPIL },
      mistyped: { ...shaw, given: 'Elle', source: 'police' },
    }),
  );
  expect(linked.groups).toEqual([['ella', 'ellaAtSchool'], ['ellie', 'ellieAtSchool'], ['mistyped']]);
  expect(linked.zoneOf('ella', 'ellie')).toBe('NONE');
  expect(linked.decisionOn('ella', 'ellie')).toMatchObject({ isPossibleSibling: true });
  expect(linked.decisionOn('ella', 'ellieAtSchool')).toMatchObject({ guards: expect.arrayContaining(['V6']) });
  expect(linked.zoneOf('mistyped', 'ella')).toBe('REVIEW');
});

test('twins sharing the first name Muhammad', () => {
  const khan = { surname: 'Khan', born: day, sex: 'M', ...home };
  const linked = linkAll(
    records({
      ali: { ...khan, given: 'Muhammad', middle: 'Ali', nhs: FIRST },
      hassan: { ...khan, given: 'Mohammed', middle: 'Hassan', nhs: SECOND },
      hassanAtSchool: { ...khan, given: 'Muhammad Hassan', source: 'education', upn: PUPIL },
      noMiddle: { ...khan, given: 'Muhammad', source: 'police' },
    }),
  );
  expect(linked.groups).toEqual([['ali'], ['hassan'], ['hassanAtSchool'], ['noMiddle']].toSorted());
  expect(linked.decisionOn('ali', 'hassanAtSchool')).toMatchObject({ zone: 'REVIEW', guards: ['V7'] });
  expect(linked.zoneOf('noMiddle', 'ali')).toBe('REVIEW');
  const alone = linkAll(
    records({
      ali: { ...khan, given: 'Muhammad', middle: 'Ali', nhs: FIRST },
      aliAtSchool: { ...khan, given: 'Mohammed Ali', source: 'education', upn: PUPIL },
    }),
  );
  expect(alone.groups).toEqual([['ali', 'aliAtSchool']]);
});

test('twin absent from Health', () => {
  const linked = linkAll(
    records({
      ella: { ...shaw, given: 'Ella', nhs: FIRST },
      ellaAtSchool: { ...shaw, given: 'Ella', source: 'education', upn: PUPIL },
      ellieAtSchool: { ...shaw, given: 'Ellie', source: 'education', upn: OTHER_PUPIL },
    }),
  );
  expect(linked.groups).toEqual([['ella', 'ellaAtSchool'], ['ellieAtSchool']]);
});

describe('sibling’s NHS number pasted', () => {
  const sister = { ...shaw, given: 'Grace', born: bornOn('2011-09-02'), nhs: FIRST };
  test('onto a record whose name and birth are another child’s: no link, and somebody is told', () => {
    const linked = linkAll(
      records({ sister, pasted: { ...shaw, given: 'Oliver', sex: 'M', source: 'social-care', nhs: FIRST } }),
    );
    expect(linked.decisionOn('sister', 'pasted')).toMatchObject({ zone: 'NONE', isNumberDisputed: true });
  });
  test('onto a record with a name or a birth in common: a person decides', () => {
    const linked = linkAll(records({ sister, twin: { ...sister, given: 'Harry', sex: 'M', source: 'social-care' } }));
    expect(linked.zoneOf('sister', 'twin')).toBe('REVIEW');
  });
  test('whereas the child’s own number links', () => {
    const linked = linkAll(
      records({ sister, own: { ...sister, given: 'Gracie', surname: 'Miller', source: 'social-care' } }),
    );
    expect(linked.decisionOn('sister', 'own')).toMatchObject({ zone: 'AUTO', rule: 'NUMBER' });
  });
});

test('superseded NHS number', () => {
  const cases = {
    now: { ...shaw, given: 'Ella', nhs: SECOND },
    before: { ...shaw, given: 'Ella', source: 'social-care', nhs: FIRST },
  };
  expect(linkAll(records(cases)).groups).toEqual([['before'], ['now']]);
  expect(linkAll(records(cases, new Map([[FIRST, SECOND]]))).groups).toEqual([['before', 'now']]);
});

test('two strangers George Webb, same DOB', () => {
  const webb = { given: 'George', surname: 'Webb', born: day, sex: 'M' };
  const linked = linkAll(
    records({
      here: { ...webb, postcodes: ['DN4 0ZZ'], house: '3', nhs: FIRST },
      there: { ...webb, postcodes: ['HU19 8ZZ'], house: '40', nhs: SECOND },
      hereAtSchool: { ...webb, postcodes: ['DN4 0ZZ'], house: '3', source: 'education', upn: PUPIL },
      nowhere: { ...webb, source: 'police' },
    }),
  );
  expect(linked.groups).toEqual([['here', 'hereAtSchool'], ['nowhere'], ['there']]);
  expect(linked.zoneOf('here', 'there')).toBe('NONE');
  expect(linked.zoneOf('nowhere', 'here')).toBe('REVIEW');
});

test('swapped names', () => {
  const linked = linkAll(
    records({
      right: { ...shaw, given: 'Aleena', nhs: FIRST },
      turned: { ...shaw, given: 'Shaw', surname: 'Aleena', source: 'police' },
    }),
  );
  expect(linked.groups).toEqual([['right', 'turned']]);
});

test('Ali Ali', () => {
  const ali = { surname: 'Ali', given: 'Ali', born: day, sex: 'M', ...home };
  const linked = linkAll(
    records({
      one: { ...ali, nhs: FIRST },
      same: { ...ali, source: 'police' },
      brother: { ...ali, given: 'Omar', source: 'early-help' },
    }),
  );
  expect(linked.groups).toEqual([['brother'], ['one', 'same']]);
});

test('DOB 04/05 against 05/04', () => {
  const linked = linkAll(
    records({
      one: { ...shaw, given: 'Ella', born: bornOn('2014-05-04'), nhs: FIRST },
      other: { ...shaw, given: 'Ella', born: bornOn('2014-04-05'), source: 'police' },
    }),
  );
  expect(linked.groups).toEqual([['one', 'other']]);
});

test('1 Jan estimated', () => {
  const linked = linkAll(
    records({
      known: { ...shaw, given: 'Ella', nhs: FIRST },
      estimated: { ...shaw, given: 'Ella', born: bornOn('2014-01-01'), source: 'police' },
      elsewhere: {
        ...shaw,
        given: 'Ella',
        born: bornOn('2014-01-01'),
        source: 'police',
        postcodes: ['HU19 8ZZ'],
        house: '1',
      },
    }),
  );
  expect(linked.groups).toEqual([['elsewhere'], ['estimated', 'known']]);
});

test('unborn then born', () => {
  const linked = linkAll(
    records({
      unborn: { ...shaw, given: 'Unborn', born: null, sex: null, source: 'social-care' },
      born: { ...shaw, given: 'Ella', nhs: FIRST },
      babyOf: { ...shaw, given: 'Baby of Sarah', sex: null, nhs: FIRST },
    }),
  );
  expect(linked.groups).toEqual([['babyOf', 'born'], ['unborn']]);
  expect(linked.zoneOf('unborn', 'born')).not.toBe('AUTO');
});

describe('name in Arabic or Polish script', () => {
  test.for([
    ['محمد', 'Mohammed'],
    ['فاطمة', 'Fatima'],
    ['Łukasz', 'Lukasz'],
    ['Małgorzata', 'Malgorzata'],
  ] as const)('%s is %s', ([written, latin]) => {
    const linked = linkAll(
      records({
        written: { ...shaw, given: written, surname: 'Wiśniewski', sex: null, nhs: FIRST },
        latin: { ...shaw, given: latin, surname: 'Wisniewski', sex: null, source: 'education' },
      }),
    );
    expect(linked.groups).toEqual([['latin', 'written']]);
  });
});

test('double-barrelled halves', () => {
  const linked = linkAll(
    records({
      whole: { ...shaw, given: 'Ella', surname: 'Shaw-Bennett', nhs: FIRST },
      first: { ...shaw, given: 'Ella', surname: 'Shaw', source: 'education' },
      second: { ...shaw, given: 'Ella', surname: 'Bennett', source: 'police' },
    }),
  );
  expect(linked.groups).toEqual([['first', 'second', 'whole']]);
});

test('children’s home with 6 residents', () => {
  const names = ['Ava Bell', 'Noah Reed', 'Isla Ford', 'Jack Cole', 'Lily Hart', 'Finn Dale'].map((name) =>
    name.split(' '),
  );
  const residents = names.flatMap(([given = '', surname = ''], at) => {
    const who = { given, surname, born: bornOn(`200${at}-0${at + 1}-1${at}`), postcodes: ['DN4 9ZZ'], house: '7' };
    return records({
      [`${surname} in health`]: { ...who, nhs: `99900010${['14', '22', '30', '49', '57', '65'][at]}` },
      [`${surname} in police`]: { ...who, source: 'police' },
    });
  });
  expect(linkAll(residents).groups.map((group) => group.length)).toEqual([2, 2, 2, 2, 2, 2]);
});

test('placement out of area', () => {
  const linked = linkAll(
    records({
      placed: {
        ...shaw,
        given: 'Robyn',
        postcodes: ['HU19 8ZZ', 'DN4 0ZZ'],
        house: '5',
        source: 'social-care',
        nhs: FIRST,
      },
      reported: { ...shaw, given: 'Robyn', postcodes: ['HU19 8ZZ'], house: '5', source: 'police' },
      atHome: { ...shaw, given: 'Robyn', source: 'education', upn: PUPIL },
    }),
  );
  expect(linked.groups).toEqual([['atHome', 'placed', 'reported']]);
});

test('adopted child re-entering (no link)', () => {
  const cases = {
    before: { ...shaw, given: 'Ella', nhs: FIRST },
    after: { ...shaw, given: 'Ella', surname: 'Carter', nhs: THIRD },
  };
  const sealed = records({ ...cases, before: { ...cases.before, isSealed: true } });
  expect(linkAll(sealed).decisionOn('before', 'after')).toMatchObject({
    zone: 'NONE',
    guards: expect.arrayContaining(['V0']),
  });
  const again = records({ ...cases, again: { ...cases.before, isSealed: true }, before: cases.before });
  expect(linkAll(again).groups).toEqual([['after'], ['again'], ['before']]);
});

test.for([
  ['12-digit UPN', 'upn', '801200000001'],
  ['NHS 9999999999', 'nhs', '9999999999'],
] as const)('%s', ([, field, value]) => {
  const linked = linkAll(
    records({
      one: { ...shaw, given: 'Ella', [field]: value },
      stranger: {
        given: 'Oliver',
        surname: 'Reed',
        born: bornOn('2010-10-09'),
        sex: 'M',
        postcodes: ['HU19 8ZZ'],
        [field]: value,
      },
    }),
  );
  expect(linked.decisionOn('one', 'stranger')).toMatchObject({ zone: 'NONE', rule: 'WEIGHT', isNumberDisputed: false });
});

test('UNKNOWN/"baby"', () => {
  const linked = linkAll(
    records({
      unknown: { ...shaw, given: 'UNKNOWN', source: 'police' },
      baby: { ...shaw, given: 'baby' },
      known: { ...shaw, given: 'Ella', nhs: FIRST },
      stranger: { given: 'unknown', surname: 'Not known', born: day, source: 'police' },
    }),
  );
  expect(linked.groups).toEqual([['baby'], ['known'], ['stranger'], ['unknown']]);
  expect(linked.zoneOf('unknown', 'known')).toBe('REVIEW');
});
