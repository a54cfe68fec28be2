import { cpus, loadavg } from 'node:os';
import { buildHubSchema } from '../../schema/index.ts';
import { hostileKinds } from '../../test/server/hostile-documents.ts';
import type { Bench, BenchOptions, BenchReport } from '../bench.ts';
import { childViewRequests } from '../load/load.ts';
import type { HttpRequest } from '../support/connection.ts';
import { type Contender, startContender } from '../support/contender.ts';
import { fill, someChildren } from '../support/fill.ts';
import { median } from '../support/median.ts';
import { startOpenGenerator } from '../support/open-generator.ts';
import type { OpenLoadResult } from '../support/open-load.ts';
import { table } from '../support/table.ts';
import { startThrowAwayDatabase, type ThrowAwayDatabase } from '../support/throw-away-database.ts';

/** ★ What is asked: how fast what is hostile is refused, and how little a fifth of such traffic slows the others. */
const target = { hostileP99: 100, slowdown: 2 } as const;
const rates = { legitimate: 120, hostile: 30 } as const;
const connections = 30;
const warmUpMs = 6_000;

/** The corpus, but for what needs headers of its own and what is cut off before it was sent. */
const corpus = hostileKinds
  .flatMap(({ hostile }) => hostile)
  .flatMap(({ body, headers, code }) =>
    typeof body === 'string' && body !== '' && !headers && code !== 'BODY_TOO_LARGE' ? [body] : [],
  );

const hostileRequests = ({ authorizations }: Contender): HttpRequest[] =>
  corpus.map((body) => ({ method: 'POST', path: '/graphql', authorization: authorizations[0], body }));

interface Round {
  readonly alone: OpenLoadResult;
  readonly beside: OpenLoadResult;
  readonly hostile: OpenLoadResult;
}

const measure = async (database: ThrowAwayDatabase, options: BenchOptions): Promise<readonly Round[]> => {
  const { children, rounds, seconds, onProgress } = options;
  await fill(database.pools.owner, buildHubSchema(), children);
  const ids = await someChildren(database.pools.owner, children, 2_000);
  const [friend, foe] = [startOpenGenerator(), startOpenGenerator()];
  const { url, folder } = database;
  const hub = await startContender('hub', 'load/load-server.ts', { url, folder, variant: 'on' });
  const ask = (milliseconds: number) =>
    friend.run({
      ...{ port: hub.port, connections, milliseconds, perSecond: rates.legitimate, expected: [200] },
      requests: childViewRequests(hub, ids),
    });
  const attack = (milliseconds: number) =>
    foe.run({
      ...{ port: hub.port, connections, milliseconds, perSecond: rates.hostile, expected: [200, 400] },
      requests: hostileRequests(hub),
    });
  const measured: Round[] = [];
  try {
    await Promise.all([ask(warmUpMs), attack(warmUpMs)]);
    for (let round = 0; round < rounds; round += 1) {
      const alone = await ask(seconds * 1_000);
      const [beside, hostile] = await Promise.all([ask(seconds * 1_000), attack(seconds * 1_000)]);
      measured.push({ alone, beside, hostile });
      onProgress(`round ${round + 1}: p95 ${alone.p95.toFixed(1)} ms alone, ${beside.p95.toFixed(1)} ms beside`);
    }
  } finally {
    await Promise.all([friend.end(), foe.end(), hub.stop()]);
  }
  return measured;
};

const report = (measured: readonly Round[], options: BenchOptions & { otherLoad: number }): BenchReport => {
  const { children, rounds, seconds, otherLoad } = options;
  const parts = [
    { name: 'child views alone', of: ({ alone }: Round) => alone },
    { name: 'child views beside hostile requests', of: ({ beside }: Round) => beside },
    { name: 'hostile requests', of: ({ hostile }: Round) => hostile },
  ];
  const lines = parts.map(({ name, of }) => ({
    name,
    p50: median(measured.map((round) => of(round).p50)),
    p95: median(measured.map((round) => of(round).p95)),
    p99: median(measured.map((round) => of(round).p99)),
    errors: measured.reduce((sum, round) => sum + of(round).errors, 0),
  }));
  const slowdown = median(measured.map(({ alone, beside }) => beside.p95 / alone.p95));
  const hostileP99 = median(measured.map(({ hostile }) => hostile.p99));
  const isMet =
    slowdown <= target.slowdown && hostileP99 <= target.hostileP99 && lines.every(({ errors }) => errors === 0);
  const text = [
    `hostile: ${corpus.length} documents of the corpus, ${rates.hostile} a second beside ${rates.legitimate} child views a second, ${children} children, ${rounds} rounds of ${seconds} s`,
    `Node ${process.version}, ${cpus().length} cores shared by hub, database, two load generators and a load of ${otherLoad.toFixed(1)} from elsewhere`,
    '',
    table(
      ['requests', 'p50 ms', 'p95 ms', 'p99 ms', 'errors'],
      lines.map(({ name, p50, p95, p99, errors }) => [
        name,
        p50.toFixed(1),
        p95.toFixed(1),
        p99.toFixed(1),
        String(errors),
      ]),
    ),
    '',
    `target: hostile p99 <= ${target.hostileP99} ms, child views' p95 <= ${target.slowdown} x, no error: ${hostileP99.toFixed(1)} ms, ${slowdown.toFixed(2)} x, ${isMet ? 'met' : 'missed'}`,
    ...measured
      .flatMap(({ hostile, beside }) => [hostile, beside].flatMap(({ firstError }) => firstError ?? []))
      .slice(0, 1),
  ].join('\n');
  return { text, json: { target, rates, lines, slowdown, rounds: measured } };
};

/** How fast hostile documents are refused, and what a fifth of such traffic does to everybody else. */
export const hostileBench: Bench = {
  name: 'hostile',
  summary: 'how fast hostile documents are refused, and what they do to child views beside them',
  run: async (options) => {
    const otherLoad = loadavg()[0] ?? 0;
    const database = await startThrowAwayDatabase();
    try {
      return report(await measure(database, options), { ...options, otherLoad });
    } finally {
      await database.remove();
    }
  },
};
