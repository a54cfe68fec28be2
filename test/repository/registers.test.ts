import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import type { Adapter } from '../../src/domain/adapter.ts';

const root = new URL('../../adapters/', import.meta.url);
const folders = readdirSync(root, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
const formats = adapters.flatMap((adapter) => adapter.formats.map((format) => format.id));
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const fixturesOf = (id: string): readonly string[] => {
  const folder = new URL(`${id}/fixtures/`, root);
  return existsSync(folder) ? readdirSync(folder) : [];
};
const isExpectation = (name: string) => name.endsWith('.expected.json');
/** Beside `rows.csv` stands `rows.csv.expected.json` or `rows.expected.json`. */
const expectationsOf = (name: string) => [`${name}.expected.json`, `${name.replace(/\.[^.]+$/, '')}.expected.json`];

const isAdapter = (value: unknown): value is Adapter =>
  typeof value === 'object' && value !== null && 'formats' in value && 'agency' in value;

describe('the register of adapters', () => {
  test('names every agency folder and no other', () => {
    expect(adapters.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
  });

  test.for(folders)('%s holds the adapter of its name, the one that is registered', async (folder) => {
    const exported: Readonly<Record<string, unknown>> = await import(new URL(`${folder}/index.ts`, root).href);
    const found = Object.values(exported).filter(isAdapter);
    expect(found.map(({ id }) => id)).toEqual([folder]);
    expect(adapters).toContain(found[0]);
  });

  test('gives every format a name of its own, in kebab case', () => {
    expect(new Set(formats).size).toBe(formats.length);
    expect([...formats, ...adapters.map(({ id }) => id)].filter((id) => !kebab.test(id))).toEqual([]);
  });

  test.for(adapters.map(({ id }) => id))('%s has fixtures, each with what it must be read as', (id) => {
    const names = fixturesOf(id);
    const files = names.filter((name) => !isExpectation(name));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((name) => !expectationsOf(name).some((one) => names.includes(one)))).toEqual([]);
    const wanted = new Set(files.flatMap(expectationsOf));
    expect(names.filter((name) => isExpectation(name) && !wanted.has(name))).toEqual([]);
  });
});
