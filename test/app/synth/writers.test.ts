import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adapters } from '../../../adapters/index.ts';
import { leaves } from '../../../adapters/police/leaves.ts';
import { childOf } from '../../../src/app/synth/generate-children.ts';
import type { AnyInventedRecord, InventedSource } from '../../../src/app/synth/invented.ts';
import { usualOptions } from '../../../src/app/synth/options.ts';
import { type Writer, writeFiles } from '../../../src/app/synth/writer.ts';
import { writerOf, writers } from '../../../src/app/synth/writers/index.ts';
import { policeLeaves } from '../../../src/app/synth/writers/police-leaves.ts';
import type { Format, SourceRecord } from '../../../src/domain/adapter.ts';
import { groupBy } from '../../../src/domain/group-by.ts';

const receivedAt = '2015-10-21T06:00:00Z';
const options = { ...usualOptions, errors: 0.2, repeat: 0.4 };

const formatOf = (writer: Writer, name: string, bytes: Uint8Array): Format => {
  const adapter = adapters.find(({ id }) => id === writer.adapter);
  const found = adapter?.formats.filter((format) => format.detects(name, bytes.subarray(0, 64 * 1024))) ?? [];
  const [format, ...others] = found;
  if (!format || others.length > 0) throw new Error(`${name} is recognised by ${found.length} formats`);
  return format;
};

const readBack = (writer: Writer, sources: readonly InventedSource[]): readonly SourceRecord[] => {
  const organisation = sources[0]?.organisation ?? '';
  return writeFiles(writer, sources).flatMap(({ name, text }) => {
    const bytes = new TextEncoder().encode(text);
    return [...formatOf(writer, name, bytes).read(bytes, { organisation, receivedAt })];
  });
};

/** Some children of a seed, as far as one writer's system holds them, by organisation. */
const sourcesOf = (writer: Writer, seed: number, first: number): readonly (readonly InventedSource[])[] => {
  const found = Array.from({ length: 12 }, (_, index) => childOf({ ...options, seed }, first + index))
    .flatMap(({ sources }) => sources)
    .filter((source) => source.writer === writer.id);
  return [...groupBy(found, ({ organisation }) => organisation).values()];
};

type Fields = Readonly<Record<string, unknown>>;

/** What must come back of a system's records, under the keys its adapter gives them. */
interface Law {
  readonly keyOf: (record: AnyInventedRecord, source: InventedSource) => string;
  readonly personKeyOf: (source: InventedSource) => string | null;
  /** What the format holds of a body, and the adapter adds. */
  readonly bodyOf?: (record: AnyInventedRecord, source: InventedSource) => Fields;
  readonly personOf?: (source: InventedSource) => Fields;
}

const childId = ({ key, organisation }: InventedSource, numbering: string) => ({
  ...{ system: 'authority-child-id', value: key, authority: organisation, numbering, valid: true },
});
const withNumber = (numbering: string) => (source: InventedSource) => ({
  identifiers: [childId(source, numbering), ...source.person.identifiers],
});

const resourceOf = {
  CONDITION: 'Condition',
  ALLERGY: 'AllergyIntolerance',
  ALERT: 'Flag',
  OBSERVATION: 'Observation',
  MEDICATION: 'MedicationStatement',
} as const;

const plurals: Readonly<Record<string, string>> = { 'professional-notice': 'notices', feedback: 'feedback' };

const laws: Readonly<Record<string, Law>> = {
  ssda903: { keyOf: ({ key }) => key, personKeyOf: ({ key }) => key, personOf: withNumber('ssda903') },
  ssd: { keyOf: ({ key }) => key, personKeyOf: ({ key }) => key, personOf: withNumber('ssd') },
  fhir: {
    keyOf: ({ kind, key, body }) => {
      if (kind === 'health-encounter') return `Encounter/${key}`;
      return `${'findingType' in body ? resourceOf[body.findingType] : kind}/${key}`;
    },
    personKeyOf: ({ key }) => `Patient/${key}`,
    // Parents come back beside the patient, and what is critical is judged by the reader.
    personOf: () => ({ parents: null }),
    bodyOf: ({ kind }) => (kind === 'health-finding' ? { critical: expect.toBeOneOf([true, false, null]) } : {}),
  },
  ctf: { keyOf: ({ key }) => key, personKeyOf: ({ key }) => key },
  'early-help': { keyOf: ({ key }) => `early-help/${key}`, personKeyOf: ({ key }) => `early-help/${key}` },
  'hub-records': { keyOf: ({ kind, key }) => `${plurals[kind] ?? `${kind}s`}/${key}`, personKeyOf: () => null },
};

