import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';

let hub: CommandLine;
let child: string;
beforeAll(async () => {
  hub = await openCommandLine();
  const path = await hub.write(
    'new.json',
    policeFile([policeMessage(1, { circumstances: { informant: { name: 'A. Neighbour' } } })]),
  );
  await hub.json(['ingest', 'police', path, '--organisation', '14']);
  const { rows } = await hub.database.pools.owner.query<{ id: string }>('select child_id id from child_view');
  child = rows[0]?.id ?? '';
});
afterAll(() => hub.close());

const read = (folder: string, name: string) => readFile(join(hub.folder, folder, name), 'utf8');
const ledger = async () => {
  const sql = 'select role, purpose, operation, touched from ledger_entry order by at';
  return (await hub.database.pools.owner.query(sql)).rows;
};

test('everything held of a child is written in two parts, and is in the ledger first', async () => {
  const words = ['subject-access', child, '--out', 'sar'];
  const told = z.object({ files: z.array(z.string()), ledgerEntry: z.string() }).parse(await hub.json(words));
  expect(told.files).toHaveLength(4);
  expect(await readdir(join(hub.folder, 'sar'))).toHaveLength(4);
  expect((await stat(join(hub.folder, 'sar', 'for-review.json'))).mode & 0o077).toBe(0);

  const [release, review] = [await read('sar', 'release.json'), await read('sar', 'for-review.json')];
  const [page, reviewPage] = [await read('sar', 'release.html'), await read('sar', 'for-review.html')];
  expect(JSON.parse(release)).toMatchObject({ child, kinds: expect.arrayContaining([expect.anything()]) });
  expect(JSON.parse(review)).toMatchObject({ child, kinds: expect.arrayContaining([expect.anything()]) });
  for (const part of [release, page]) {
    expect(part).toContain('Number 1');
    expect(part).not.toContain('Neighbour');
  }
  for (const part of [review, reviewPage]) expect(part).toContain('A. Neighbour');

  expect(await ledger()).toEqual([
    {
      ...{ role: 'data-protection-officer', purpose: 'SUBJECT_ACCESS', operation: 'subject-access' },
      touched: [[child, expect.any(String), '0']],
    },
  ]);
  expect(await hub.run(words)).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') });
  expect(await ledger()).toHaveLength(1);
});

test('without the ledger not a file is written', async () => {
  const { owner } = hub.database.pools;
  await owner.query('alter table ledger_entry rename to ledger_lost');
  const lost = await hub.run(['subject-access', child, '--out', 'lost']);
  await owner.query('alter table ledger_lost rename to ledger_entry');
  expect(lost.code).toBe(1);
  expect(await readdir(join(hub.folder, 'lost'))).toEqual([]);
});

test('a child who is missing is held back, and the answer is no', async () => {
  const words = ['erase', child, '--reason', 'asked for', '--approved-by', 'the officer', '--as-at', '2095-01-01'];
  expect(await hub.run(words)).toMatchObject({ code: 1, stdout: expect.stringContaining('the child is missing') });
});

test('what is due is listed with its rule, and what the police sent waits for a person', async () => {
  const { stdout } = await hub.run(['retain', '--dry-run', '--as-at', '2095-01-01']);
  expect(stdout).toMatch(/^as at 2095-01-01: 0 records due for erasure; nothing was changed\n/);
  expect(stdout).toContain('REVIEW under police-review: 1 child');
});
