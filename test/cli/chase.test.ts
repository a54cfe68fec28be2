import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { police } from '../../adapters/police/index.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { enrichmentMessageSchema } from '../../src/domain/enrichment-message.ts';
import type { Outcome } from '../support/command-line.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { ingestDeps } from '../support/ingest-hub-deps.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';
import { typeCommand } from '../support/type-command.ts';

const list = z.object({ requests: z.array(z.looseObject({ id: z.string(), field: z.string(), state: z.string() })) });
const report = z.object({
  rows: z.array(
    z.looseObject({ key: z.record(z.string(), z.string().nullable()), asked: z.number(), overdue: z.number() }),
  ),
});

interface Desk {
  readonly database: TestDatabase;
  readonly folder: string;
  /** Types a command over this database, in this process. */
  run(words: readonly string[]): Promise<Outcome>;
  json(words: readonly string[]): Promise<unknown>;
}

const openDesk = async (): Promise<Desk> => {
  const database = await createDatabase();
  const env = { DATABASE_URL: database.url, HOMEWARD_KEY: 'ab'.repeat(32) };
  const run = (words: readonly string[]) => typeCommand(words, { env });
  return {
    ...{ database, folder: await mkdtemp(join(tmpdir(), 'homeward-chase-')), run },
    json: async (words) => JSON.parse((await run([...words, '--json'])).stdout),
  };
};

let hub: Desk;
beforeAll(async () => {
  hub = await openDesk();
  const deps = ingestDeps(hub.database.pools, [police]);
  const later = policeMessage(1, {
    message: { notificationId: 'SYP-N-1-2', messageType: 'UPDATE', sentAt: '2015-10-19T23:05:00+01:00' },
    child: { personRef: 'SYP-P-1', religion: 'NONE' },
  });
  for (const [name, message, receivedAt] of [
    ['new.json', policeMessage(1, { message: { unit: 'Doncaster' } }), '2015-10-19T22:00:00Z'],
    ['update.json', later, '2015-10-19T23:00:00Z'],
  ] as const) {
    const bytes = Buffer.from(policeFile([message]));
    await ingestFile(deps, { adapterId: 'police', name, bytes, organisation: '14', receivedAt });
  }
});
afterAll(async () => {
  await hub.database.drop();
  await rm(hub.folder, { recursive: true, force: true });
});

const questions = async (...words: readonly string[]) =>
  list.parse(await hub.json(['chase', 'list', ...words])).requests;

test('what a force owes is listed, and each list ends with what to type next', async () => {
  const all = await questions();
  const open = await questions('--open', '--force', '14');
  expect(all.filter(({ state }) => state === 'ANSWERED').map(({ field }) => field)).toEqual(['religion']);
  expect(open).toHaveLength(all.length - 1);
  expect(await questions('--overdue')).toEqual(open);
  expect(await questions('--force', '16')).toEqual([]);
  const { stdout } = await hub.run(['chase', 'list', '--force', '14']);
  expect(stdout).toContain(`homeward chase show ${all[0]?.id}`);
});

test('one question says why it is asked and how it is answered, and holds nothing of the child', async () => {
  const id = (await questions()).find(({ field }) => field === 'culture')?.id ?? '';
  const { stdout } = await hub.run(['chase', 'show', id]);
  expect(stdout).toContain('answered by child.culture, child.nationality');
  expect(stdout).toContain('report SYP-M-1');
  expect(stdout).not.toContain('Number 1');
});

test('the messages are files a force’s system fetches, of the published contract and for nobody else’s eyes', async () => {
  const out = join(hub.folder, 'outgoing');
  await hub.json(['chase', 'export', '--force', '14', '--out', out]);
  await hub.json(['chase', 'export', '--force', '14', '--out', out]);
  const [name, ...others] = await readdir(out);
  expect(others).toEqual([]);
  const text = await readFile(join(out, name ?? ''), 'utf8');
  expect(z.fromJSONSchema({ ...enrichmentMessageSchema() }).safeParse(JSON.parse(text)).success).toBe(true);
  expect(text).not.toContain('Number 1');
  expect((await stat(join(out, name ?? ''))).mode & 0o077).toBe(0);
});

test('the report counts by unit and field, those who owe most first', async () => {
  const { rows } = report.parse(await hub.json(['chase', 'report', '--by', 'unit,field']));
  expect(rows.find(({ key }) => key['field'] === 'religion')).toMatchObject({
    ...{ key: { unit: 'Doncaster' }, asked: 1, inTime: 1, overdue: 0, medianHours: 1 },
  });
  expect(rows.map(({ overdue }) => overdue)).toEqual(rows.map(({ overdue }) => overdue).toSorted((a, b) => b - a));
  expect((await hub.run(['chase', 'report'])).stdout).toContain('hours at the median');
});

test('police and authority are compared from the command line', async () => {
  const words = ['reconcile', '--from', '2015-04-01', '--to', '2016-04-01'];
  expect(await hub.json(words)).toMatchObject([{ authority: 'E08000017', accounts: { police: 1, authority: 0 } }]);
  const { stdout } = await hub.run([...words, '--authority', 'E08000017']);
  expect(stdout).toContain('SYP-M-1');
  expect(stdout).not.toContain('Number 1');
  expect((await hub.run([...words, '--authority', 'E08000018'])).stdout).toContain('nothing to compare');
});

test.for([
  ['a force there is not', ['chase', 'list', '--force', '99'], /--force: is not the code/],
  ['an id that is none', ['chase', 'show', '7'], /id: is not the id/],
  ['a report by something else', ['chase', 'report', '--by', 'child'], /--by: /],
  ['a comparison without a period', ['reconcile', '--from', '2015-04-01'], /to/],
] as const)('%s is not understood', async ([_title, words, complaint]) => {
  expect(await typeCommand(words)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(complaint) });
});

test('a question there is not, and a period that is none, are refused', async () => {
  const nobody = '00000000-0000-8000-8000-000000000000';
  expect(await hub.run(['chase', 'show', nobody])).toMatchObject({
    ...{ code: 1, stderr: expect.stringContaining('NOT_FOUND') },
  });
  expect(await hub.run(['reconcile', '--from', '2016-04-01', '--to', '2015-04-01'])).toMatchObject({
    ...{ code: 1, stderr: expect.stringContaining('INVALID_REQUEST') },
  });
});