const factsOf = (records: readonly SourceRecord[]): ReadonlyMap<string, Fields> =>
  new Map(records.flatMap(({ facts }) => facts.map(({ kind, key, body }) => [`${kind} ${key}`, body])));

const expectBack = (law: Law, source: InventedSource, facts: ReadonlyMap<string, Fields>): void => {
  for (const record of source.records) {
    const { kind, body } = record;
    expect(facts.get(`${kind} ${law.keyOf(record, source)}`)).toEqual({ ...body, ...law.bodyOf?.(record, source) });
  }
  const person = law.personKeyOf(source);
  if (person !== null) {
    expect(facts.get(`person ${person}`)).toEqual({ ...source.person, ...law.personOf?.(source) });
  }
};

const anyPlace = [fc.nat(1_000_000), fc.nat(100_000)] as const;

describe('what a system writes, its adapter reads back', () => {
  test.for(Object.keys(laws))('%s', (id) => {
    const writer = writerOf(id);
    const law = laws[id];
    if (!law) throw new Error('no law');
    fc.assert(
      fc.property(...anyPlace, (seed, first) => {
        for (const sources of sourcesOf(writer, seed, first)) {
          const records = readBack(writer, sources);
          expect(records.flatMap(({ unreadable }) => unreadable ?? [])).toEqual([]);
          const facts = factsOf(records);
          for (const source of sources) expectBack(law, source, facts);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('every writer has its law', () => {
    expect([...Object.keys(laws), 'police-misper'].sort()).toEqual(writers.map(({ id }) => id).sort());
  });
});

describe('a police message', () => {
  const police = writerOf('police-misper');

  /** The same source, whose notifications leave open what was answered, so that everything is sent. */
  const unanswered = (source: InventedSource): InventedSource => ({
    ...source,
    records: source.records.map((record) =>
      record.kind === 'notification' ? { ...record, body: { ...record.body, answers: {} } } : record,
    ),
  });

  const expectAll = (source: InventedSource, facts: ReadonlyMap<string, Fields>): void => {
    for (const { kind, key, body } of source.records) {
      const more = kind === 'notification' ? { answers: expect.anything() } : {};
      expect(facts.get(`${kind} ${key}`)).toEqual({ ...body, ...more });
      expect(facts.get(`person ${key}`)).toEqual(source.person);
    }
  };

  const silent = { state: 'MISSING', askedBy: null, askedAt: null, sent: false };

  const expectAnswers = (source: InventedSource, facts: ReadonlyMap<string, Fields>): void => {
    for (const { kind, key, body } of source.records) {
      if (kind !== 'notification') continue;
      const all = policeLeaves.map(([path]) => [path, body.answers[path] ?? silent] as const);
      expect(facts.get(`notification ${key}`)?.['answers']).toEqual(Object.fromEntries(all));
    }
  };

  /** Sends what a force holds of some children, and looks at what came back of each. */
  const everySource = (
    sent: (source: InventedSource) => InventedSource,
    look: (source: InventedSource, facts: ReadonlyMap<string, Fields>) => void,
  ): void =>
    fc.assert(
      fc.property(...anyPlace, (seed, first) => {
        for (const sources of sourcesOf(police, seed, first).map((held) => held.map(sent))) {
          const facts = factsOf(readBack(police, sources));
          for (const source of sources) look(source, facts);
        }
      }),
      { numRuns: 10 },
    );

  test('without answers sends all that the records hold', () => everySource(unanswered, expectAll));

  test('comes back with the answers it was given, and is silent on all others', () =>
    everySource((source) => source, expectAnswers));

  test('has every leaf of the contract', () => {
    expect(policeLeaves.map(([path]) => path).toSorted()).toEqual(leaves.map(({ path }) => path).toSorted());
  });
});
