import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';

const every = 100;
const isBroken = (n: number) => n % every === 7;
const numbers = Array.from({ length: 1_000 }, (_, n) => n);
const messages = numbers.map((n) => policeMessage(n, isBroken(n) ? { message: { notificationId: 'tbc' } } : {}));

const issue = z.object({ rule: z.string(), field: z.string().nullable(), message: z.string() });
const quarantined = z.object({ id: z.string(), locator: z.string(), reasons: z.array(issue).min(1) });
const page = z.object({ records: z.array(quarantined), next: z.string().nullable() });

let hub: CommandLine;
let waiting: readonly z.infer<typeof quarantined>[];
beforeAll(async () => {
  hub = await openCommandLine();
});
afterAll(() => hub.close());

const list = async (...words: readonly string[]) => page.parse(await hub.json(['quarantine', 'list', ...words]));
const stored = async () =>
  (await hub.database.pools.owner.query(`select count(*)::int n from notification where known_to = 'infinity'`)).rows;

test('of 1,000 records 10 are broken: the others are stored, and each of the ten says why it was not', {
  timeout: 60_000,
}, async () => {
  const path = await hub.write('day.json', policeFile(messages));
  const { code, stdout } = await hub.run(['ingest', 'police', path, '--organisation', '14']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^1,000 received: 990 stored, 0 unchanged, 10 quarantined\n/);
  expect(stdout).toContain('homeward quarantine list');
  expect(await stored()).toEqual([{ n: 990 }]);
  const { records, next } = await list();
  waiting = records;
  expect(next).toBeNull();
  expect(records.map(({ locator }) => locator)).toEqual(numbers.filter(isBroken).map((n) => `notifications[${n}]`));
  const field = 'message.notificationId';
  for (const { reasons } of records) expect(reasons).toContainEqual(expect.objectContaining({ field }));
});

test('the quarantine is read in pages, and each record shows the text that arrived', async () => {
  const first = await list('--limit', '4');
  const rest = await list('--after', first.next ?? '');
  expect([first.records.length, rest.records.length, rest.next]).toEqual([4, 6, null]);
  const shown = await hub.json(['quarantine', 'show', first.records[0]?.id ?? '']);
  expect(shown).toMatchObject({ state: 'QUARANTINED', text: JSON.stringify(messages[7]) });
});

test('the corrected record alone is stored and leaves quarantine, alone', async () => {
  const path = await hub.write('corrected-7.json', policeFile([policeMessage(7)]));
  const outcome = await hub.json(['quarantine', 'replay', waiting[0]?.id ?? '', '--with', path]);
  expect(outcome).toMatchObject({ received: 1, stored: 1, quarantined: 0 });
  expect(await stored()).toEqual([{ n: 991 }]);
  expect((await list()).records.map(({ id }) => id)).toEqual(waiting.slice(1).map(({ id }) => id));
});

test('the corrected file stores the others, and the quarantine is empty', { timeout: 60_000 }, async () => {
  const path = await hub.write('corrected.json', policeFile(numbers.map((n) => policeMessage(n))));
  const outcome = await hub.json(['quarantine', 'replay', waiting[1]?.id ?? '', '--with', path]);
  expect(outcome).toMatchObject({ received: 1_000, stored: 9, unchanged: 991, quarantined: 0 });
  expect(await stored()).toEqual([{ n: 1_000 }]);
  expect(await list()).toEqual({ records: [], next: null });
  const shown = await hub.json(['quarantine', 'show', waiting[9]?.id ?? '']);
  expect(shown).toMatchObject({ state: 'REPLAYED', replayedAs: expect.any(String) });
  expect(await hub.json(['rebuild', '--verify'])).toMatchObject({ differences: [] });
});
