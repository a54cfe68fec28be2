import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { rounds } from '../support/depth.ts';
import { newRandom } from '../support/random.ts';
import {
  askWith,
  coordinatorToken,
  isShown,
  personNow,
  type RevocableHub,
  revocableHub,
} from '../support/revocable-hub.ts';

/** ★ How somebody may lose what they could see, and how it is given back where the next round needs it. */
const losses: readonly ((hub: RevocableHub, round: number) => Promise<unknown>)[] = [
  ({ revoke }, round) => revoke({ tokenId: `race-${round}` }),
  ({ revoke }, round) => revoke(personNow(`worker-${round}`)),
  ({ revoke }, round) => revoke(personNow(`worker-${round}`, 'police-missing-coordinator')),
  ({ database }) => database.pools.owner.query(`update reach set organisation = 'was 14' where organisation = '14'`),
];
const giveBack = ({ database }: RevocableHub) =>
  database.pools.owner.query(`update reach set organisation = '14' where organisation = 'was 14'`);

interface Counts {
  before: number;
  after: number;
  staleAllows: number;
  wrongDenials: number;
}

/** Asks one replica over and over until once after the loss was committed, and counts. */
const keepAsking = async (
  replica: FastifyInstance,
  token: string,
  isLost: () => boolean,
  counts: Counts,
): Promise<void> => {
  while (!isLost()) {
    await askWith(replica, token);
    counts.before += 1;
  }
  counts.after += 1;
  if (isShown(await askWith(replica, token))) counts.staleAllows += 1;
};

const random = newRandom(22);

const race = async (hub: RevocableHub, round: number, counts: Counts): Promise<void> => {
  const { replicas } = hub;
  const token = await coordinatorToken({ jti: `race-${round}`, sub: `worker-${round}` });
  if (!isShown(await askWith(random.pick(replicas), token))) counts.wrongDenials += 1;
  let isLost = false;
  const lose = async (): Promise<void> => {
    await wait(random.below(4));
    await losses[round % losses.length]?.(hub, round);
    isLost = true;
  };
  await Promise.all([lose(), ...replicas.map((replica) => keepAsking(replica, token, () => isLost, counts))]);
  await giveBack(hub);
  const colleague = await coordinatorToken({ jti: `bystander-${round}`, sub: `colleague-${round}` });
  if (round % 8 === 0 && !isShown(await askWith(random.pick(replicas), colleague))) counts.wrongDenials += 1;
};

test('whoever loses a token, a role or a relationship sees nothing from the next request on, at any replica', async () => {
  const hub = await revocableHub();
  const counts: Counts = { before: 0, after: 0, staleAllows: 0, wrongDenials: 0 };
  const races = rounds(100, 10_000);
  for (let round = 0; round < races; round += 1) await race(hub, round, counts);
  await hub.close();
  expect(counts).toMatchObject({ after: 2 * races, staleAllows: 0, wrongDenials: 0 });
  expect(counts.before).toBeGreaterThan(races);
}, 3_600_000);
