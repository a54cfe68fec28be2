import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readCsv } from '../../adapters/csv.ts';
import { adapters } from '../../adapters/index.ts';
import {
  type Adapter,
  type AnyCanonicalRecord,
  type Format,
  type Mapping,
  type SourceRecord,
  UnreadableFile,
} from '../../src/domain/adapter.ts';
import { kinds, type RecordKind, recordKinds } from '../../src/domain/model/kinds.ts';

const options = { organisation: 'E08000017', receivedAt: '2026-01-05T09:00:00Z' };

interface Fixture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const published = z.looseObject({ examples: z.array(z.unknown()) });

/** The fixtures of an adapter, and the examples in the schemas it publishes. */
const fixturesOf = ({ id }: Adapter): readonly Fixture[] => {
  const root = new URL(`../../adapters/${id}/`, import.meta.url);
  const folder = new URL('fixtures/', root);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.expected.json')) : [];
  const schemas = readdirSync(root).filter((name) => name.endsWith('.schema.json'));
  const examples = schemas.flatMap((name) => {
    const schema = published.safeParse(JSON.parse(readFileSync(new URL(name, root), 'utf8'))).data;
    return (schema?.examples ?? []).map((example) => ({ name, bytes: Buffer.from(JSON.stringify(example)) }));
  });
  return [...names.map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) })), ...examples];
};

const readAll = (format: Format, bytes: Uint8Array): readonly SourceRecord[] => {
  try {
    return [...format.read(bytes, options)];
  } catch (error) {
    if (error instanceof UnreadableFile) return [];
    throw error;
  }
};

/** Each format with those files of its adapter that are found to be in it. */
const cases = adapters.flatMap((adapter) => {
  const fixtures = fixturesOf(adapter).map((fixture) => ({
    ...fixture,
    format: adapter.formats.find((format) => format.detects(fixture.name, fixture.bytes.subarray(0, 65_536))),
  }));
  return adapter.formats.map((format) => ({
    id: format.id,
    adapter,
    format,
    mapping: format.mapping,
    fixtures: fixtures.filter((fixture) => fixture.format === format),
  }));
});

const fieldOf = (target: string): string => target.split('.').slice(0, 2).join('.');
const targetsOf = (mapping: readonly Mapping[]): readonly string[] => mapping.flatMap(({ target }) => target ?? []);
const isElement = ({ source }: Mapping): boolean => !source.startsWith('(');

const saysNothing = (kind: RecordKind, field: string, value: unknown): boolean => {
  if (value === null || (Array.isArray(value) && value.length === 0)) return true;
  const schemas: Readonly<Record<string, z.ZodType>> = kinds[kind].shape;
  // False is silence where a field has no other way of being silent.
  return value === false && schemas[field]?.safeParse(null).success === false;
};

const filledBy = ({ kind, body }: AnyCanonicalRecord): readonly string[] =>
  Object.entries(body)
    .filter(([field, value]) => !saysNothing(kind, field, value))
    .map(([field]) => `${kind}.${field}`);

const filledIn = (format: Format, fixtures: readonly Fixture[]): ReadonlySet<string> =>
  new Set(fixtures.flatMap(({ bytes }) => readAll(format, bytes).flatMap(({ facts }) => facts.flatMap(filledBy))));

const jsonNode = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
});

/** Every path a value of a schema can have, the parts of lists and objects included. */
const pathsOf = (raw: unknown, at: string): readonly string[] => {
  const node = jsonNode.safeParse(raw).data ?? {};
  const parts = Object.entries(node.properties ?? {}).flatMap(([name, part]) => pathsOf(part, `${at}.${name}`));
  const others = [...(node.anyOf ?? []), ...(node.items === undefined ? [] : [node.items])];
  return [at, ...parts, ...others.flatMap((other) => pathsOf(other, at))];
};

const modelPaths = new Set(recordKinds.flatMap((kind) => pathsOf(z.toJSONSchema(kinds[kind]), kind)));

