import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { socialCare } from '../../adapters/social-care/index.ts';
import { type Format, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { kinds } from '../../src/domain/model/kinds.ts';

const options = { organisation: 'E08000017', receivedAt: '2026-01-05T09:00:00Z' };
const fixtures = new URL('../../adapters/social-care/fixtures/', import.meta.url);
const names = readdirSync(fixtures)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => name.slice(0, -'.csv'.length));

const bytesOf = (name: string) => readFileSync(new URL(`${name}.csv`, fixtures));
const formatOf = (head: Uint8Array) => socialCare.formats.filter((format) => format.detects('unnamed', head));

function onlyFormatOf(bytes: Uint8Array): Format {
  const [format, ...others] = formatOf(bytes.subarray(0, 64 * 1024));
  if (!format || others.length > 0) throw new Error(`recognised by ${others.length + (format ? 1 : 0)} formats`);
  return format;
}

const read = (text: string): readonly SourceRecord[] => {
  const bytes = new TextEncoder().encode(text);
  return [...onlyFormatOf(bytes).read(bytes, options)];
};

/** As the expected files are written: a field without a value is left out. */
const written = (records: readonly SourceRecord[]) =>
  records.map((record) => ({
    ...record,
    facts: record.facts.map((fact) => ({
      ...fact,
      body: Object.fromEntries(Object.entries(fact.body).filter(([, value]) => value !== null)),
    })),
  }));

function expectLawful(records: readonly SourceRecord[]): void {
  const keys = records.flatMap(({ key }) => (key === null ? [] : [key]));
  expect(new Set(keys).size).toBe(keys.length);
  for (const { key, facts, unreadable } of records) {
    expect(key === null).toBe(unreadable !== null);
    if (unreadable) expect([facts, unreadable.length > 0]).toEqual([[], true]);
    for (const fact of facts) {
      expect(kinds[fact.kind].parse(fact.body)).toEqual(fact.body);
      const valued = Object.entries(fact.body).filter(([, value]) => value !== null);
      expect(valued.filter(([field]) => Object.hasOwn(fact.absences, field))).toEqual([]);
    }
  }
}

