import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { type BorderPlayed, playBorder } from '../../prisma/border/play-border.ts';
import { story } from '../../prisma/border/story.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { ingestDeps } from '../support/ingest-hub-deps.ts';
import { typeCommand } from '../support/type-command.ts';

let databases: readonly [TestDatabase, TestDatabase];
let folder: string;
let played: BorderPlayed;
const timeline: string[] = [];
beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  folder = await mkdtemp(join(await realpath(tmpdir()), 'homeward-border-'));
  const [home, host] = databases.map(({ pools }) => ingestDeps(pools, adapters));
  if (!home || !host) throw new Error('two databases are needed');
  played = await playBorder({ home, host, folder, print: (line) => timeline.push(line) });
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  await rm(folder, { recursive: true, force: true });
});

describe('a child of Doncaster, placed in Rotherham, goes missing', () => {
  test('from alert to acknowledged interview, in time at every step, in the same state on both sides', () => {
    expect(played.states).toEqual({ home: ['ACKNOWLEDGED', 'ACKNOWLEDGED'], host: ['ACKNOWLEDGED', 'ACKNOWLEDGED'] });
    expect(timeline.filter((line) => line.includes('late'))).toEqual([]);
    expect(timeline.some((line) => line.includes('is back; the message waited'))).toBe(true);
  });

  test('the interview stands in his record at home as Rotherham’s, without what the agreement kept there', () => {
    expect(played.interview).toMatchObject({
      organisation: 'E08000018',
      account: 'He missed his brothers and took the bus.',
    });
    expect([...played.interview.withheld].toSorted()).toEqual(['companions', 'harm', 'quotes', 'whereabouts']);
  });

  test('the evidence holds for anybody with the public keys; one flipped byte names its line', () => {
    expect(played.verdict.fault).toBeNull();
    expect(played.verdict.messages).toHaveLength(story.length);
    expect(played.verdict.messages.every(({ receipt }) => receipt?.decision === 'TAKEN')).toBe(true);
    expect(played.flipped.verdict.fault?.line).toBe(played.flipped.line);
  });

  test('`exchange verify` says the same, without a hub', async () => {
    const register = join(folder, 'rotherham', 'register.json');
    const holds = await typeCommand(['exchange', 'verify', played.bundle, '--register', register]);
    expect([holds.code, holds.stdout]).toEqual([
      0,
      expect.stringContaining('the bundle holds: 10 messages, 10 receipts'),
    ]);
    const broken = await typeCommand(['exchange', 'verify', `${played.bundle}.flipped`, '--register', register]);
    expect([broken.code, broken.stdout]).toEqual([1, expect.stringContaining(`line ${played.flipped.line}: `)]);
  });
});