describe('what a format declares of itself is so', () => {
  test.for(cases)('$id names every field that its fixtures fill', ({ format, mapping, fixtures }) => {
    const targets = new Set(targetsOf(mapping).map(fieldOf));
    expect([...filledIn(format, fixtures)].filter((field) => !targets.has(field))).toEqual([]);
  });

  test.for(cases)('$id names only fields of the model', ({ mapping }) => {
    expect(targetsOf(mapping).filter((target) => !target.includes('.') || !modelPaths.has(target))).toEqual([]);
  });

  test.for(cases)('$id says of nothing both that it is mapped and that it is not', ({ format, mapping }) => {
    const mapped = new Set(mapping.map(({ source }) => source));
    expect(format.unmapped.filter((source) => mapped.has(source))).toEqual([]);
  });

  test.for(cases)('$id says in words what is lost, or that nothing is', ({ mapping }) => {
    expect(mapping.filter(({ source, loss }) => source.trim() === '' || loss?.trim() === '')).toEqual([]);
  });

  test('no field is declared that no file of its adapter fills', () => {
    const idle = adapters.flatMap((adapter) => {
      const own = cases.filter((one) => one.adapter === adapter);
      const filled = new Set(own.flatMap(({ format, fixtures }) => [...filledIn(format, fixtures)]));
      const targets = new Set(own.flatMap(({ mapping }) => targetsOf(mapping).map(fieldOf)));
      return [...targets].filter((field) => !filled.has(field));
    });
    expect(idle).toEqual([]);
  });
});

describe('the columns of a table', () => {
  const isTable = ({ fixtures }: { readonly fixtures: readonly Fixture[] }): boolean =>
    fixtures.some(({ name }) => name.endsWith('.csv'));
  const tables = cases.filter(isTable);

  /** Rules that speak of a column nobody knows, for a file of these columns with one row. */
  const strange = (format: Format, columns: readonly string[]): readonly string[] => {
    const text = `${columns.join(',')}\n${columns.map(() => 'x').join(',')}\n`;
    const records = readAll(format, new TextEncoder().encode(text));
    expect(records.length).toBeGreaterThan(0);
    return records
      .flatMap(({ issues, unreadable }) => [...issues, ...(unreadable ?? [])])
      .map(({ rule }) => rule)
      .filter((rule) => /unknown[-_](column|element)/i.test(rule));
  };

  const quoted = (cells: readonly string[]): string => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');

  /** The file with one column emptied; undefined where it has none of that name, or one that holds nothing. */
  const without = (bytes: Uint8Array, source: string): Uint8Array | undefined => {
    const { header, rows } = readCsv(bytes);
    const called = (name: string) => name.toLowerCase() === source.toLowerCase();
    // Exports put a prefix before the name of a column.
    const column = header.find(called) ?? header.find((name) => name.toLowerCase().endsWith(`_${source}`));
    const lines = [...rows].map(({ cells }) => header.map((name) => [name, cells.get(name) ?? ''] as const));
    if (!lines.some((cells) => cells.some(([name, text]) => name === column && text !== ''))) return undefined;
    const left = lines.map((cells) => quoted(cells.map(([name, text]) => (name === column ? '' : text))));
    return new TextEncoder().encode([quoted(header), ...left].join('\n'));
  };

  const saidOf = (format: Format, bytes: Uint8Array, target: string): string => {
    const [kind, field] = target.split('.');
    const facts = readAll(format, bytes).flatMap((record) => record.facts.filter((fact) => fact.kind === kind));
    return JSON.stringify(facts.map(({ body }) => Object.entries(body).find(([name]) => name === field)));
  };

  const isIdle = (format: Format, fixtures: readonly Fixture[], { source, target }: Mapping): boolean => {
    const pairs = fixtures.flatMap(({ bytes }) => {
      const left = without(bytes, source);
      return left === undefined ? [] : [[bytes, left] as const];
    });
    if (target === null || pairs.length === 0) return false;
    return pairs.every(([bytes, left]) => saidOf(format, bytes, target) === saidOf(format, left, target));
  };

  test.for(tables)('$id: a column left empty changes every field it is said to become', (table) => {
    const idle = table.mapping.filter(isElement).filter((one) => isIdle(table.format, table.fixtures, one));
    expect(idle.map(({ source, target }) => `${source} -> ${target}`)).toEqual([]);
  });

  test.for(tables)('$id knows every column it maps or names as unmapped', ({ format, mapping }) => {
    const columns = [...new Set([...mapping.filter(isElement).map(({ source }) => source), ...format.unmapped])];
    expect(strange(format, columns)).toEqual([]);
    expect(strange(format, [...columns, 'favourite_colour'])).not.toEqual([]);
  });
});

test('a format that maps nothing says what it knows and leaves out', () => {
  const silent = cases.filter(({ mapping, format }) => mapping.length === 0 && format.unmapped.length === 0);
  expect(silent.map(({ id }) => id)).toEqual([]);
});