describe('each format reads its fixture as agreed', () => {
  test.for(names)('%s', (name) => {
    const bytes = bytesOf(name);
    const format = onlyFormatOf(bytes);
    const records = [...format.read(bytes, options)];
    expectLawful(records);
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.expected.json`, fixtures), 'utf8'));
    expect({ format: format.id, records: written(records) }).toEqual(expected);
  });

  test('the fixtures hold what real files hold: a byte order mark, CR LF, Windows-1252 and hard spaces', () => {
    expect([...bytesOf('ssda903-header').subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytesOf('ssda903-header').includes('\r\n')).toBe(true);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf('ssd-person'))).toThrow();
    expect(bytesOf('ssda903-missing-reordered').toString('utf8')).toContain('\u00A0');
  });

  test('no issue repeats a value of the record', () => {
    for (const name of names) {
      for (const { issues, unreadable } of onlyFormatOf(bytesOf(name)).read(bytesOf(name), options)) {
        for (const issue of [...issues, ...(unreadable ?? [])]) expect(issue.message).not.toMatch(/HW\d|P\d{4}|\d{4}/);
      }
    }
  });
});

describe('a file is recognised by its columns', () => {
  test('every format and scope has a name of its own', () => {
    const { formats } = socialCare;
    expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
    const scopes = formats.flatMap(({ mode }) => (mode.kind === 'snapshot' ? mode.scope : []));
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  test.for([
    ['CHILD,DOB,REVIEW,REVIEW_CODE', 'ssda903-reviews'],
    ['CHILD,SEX,DOB,DUC', 'ssda903-uasc'],
    ['CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED', 'ssda903-oc2'],
    ['CHILD,DOB,IN_TOUCH,ACTIV,ACCOM', 'ssda903-oc3'],
    ['CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM', 'ssda903-previous-permanence'],
    ['CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED', 'ssda903-placed-for-adoption'],
    ['CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE', 'ssda903-ad1'],
    ['CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON', 'ssda903-sw-episodes'],
    ['CHILD,DOB,DOLO_START,DOLO_END', 'ssda903-dolo'],
    ['UPN,ETHNIC,DOB,SEX,CHILD', 'ssda903-header'],
    ['mis_end,mis_start,missing,dob,child', 'ssda903-missing'],
    ['person_id,episode_start_date,episode_type', 'ssd-missing'],
  ] as const)('%s is %s', ([header, id]) => {
    expect(onlyFormatOf(new TextEncoder().encode(`${header}\n`)).id).toBe(id);
  });

  test.for(['Rule code,Rule message', 'CHILD,DOB', '<html>', '', '{"CHILD":1}'])('%j is not ours', (text) => {
    expect(formatOf(new TextEncoder().encode(text))).toEqual([]);
  });

  test('a table without its columns is refused by the format that was told to read it', () => {
    for (const format of socialCare.formats) {
      expect(() => [...format.read(new TextEncoder().encode('A,B\n1,2\n'), options)]).toThrow(UnreadableFile);
    }
  });
});

describe('a missing period', () => {
  const missing = (...rows: readonly string[]) => read(['CHILD,DOB,MISSING,MIS_START,MIS_END', ...rows].join('\n'));
  const rulesOf = (records: readonly SourceRecord[]) =>
    records.map(({ issues }) => issues.map(({ rule }) => rule).join(' '));

  test('keeps its key when a later file writes its dates differently', () => {
    const [uk] = missing('1,12/03/2002,M,16/10/2015,');
    const [iso] = missing('1,2002-03-12,m,2015-10-16,17/10/2015');
    expect(iso?.key).toBe(uk?.key);
  });

  test('is by date alone: no time is made up', () => {
    expect(missing('1,12/03/2002,M,16/10/2015,17/10/2015')[0]?.facts[0]?.body).toMatchObject({
      startedOn: '2015-10-16',
      startedAt: null,
      endedAt: null,
    });
  });

  test('may start on the day another ends, but not before, whatever the order of the rows', () => {
    expect(rulesOf(missing('1,,A,18/10/2015,19/10/2015', '1,,M,16/10/2015,18/10/2015'))).toEqual(['', '']);
    expect(rulesOf(missing('1,,A,18/10/2015,19/10/2015', '1,,M,16/10/2015,20/10/2015'))).toEqual(['574', '']);
  });

  test('within a long one is found even behind a short one that ended', () => {
    const rows = ['1,,M,01/10/2015,30/10/2015', '1,,M,02/10/2015,03/10/2015', '1,,M,04/10/2015,05/10/2015'];
    expect(rulesOf(missing(...rows))).toEqual(['', '574', '574']);
  });

  test('of another child overlaps nothing', () => {
    expect(rulesOf(missing('1,,M,16/10/2015,', '2,,M,17/10/2015,'))).toEqual(['', '']);
  });

  test('whose end cannot be read is not held to be open', () => {
    expect(rulesOf(missing('1,,M,16/10/2015,31/11/2015', '1,,M,20/10/2015,'))).toEqual(['1005', '']);
  });
});

describe('a code is judged by the dates it was used on', () => {
  const episode = (place: string, from: string, to: string) =>
    read(
      `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n1,${from},S,V2,N1,${place},PR1,${to},${to && 'E8'}`,
    )[0]?.issues.map(({ rule }) => rule);

  test.for([
    ['H5', '01/05/2015', '01/06/2015', []],
    ['H5', '01/05/2025', '01/06/2025', ['146']],
    ['K3', '01/05/2015', '01/06/2015', ['146']],
    ['K3', '01/03/2024', '01/06/2024', []],
    ['Z11', '01/05/2025', '', []],
    ['constructor', '01/05/2025', '', ['146']],
  ] as const)('%s from %s to %s', ([place, from, to, rules]) => {
    expect(episode(place, from, to)).toEqual(rules);
  });
});

test('a child called Null, a gender in the child’s own words and a word of the machine are kept as text', () => {
  const [record] = read('pers_person_id,pers_dob,pers_surname,pers_gender\nP1,2002-03-12,NULL,constructor\n');
  expect(record?.facts[0]?.body).toMatchObject({ names: [{ family: 'NULL' }], gender: 'constructor' });
});

test('a number too long for any register cannot name a child', () => {
  const [record] = read(`CHILD,DOB,ETHNIC\n${'9'.repeat(65)},12/03/2002,WBRI\n`);
  expect(record?.unreadable?.map(({ rule }) => rule)).toEqual(['NO_SUBJECT']);
});

function readOrRefuse(format: Format, bytes: Uint8Array): void {
  format.detects('damaged', bytes);
  try {
    expectLawful([...format.read(bytes, options)]);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
}

test('a key is never cut through the middle of a character', () => {
  const [record] = read(`miss_table_id,person_id,episode_start_date,episode_type\n${'a'.repeat(63)}😀,P1,,M\n`);
  expect(record?.key).toBe('a'.repeat(63));
});

test('a damaged file is read or refused, and what is read obeys the model', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...names), damage, fc.constantFrom(...socialCare.formats), (name, changes, other) => {
      const bytes = Uint8Array.from(bytesOf(name));
      const own = onlyFormatOf(bytes);
      for (const [place, value] of changes) bytes[place % bytes.length] = value;
      readOrRefuse(own, bytes);
      readOrRefuse(other, bytes);
    }),
    { numRuns: 600 },
  );
});

const samples = new URL('../../../shared/samples/csc/ssda903/', import.meta.url);
const withSamples = describe.skipIf(!existsSync(samples));

withSamples('the public SSDA903 files (skipped where they are not beside the repository)', () => {
  const sample = (name: string) => readFileSync(new URL(name, samples));
  const recordsOf = (name: string) => [...onlyFormatOf(sample(name)).read(sample(name), options)];
  const lines = (name: string) => sample(name).toString('utf8').trim().split(/\r?\n/).length - 1;

  test.for([
    ['header.csv', 'ssda903-header', 2675],
    ['episodes.csv', 'ssda903-episodes', 5050],
    ['missing.csv', 'ssda903-missing', 43],
  ] as const)('every row of %s is a record with facts', ([name, id, count]) => {
    expect(onlyFormatOf(sample(name)).id).toBe(id);
    const records = recordsOf(name);
    expectLawful(records);
    expect(records).toHaveLength(count);
    expect(records).toHaveLength(lines(name));
    expect(records.filter(({ facts, unreadable }) => facts.length === 1 && unreadable === null)).toHaveLength(count);
  });

  test('the 43 missing periods are of 39 children, all of them in the header', () => {
    const childrenOf = (name: string) =>
      new Set(recordsOf(name).flatMap(({ facts }) => facts.map((f) => f.subject.key)));
    const missing = childrenOf('missing.csv');
    const header = childrenOf('header.csv');
    expect(missing.size).toBe(39);
    expect([...missing].filter((child) => !header.has(child))).toEqual([]);
  });

  test('4% of the pupil numbers pass their check letter', () => {
    const persons = recordsOf('header.csv').flatMap(({ facts }) =>
      facts.flatMap((f) => (f.kind === 'person' ? [f] : [])),
    );
    const upns = persons.flatMap(({ body }) => body.identifiers.filter(({ system }) => system === 'upn'));
    expect(upns.filter(({ valid }) => valid)).toHaveLength(107);
  });

  test.for([
    'DoLo.csv',
    'ad1.csv',
    'oc2.csv',
    'oc3.csv',
    'placed_for_adoption.csv',
    'placed_for_adoption_errors.csv',
    'previous_permanence.csv',
    'reviews.csv',
    'sw_episodes.csv',
    'uasc.csv',
  ])('%s is kept whole and says nothing yet', (name) => {
    const records = recordsOf(name);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ facts: [], unreadable: null, locator: 'file' });
  });

  test('the list of rules is no table of the return', () => {
    expect(formatOf(sample('903_2024_25_rule_info.csv'))).toEqual([]);
  });
});
