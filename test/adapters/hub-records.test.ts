import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entry, exampleEntry, jsonSchema } from '../../adapters/hub-records/contract.ts';
import { hubRecords } from '../../adapters/hub-records/index.ts';
import { involvements } from '../../adapters/hub-records/involvements.ts';
import { readInvolvement } from '../../adapters/hub-records/read-involvement.ts';
import { type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { kinds } from '../../src/domain/model/kinds.ts';

const folder = new URL('../../adapters/hub-records/fixtures/', import.meta.url);
const options = { organisation: 'E08000017', receivedAt: '2015-10-23T09:00:00Z' };
const sources = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, folder));

const readFile = (bytes: Uint8Array): readonly SourceRecord[] => [...involvements.read(bytes, options)];
const readEntry = (raw: unknown): SourceRecord => readInvolvement(raw, 'involvements[0]', options);
const rulesOf = (record: SourceRecord) => record.issues.map(({ rule }) => rule);
const fatalOf = (record: SourceRecord) => record.unreadable?.map(({ rule, field }) => `${rule} ${field}`);
const bodyOf = (record: SourceRecord, kind: string): object | undefined =>
  record.facts.find((fact) => fact.kind === kind)?.body;

/** As the expected files are written: a field without a value is left out. */
const outcomeOf = (bytes: Uint8Array): unknown => {
  try {
    return readFile(bytes).map(({ raw: _raw, ...record }) => ({
      ...record,
      facts: record.facts.map((fact) => ({
        ...fact,
        body: Object.fromEntries(Object.entries(fact.body).filter(([, value]) => value !== null)),
      })),
    }));
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.rule };
    throw error;
  }
};

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

describe('the fixtures', () => {
  test.for(sources)('%s is read as the page beside it says', async (name) => {
    const expected = new URL(`${name}.expected.json`, folder).pathname;
    await expect(`${JSON.stringify(outcomeOf(bytesOf(name)), null, 2)}\n`).toMatchFileSnapshot(expected);
  });

  test('no issue repeats a value of the record', () => {
    const said = readFile(bytesOf('faulty.json')).flatMap(({ issues, unreadable }) => [
      ...issues,
      ...(unreadable ?? []),
    ]);
    expect(said.length).toBeGreaterThan(10);
    for (const { message, rule } of said) {
      expect(`${rule} ${message}`).not.toMatch(/\d{3}|Hexthorpe|Zoë|Hare|AUNT|passport|shoeSize/);
    }
  });

  test('a file that follows the contract is read without a word of complaint', () => {
    const { involvements: entries } = JSON.parse(new TextDecoder().decode(bytesOf('involvements.json')));
    for (const one of entries) expect(entry.safeParse(one).error).toBeUndefined();
    const complaints = readFile(bytesOf('involvements.json')).flatMap(({ issues }) => issues);
    expect(complaints).toEqual([]);
  });
});

describe('the contract', () => {
  test('the published schema says what the reader reads', () => {
    const published = new URL('../../adapters/hub-records/involvements.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
  });

  test('the example is legal, and everything it says is kept', () => {
    expect(entry.safeParse(exampleEntry).error).toBeUndefined();
    const record = readEntry(exampleEntry);
    expect(record).toMatchObject({ key: 'INV-0001', issues: [], unreadable: null });
    expectLawful([record]);
  });

  test.for([
    ['{"contract": "hub-records/involvements"', true],
    ['{"contract":\n"hub-records/involvements"', true],
    ['{"contract": "hub-records/strategy-meetings"', false],
    ['{"contract": "police-misper"', false],
    ['CHILD,DOB,ETHNIC', false],
  ] as const)('a file that begins %j is one of involvements: %s', ([head, expected]) => {
    const found = hubRecords.formats.some((format) => format.detects('x', new TextEncoder().encode(head)));
    expect(found).toBe(expected);
  });
});

describe('who is involved', () => {
  test('an involvement is about the child the sender already numbers so', () => {
    const subjects = readEntry(exampleEntry).facts.map(({ subject }) => subject);
    expect(subjects).toEqual([
      { system: 'ssd', key: 'P2001' },
      { system: 'ssd', key: 'P2001' },
    ]);
  });

  test('two involvements without a number of the sender are two persons until identity says they are one', () => {
    const child = { identifiers: [{ system: 'upn', value: 'M371000015001' }], birthOn: '2001-03-14' };
    const keys = ['A', 'B'].map((id) => readEntry({ ...exampleEntry, id, child }).facts[0]?.subject.key);
    expect(keys).toEqual(['A', 'B']);
  });

  test('a worker without an id is refused, for the whole organisation would see the child instead', () => {
    const record = readEntry({ ...exampleEntry, person: { name: 'Ada Holm' } });
    expect(fatalOf(record)).toEqual(['involvements.incomplete person.id']);
  });

  test('without a worker the whole organisation is involved', () => {
    const record = readEntry({ ...exampleEntry, person: null });
    expect(bodyOf(record, 'involvement')).toMatchObject({ personId: null, involvedOrganisation: 'E08000017' });
    expect(record.facts[0]?.absences['personId']).toEqual({ reason: 'NOT_APPLICABLE' });
  });

  test('an end that cannot be read is refused, for the access would last for ever', () => {
    expect(fatalOf(readEntry({ ...exampleEntry, endedOn: '31/02/2015' }))).toEqual(['involvements.end endedOn']);
  });

  test('a beginning that cannot be read is an issue, and the involvement stands', () => {
    const record = readEntry({ ...exampleEntry, startedOn: 'last spring' });
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
    expect(fatalOf(readEntry({ ...exampleEntry, [field]: value }))).toEqual([`involvements.incomplete ${field}`]);
  });

  test('an organisation this hub does not serve is kept and reported', () => {
    const record = readEntry({ ...exampleEntry, organisation: 'E06000001' });
    expect([record.unreadable, rulesOf(record)]).toEqual([null, ['involvements.organisation']]);
  });
});

describe('which child it is', () => {
  const withChild = (child: unknown) => readEntry({ ...exampleEntry, child });

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

describe('damage', () => {
  test('a file with any bytes changed is read entry by entry, or refused as a file; nothing else happens', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...sources), damage, (name, changes) => {
        const bytes = Uint8Array.from(bytesOf(name));
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        try {
          expectLawful(readFile(bytes));
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('any JSON value in the place of any element makes issues, never a crash', () => {
    const inEntry = fc.constantFrom(...Object.keys(exampleEntry));
    const inChild = fc.constantFrom(...Object.keys(exampleEntry.child));
    fc.assert(
      fc.property(inEntry, inChild, fc.jsonValue(), (field, part, value) => {
        expectLawful([readEntry({ ...exampleEntry, [field]: value })]);
        expectLawful([readEntry({ ...exampleEntry, child: { ...exampleEntry.child, [part]: value } })]);
        expectLawful([readEntry(value)]);
      }),
      { numRuns: 500 },
    );
  });
});
