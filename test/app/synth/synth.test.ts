import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { adapters } from '../../../adapters/index.ts';
import { ingestFiles } from '../../../src/app/ingest/ingest-file.ts';
import { blankBodies } from '../../../src/app/synth/blank-bodies.ts';
import { childrenOf } from '../../../src/app/synth/generate-children.ts';
import type { InventedChild } from '../../../src/app/synth/invented.ts';
import { type SynthOptions, usualOptions } from '../../../src/app/synth/options.ts';
import { partsIn } from '../../../src/app/synth/parts.ts';
import { type SynthSummary, synth } from '../../../src/app/synth/synth.ts';
import { readPaths } from '../../../src/cli/files.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { ingestDeps } from '../../support/ingest-hub-deps.ts';

const scratch = mkdtempSync(join(tmpdir(), 'homeward-synth-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const receivedAt = '2015-10-20T06:00:00Z';

const write = (name: string, changed: Partial<SynthOptions>, more: Partial<Parameters<typeof synth>[0]> = {}) =>
  synth({
    options: { ...usualOptions, ...changed },
    folder: join(scratch, name),
    overwrite: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  });

const filesOf = (name: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(scratch, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(join(scratch, name).length + 1), readFileSync(path, 'utf8')]),
  );

const invented = (changed: Partial<SynthOptions>): readonly InventedChild[] => [
  ...childrenOf({ ...usualOptions, ...changed }),
];

describe('the same options', () => {
  test('write the same bytes', async () => {
    await write('once', { children: 60 });
    await write('again', { children: 60 });
    expect(filesOf('again')).toEqual(filesOf('once'));
  });

  test('but another seed writes other children', () => {
    const names = (seed: number) =>
      invented({ children: 20, seed }).map((one) => `${one.givenNames} ${one.familyName}`);
    expect(names(2)).not.toEqual(names(1));
  });

  test('with more children begin with the same ones', async () => {
    await write('few', { children: 25 });
    const few = filesOf('few').get('truth.jsonl') ?? '-';
    await write('many', { children: 70 });
    expect(filesOf('many').get('truth.jsonl')?.startsWith(few)).toBe(true);
    expect(invented({ children: 70 }).slice(0, 25)).toEqual(invented({ children: 25 }));
  });
});

describe('a folder', () => {
  test('that is not empty is left alone, unless what was invented there is to be replaced', async () => {
    await write('full', { children: 10 });
    writeFileSync(join(scratch, 'full', 'mine.txt'), 'mine');
    await expect(write('full', { children: 5 })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(filesOf('full').get('truth.jsonl')?.trim().split('\n')).toHaveLength(10);
    await write('full', { children: 5 }, { overwrite: true });
    expect(filesOf('full').get('truth.jsonl')?.trim().split('\n')).toHaveLength(5);
    expect(filesOf('full').get('mine.txt')).toBe('mine');
  });

  test('is given up when the process is asked to end', async () => {
    const ending = new AbortController();
    const reason = new Error('asked to end');
    const request = { signal: ending.signal, onProgress: () => ending.abort(reason) };
    await expect(write('stopped', { children: 5000 }, request)).rejects.toBe(reason);
    expect(existsSync(join(scratch, 'stopped', 'README.txt'))).toBe(false);
  });

  test.for([
    [false, ['part-1', 'part-2']],
    [true, ['part-1']],
  ] as const)(
    'whose file must be whole (%s) holds five thousand children of a sender in %j',
    async ([whole, names]) => {
      const folder = mkdtempSync(join(scratch, 'parts-'));
      const lines = { head: () => 'head', separator: ';', tail: '.', whole };
      const parts = partsIn(folder, '14', { ...lines, name: (part) => `part-${part}`, entries: ({ key }) => [key] });
      const source = { organisation: '14', writer: 'lines', key: 'x', person: blankBodies.person, records: [] };
      for (let child = 0; child < 5001; child += 1) expect(await parts.add(source)).toBe(1);
      expect(await parts.close()).toBe(names.length);
      expect(readdirSync(folder).sort()).toEqual(names);
      const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'));
      expect(texts.join('').match(/x/g)).toHaveLength(5001);
      expect(texts.every((text) => /^headx(;x)*\.$/.test(text))).toBe(true);
    },
  );
});

const truthLine = z.object({
  reference: z.string(),
  sources: z.array(z.object({ organisation: z.string(), adapter: z.string(), system: z.string(), key: z.string() })),
});

describe('what the hub takes in of the files', () => {
  let database: TestDatabase;
  let summary: SynthSummary;
  const children = 80;

  beforeAll(async () => {
    database = await createDatabase();
    summary = await write('taken-in', { children });
    const deps = ingestDeps(database.pools, adapters);
    for (const { adapter, organisation } of summary.senders) {
      const files = await readPaths([join(scratch, 'taken-in', adapter, organisation)]);
      const taken = await ingestFiles(deps, { adapterId: adapter, files, organisation, receivedAt });
      expect(taken).toMatchObject({ quarantined: 0, held: 0 });
      expect(taken.received).toBeGreaterThan(0);
    }
  });
  afterAll(() => database.drop());

  const ask = async (sql: string): Promise<readonly Record<string, unknown>[]> =>
    (await database.pools.owner.query<Record<string, unknown>>(sql)).rows;

  test('is every child of every system, under the numbers of the truth file, and no other', async () => {
    const truth = (filesOf('taken-in').get('truth.jsonl') ?? '').trim().split('\n');
    const expected = truth
      .flatMap((line) => truthLine.parse(JSON.parse(line)).sources)
      .map(({ organisation, system, key }) => `${organisation} ${system} ${key}`);
    expect(truth).toHaveLength(children);
    const found = await ask('select distinct organisation, system, key from subject');
    const held = found.map((row) => `${row['organisation']} ${row['system']} ${row['key']}`);
    expect(held.sort()).toEqual([...new Set(expected)].sort());
  });

  test('is every absence that a system recorded', async () => {
    const sources = invented({ children }).flatMap((child) => child.sources);
    const expected = sources.flatMap(({ organisation, records }) =>
      records.flatMap(({ body }) => ('lastSeenAt' in body ? [`${organisation} ${body.sourceEpisode}`] : [])),
    );
    const found = await ask('select distinct organisation, source_episode from missing_episode');
    const held = found.map((row) => `${row['organisation']} ${row['source_episode']}`);
    expect(held.sort()).toEqual([...new Set(expected)].sort());
  });
});
