import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ehPerson } from '../../adapters/early-help/eh-person.ts';
import { earlyHelp } from '../../adapters/early-help/index.ts';
import { ssdEarlyHelp } from '../../adapters/early-help/ssd-early-help.ts';
import { type Format, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { kinds } from '../../src/domain/model/kinds.ts';

const options = { organisation: 'EH-E08000017', receivedAt: '2026-01-05T09:00:00Z' };
const fixtures = new URL('../../adapters/early-help/fixtures/', import.meta.url);
const names = readdirSync(fixtures).filter((name) => name.endsWith('.csv'));
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, fixtures));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const formatsOf = (bytes: Uint8Array) => earlyHelp.formats.filter((format) => format.detects('unnamed', bytes));

function onlyFormatOf(bytes: Uint8Array): Format {
  const [format, ...others] = formatsOf(bytes);
  if (!format || others.length > 0) throw new Error(`recognised by ${others.length + (format ? 1 : 0)} formats`);
  return format;
}

const read = (bytes: Uint8Array): readonly SourceRecord[] => [...onlyFormatOf(bytes).read(bytes, options)];

/** As the expected files are written: a field without a value is left out. */
const written = (records: readonly SourceRecord[]) =>
  records.map(({ raw: _raw, ...record }) => ({
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
    expect([key === null, facts.length === 0]).toEqual([unreadable !== null, unreadable !== null]);
    if (unreadable) expect(unreadable.length).toBeGreaterThan(0);
    for (const fact of facts) {
      expect(kinds[fact.kind].parse(fact.body)).toEqual(fact.body);
      const valued = Object.entries(fact.body).filter(([, value]) => value !== null);
      expect(valued.filter(([field]) => Object.hasOwn(fact.absences, field))).toEqual([]);
    }
  }
}

describe('each format reads its fixture as agreed', () => {
  test.for(names)('%s', async (name) => {
    const records = read(bytesOf(name));
    expectLawful(records);
    const expected = new URL(`${name}.expected.json`, fixtures).pathname;
    await expect(`${JSON.stringify(written(records), null, 2)}\n`).toMatchFileSnapshot(expected);
  });

  test('no issue repeats a value of the record', () => {
    const said = names.flatMap((name) => read(bytesOf(name))).flatMap(({ issues }) => issues);
    expect(said.length).toBeGreaterThan(8);
    for (const { message } of said) expect(message).not.toMatch(/\d|DONCASTER|soon|Ashdown/);
  });
});

describe('a file is recognised by its columns', () => {
  test.for([
    ['earl_person_id,earl_episode_start_date,earl_episode_reason', 'ssd-early-help'],
    ['EH_PERSON_ID,EH_EPISODE_START_DATE,EH_EPISODE_REASON', 'ssd-early-help'],
    ['person_id,start,reason', 'ssd-early-help'],
    ['person_id,surname,dob', 'eh-person'],
  ] as const)('%s is %s', ([header, id]) => {
    expect(onlyFormatOf(encode(`${header}\n`)).id).toBe(id);
  });

  test.for(['person_id,episode_start_date,episode_type', 'person_id,dob', '', '{}'])('%j is not ours', (text) => {
    expect(formatsOf(encode(text))).toEqual([]);
  });

  test('a table without its columns is refused by the format that was told to read it', () => {
    for (const format of [ehPerson, ssdEarlyHelp]) {
      expect(() => [...format.read(encode('A,B\n1,2\n'), options)]).toThrow(UnreadableFile);
    }
  });
});

describe('an episode of early help', () => {
  const episode = (columns: string, row: string) =>
    read(
      encode(
        `earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_reason,${columns}\nEH1,P1,2025-09-01,Parenting,${row}\n`,
      ),
    )[0];
  const factOf = (record: SourceRecord | undefined, kind: string) => record?.facts.find((fact) => fact.kind === kind);

  test.for([
    ['open', '', true],
    ['that ends later', '2026-02-01', true],
    ['that ends on the day', '2026-01-05', true],
    ['that has ended', '2026-01-04', false],
    ['whose end cannot be read', '31/11/2025', false],
  ] as const)('%s: early help is involved or not', ([, end, isInvolved]) => {
    const tie = factOf(episode('earl_episode_end_date', end), 'involvement');
    expect(tie !== undefined).toBe(isInvolved);
    if (isInvolved)
      expect(tie?.body).toMatchObject({
        involvement: 'EARLY_HELP',
        involvedOrganisation: 'EH-E08000017',
        personId: null,
      });
  });

  test.for([
    ['without our columns', 'earl_episode_end_date', '', null, null],
    ['with a plan', 'plan_date', '2025-09-15', true, '2025-09-15'],
    ['with a plan that was updated', 'plan_date,plan_updated', '2025-09-15,2025-12-01', true, '2025-12-01'],
    ['without a plan', 'plan_date,plan_updated', ',', false, null],
    ['with a plan of a day that cannot be read', 'plan_date', 'soon', null, null],
  ] as const)('%s', ([, columns, row, hasPlan, updatedOn]) => {
    expect(factOf(episode(columns, row), 'plan')?.body).toMatchObject({ planType: 'EARLY_HELP', hasPlan, updatedOn });
  });

  test.for([
    ['Noor Ashdown', 'Noor Ashdown', undefined],
    ['W4411', null, 'LOST_IN_MAPPING'],
    ['', null, 'NOT_ASKED'],
  ] as const)('worker %j: a name is taken over, a number of the case system is not', ([worker, name, reason]) => {
    const record = episode('earl_episode_worker_id', worker);
    const [plan, tie] = [factOf(record, 'plan'), factOf(record, 'involvement')];
    expect(tie?.body).toMatchObject({ personName: name, personId: null });
    expect([plan?.absences['lead']?.reason, tie?.absences['personName']?.reason]).toEqual([reason, reason]);
  });

  test('names the person that the table of persons names', () => {
    const [person] = read(encode('person_id,surname,dob\nP1,Thackwray,2002-03-12\n'));
    expect(person?.facts[0]?.subject).toEqual(episode('earl_episode_end_date', '')?.facts[0]?.subject);
  });

  test('without a number is known again by person, start and reason', () => {
    const keyOf = (start: string) => read(encode(`person_id,start,reason\nP1,${start},Parenting\n`))[0]?.key;
    expect(keyOf('01/09/2025')).toBe(keyOf('2025-09-01'));
    expect(keyOf('02/09/2025')).not.toBe(keyOf('2025-09-01'));
  });
});

test('a damaged file is read or refused, and what is read obeys the model', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...names), damage, fc.constantFrom(ehPerson, ssdEarlyHelp), (name, changes, format) => {
      const bytes = Uint8Array.from(bytesOf(name));
      for (const [place, value] of changes) bytes[place % bytes.length] = value;
      format.detects('damaged', bytes);
      try {
        expectLawful([...format.read(bytes, options)]);
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
      }
    }),
    { numRuns: 400 },
  );
});
