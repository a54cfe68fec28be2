import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Register } from '../../src/domain/exchange/register.ts';
import { type Border, openBorder } from '../support/border-hubs.ts';
import { rounds } from '../support/depth.ts';
import { memoryHub } from '../support/exchange-memory.ts';
import { storedHub } from '../support/exchange-stored.ts';
import { type Hubs, judgeStorm, playStorm } from '../support/exchange-storm.ts';
import { doncaster, newAuthority, registerOf, rotherham } from '../support/exchange-world.ts';

/** Plays schedules one after the other and gives everything that was wrong in any, and what became of them. */
const playAll = async (hubs: Hubs, register: Register, count: number) => {
  const wrong: string[] = [];
  const ends = new Map<string, number>();
  let messages = 0;
  let refused = 0;
  for (let seed = 1; seed <= count; seed += 1) {
    const judged = await judgeStorm(await playStorm(hubs, register, seed));
    wrong.push(...judged.faults.map((fault) => `schedule ${seed}: ${fault}`));
    for (const { state } of judged.conversations) ends.set(state, (ends.get(state) ?? 0) + 1);
    messages += judged.messages.length;
    refused += judged.messages.filter(({ decision }) => decision === 'REFUSED').length;
  }
  if (rounds(0, 1) === 1)
    console.info(`${count} schedules, ${messages} messages, ${refused} refused as no step`, Object.fromEntries(ends));
  return { wrong: wrong.slice(0, 5), messages };
};

const weather = 'loss, repetition, reordering, crashes and skewed clocks';
const clear = 'nothing twice, nothing lost, one legal state on both sides';

describe('two hubs over a bad network', () => {
  const count = rounds(60, 10_000);
  test(`${count} schedules of ${weather}: ${clear}`, async () => {
    const authorities = [await newAuthority(doncaster), await newAuthority(rotherham)] as const;
    const hubs: Hubs = [memoryHub(authorities[0]), memoryHub(authorities[1])];
    const { wrong, messages } = await playAll(hubs, await registerOf(authorities), count);
    expect(wrong).toEqual([]);
    expect(messages).toBeGreaterThan(count * 2);
  }, 7_200_000);
});

describe('two hubs with a database each', () => {
  let border: Border;
  beforeAll(async () => {
    border = await openBorder();
  });
  afterAll(() => border.close());

  const count = rounds(2, 300);
  test(`${count} schedules of ${weather}: ${clear}`, async () => {
    const { ours, theirs, childId, register } = border;
    const hubs: Hubs = [
      await storedHub(ours.authority, ours.hub.database, childId.ours),
      await storedHub(theirs.authority, theirs.hub.database, childId.theirs),
    ];
    const { wrong, messages } = await playAll(hubs, register, count);
    expect(wrong).toEqual([]);
    expect(messages).toBeGreaterThan(count);
  }, 7_200_000);
});
