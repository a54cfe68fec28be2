import { cpus, loadavg } from 'node:os';
import { buildHubSchema } from '../../schema/index.ts';
import type { Bench, BenchOptions, BenchReport } from '../bench.ts';
import { childViewDocument } from '../child-view/document.ts';
import type { HttpRequest } from '../support/connection.ts';
import { type Contender, startContender } from '../support/contender.ts';
import { fill, someChildren } from '../support/fill.ts';
import { median } from '../support/median.ts';
import { startOpenGenerator } from '../support/open-generator.ts';
import type { OpenLoadResult } from '../support/open-load.ts';
import { table } from '../support/table.ts';
import { startThrowAwayDatabase, type ThrowAwayDatabase } from '../support/throw-away-database.ts';

/** ★ What is asked of the hub with every control on. */
const target = { perSecond: 300, p95: 50, p99: 100 } as const;
const connections = 50;
const warmUpMs = 8_000;

const variants = [
  { name: 'every control on', variant: 'on' },
  { name: 'controls off', variant: 'off' },
] as const;

/** Child views as several people ask them, each with their own token. */
export const childViewRequests = ({ authorizations }: Contender, ids: readonly string[]): HttpRequest[] =>
  ids.map((child, at) => ({
    method: 'POST',
    path: '/graphql',
    authorization: authorizations[at % authorizations.length],
    body: JSON.stringify({ query: childViewDocument, variables: { id: `Child:${child}` } }),
  }));

type Rounds = ReadonlyMap<string, readonly OpenLoadResult[]>;

const measure = async (database: ThrowAwayDatabase, options: BenchOptions): Promise<Rounds> => {
  const { children, rounds, seconds, onProgress } = options;
  onProgress(`filling a database with ${children} children`);
  await fill(database.pools.owner, buildHubSchema(), children);
  const ids = await someChildren(database.pools.owner, children, 2_000);
  const generator = startOpenGenerator();
  const started: Contender[] = [];
  const measured = new Map<string, OpenLoadResult[]>(variants.map(({ name }) => [name, []]));
  try {
    for (const { name, variant } of variants) {
      const { url, folder } = database;
      started.push(await startContender(name, 'load/load-server.ts', { url, folder, variant }));
    }
    const load = (contender: Contender, milliseconds: number) =>
      generator.run({
        ...{ port: contender.port, connections, milliseconds, perSecond: target.perSecond, expected: [200] },
        requests: childViewRequests(contender, ids),
      });
    for (const contender of started) await load(contender, warmUpMs);
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of round % 2 === 0 ? started : started.toReversed()) {
        const result = await load(contender, seconds * 1_000);
        measured.get(contender.name)?.push(result);
        onProgress(`round ${round + 1}: ${contender.name} p95 ${result.p95.toFixed(1)} ms, ${result.errors} errors`);
      }
    }
  } finally {
    await Promise.all([generator.end(), ...started.map((contender) => contender.stop())]);
  }
  return measured;
};

const lineOf = (name: string, results: readonly OpenLoadResult[]) => {
  const middle = (of: (result: OpenLoadResult) => number) => median(results.map(of));
  return {
    name,
    perSecond: middle(({ count, seconds }) => count / seconds),
    p50: middle(({ p50 }) => p50),
    p95: middle(({ p95 }) => p95),
    p99: middle(({ p99 }) => p99),
    longest: Math.max(...results.map(({ longest }) => longest)),
    errors: results.reduce((sum, { errors }) => sum + errors, 0),
    firstError: results.find(({ firstError }) => firstError !== null)?.firstError ?? null,
  };
};

const report = (measured: Rounds, options: BenchOptions & { postgres: string; otherLoad: number }): BenchReport => {
  const lines = [...measured].map(([name, results]) => lineOf(name, results));
  const { children, rounds, seconds, postgres, otherLoad } = options;
  const rows = lines.map((line) => [
    line.name,
    line.perSecond.toFixed(0),
    ...[line.p50, line.p95, line.p99, line.longest].map((ms) => ms.toFixed(1)),
    String(line.errors),
  ]);
  const [on] = lines;
  const isMet = on && on.p95 <= target.p95 && on.p99 <= target.p99 && on.errors === 0;
  const text = [
    `load: ${target.perSecond} child views begun each second, answered or not, ${children} children, ${rounds} interleaved rounds of ${seconds} s`,
    `Node ${process.version}, PostgreSQL ${postgres} with fsync on, ${cpus().length} cores shared by servers, database, load generator and a load of ${otherLoad.toFixed(1)} from elsewhere`,
    '',
    table(['server', 'answered/s', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms', 'errors'], rows),
    '',
    `target: every control on, p95 <= ${target.p95} ms, p99 <= ${target.p99} ms, no error: ${isMet ? 'met' : 'missed'}`,
    ...lines.flatMap(({ firstError }) => (firstError === null ? [] : [`first error: ${firstError}`])),
  ].join('\n');
  return { text, json: { target, lines, rounds: Object.fromEntries(measured) } };
};

/** A steady stream of child views with every control on, beside the same stream with controls off. */
export const loadBench: Bench = {
  name: 'load',
  summary: '300 child views a second with every control on, beside the same with controls off',
  run: async (options) => {
    const otherLoad = loadavg()[0] ?? 0;
    const database = await startThrowAwayDatabase();
    try {
      return report(await measure(database, options), { ...options, postgres: database.version, otherLoad });
    } finally {
      await database.remove();
    }
  },
};
