import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonSchema } from '../../adapters/hub-records/contract.ts';
import type { ContractFormat } from '../../adapters/hub-records/format.ts';
import { contractFormats } from '../../adapters/hub-records/index.ts';
import { UnreadableFile } from '../../src/domain/adapter.ts';
import { kinds } from '../../src/domain/model/kinds.ts';
import {
  bytesOf,
  expectLawful,
  fixtureNames,
  fixtures,
  formatOfBytes,
  issuesOf,
  options,
  readAll,
  readOne,
} from '../support/hub-records.ts';

const folder = new URL('../../adapters/hub-records/', import.meta.url);
const each = contractFormats.map((format) => [format.contract.plural, format] as const);
const faulty = fixtureNames.filter((name) => name.startsWith('faulty'));

/** As the expected files are written: a field without a value is left out. */
const outcomeOf = (bytes: Uint8Array): unknown => {
  try {
    return readAll(formatOfBytes(bytes), bytes).map(({ raw: _raw, ...record }) => ({
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

const entriesOf = ({ contract }: ContractFormat): readonly unknown[] =>
  JSON.parse(new TextDecoder().decode(bytesOf(`${contract.plural}.json`)))[contract.list];

describe('the fixtures', () => {
  test.for(fixtureNames)('%s is read as the page beside it says', async (name) => {
    const expected = new URL(`${name}.expected.json`, fixtures).pathname;
    await expect(`${JSON.stringify(outcomeOf(bytesOf(name)), null, 2)}\n`).toMatchFileSnapshot(expected);
  });

  test.for(each)('a file of %s that follows the contract is read without a word of complaint', ([plural, format]) => {
    for (const one of entriesOf(format)) expect(format.contract.entry.safeParse(one).error).toBeUndefined();
    const records = readAll(format, bytesOf(`${plural}.json`));
    expect(records.length).toBeGreaterThan(1);
    expect(records.flatMap(({ issues, unreadable }) => [...issues, ...(unreadable ?? [])])).toEqual([]);
    expectLawful(records);
  });

  test('no issue repeats a value of the record', () => {
    const said = faulty.flatMap((name) =>
      readAll(formatOfBytes(bytesOf(name)), bytesOf(name)).flatMap(({ issues, unreadable }) => [
        ...issues,
        ...(unreadable ?? []),
      ]),
    );
    expect(said.length).toBeGreaterThan(60);
    for (const { message, rule } of said) {
      expect(`${rule} ${message}`).not.toMatch(
        /\d{2}|Hexthorpe|Zoë|Hare|AUNT|passport|shoe|PIGEON|Oakes|Tuesday|FEUD/i,
      );
    }
  });
});

describe('the register of contracts', () => {
  test('names every published schema of the folder and no other', () => {
    const published = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
    expect(published.toSorted()).toEqual(each.map(([plural]) => `${plural}.schema.json`).toSorted());
  });

  test.for(each)('%s has a file of its name, and a list named after it', async ([plural, format]) => {
    expect(existsSync(new URL(`${plural}.ts`, folder))).toBe(true);
    const exported: Readonly<Record<string, unknown>> = await import(new URL(`${plural}.ts`, folder).href);
    expect(exported[format.contract.list]).toBe(format);
  });

  test.for(each)(
    '%s maps every field of its kind, and nothing to a field that is not there',
    ([, { contract, mapping }]) => {
      const shapes = new Map(Object.entries(kinds).map(([kind, { shape }]) => [kind, Object.keys(shape)]));
      const targets = mapping.flatMap(({ target }) => (target === null ? [] : [target.split('.')]));
      expect(targets.filter(([kind = '', field = '']) => !shapes.get(kind)?.includes(field))).toEqual([]);
      const own = targets.flatMap(([kind, field]) => (kind === contract.kind ? [field] : []));
      expect(own.toSorted()).toEqual(shapes.get(contract.kind)?.toSorted());
    },
  );

  test.for([
    ['{"contract": "hub-records/involvements"', ['involvements']],
    ['{"contract":\n"hub-records/case-notes"', ['case-notes']],
    ['{"contract": "hub-records/interviews"', ['interviews']],
    ['{"contract": "hub-records/prevention-interviews"', ['prevention-interviews']],
    ['{"contract": "hub-records/diaries"', []],
    ['{"contract": "police-misper"', []],
    ['CHILD,DOB,ETHNIC', []],
  ] as const)('a file that begins %j is one of %j', ([head, expected]) => {
    const found = contractFormats.filter((format) => format.detects('x', new TextEncoder().encode(head)));
    expect(found.map(({ contract }) => contract.plural)).toEqual(expected);
  });

  test.for(each)(
    '%s reads any version 1, and refuses another contract, another version and no list',
    ([plural, format]) => {
      const { list } = format.contract;
      const read = (file: object) => readAll(format, new TextEncoder().encode(JSON.stringify(file)));
      const contract = `hub-records/${plural}`;
      expect(read({ contract, version: '1.12', [list]: [], sender: 'a later element' })).toEqual([]);
      for (const bad of [
        { contract: 'hub-records/other', version: '1.0', [list]: [] },
        { contract, version: '2.0', [list]: [] },
        { contract, version: '1.0' },
        { contract, version: '1.0', [list]: {} },
      ]) {
        expect(() => read(bad)).toThrow(UnreadableFile);
      }
    },
  );
});

/** Names of properties that no sentence explains, wherever they stand. */
const unexplained = (schema: unknown, path = ''): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name === 'examples') return [];
    if (name !== 'properties') return unexplained(value, path);
    return Object.entries(value ?? {}).flatMap(([property, inner]) => [
      ...(/"description":"[^"]+"/.test(JSON.stringify(inner)) ? [] : [`${path}.${property}`]),
      ...unexplained(inner, `${path}.${property}`),
    ]);
  });
};

describe('the published schemas', () => {
  test.for(each)('that of %s says what the reader reads', ([plural, { contract }]) => {
    const published: unknown = JSON.parse(readFileSync(new URL(`${plural}.schema.json`, folder), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(jsonSchema(contract))));
  });

  test.for(each)('that of %s explains every property', ([, { contract }]) => {
    expect(unexplained(JSON.parse(JSON.stringify(jsonSchema(contract))))).toEqual([]);
  });

  test.for(each)('the example of %s says everything, is legal, and is read without an issue', ([, format]) => {
    const { example, entry, kind } = format.contract;
    expect(Object.keys(example).toSorted()).toEqual(
      Object.keys(entry.shape)
        .filter((name) => name !== 'absent' || Object.hasOwn(example, 'absent'))
        .toSorted(),
    );
    expect(entry.safeParse(example).error).toBeUndefined();
    const record = readOne(format, example);
    expect([issuesOf(record), record.unreadable, record.key]).toEqual([[], null, example['id']]);
    expect(record.facts.map((fact) => fact.kind)).toEqual([kind, 'person']);
    expectLawful([record]);
  });
});

describe('damage', () => {
  test('a file with any bytes changed is read entry by entry, or refused as a file; nothing else happens', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...fixtureNames), damage, (name, changes) => {
        const bytes = Uint8Array.from(bytesOf(name));
        const format = formatOfBytes(bytes);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        try {
          expectLawful([...format.read(bytes, options)]);
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('any JSON value in the place of any element makes issues, never a crash', () => {
    const places = contractFormats.flatMap((format) =>
      Object.keys(format.contract.entry.shape).map((field) => ({ format, field })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), ({ format, field }, value) => {
        const { example } = format.contract;
        expectLawful([readOne(format, { ...example, [field]: value })]);
        expectLawful([readOne(format, { ...example, [field]: [value] })]);
        expectLawful([readOne(format, { ...example, absent: { [field]: value } })]);
        expectLawful([readOne(format, value)]);
      }),
      { numRuns: 800 },
    );
  });
});
