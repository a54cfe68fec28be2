import { cpus, loadavg } from 'node:os';
import { type Answer, notification } from '../../src/domain/model/notification.ts';
import { assessNotification } from '../../src/domain/profile/assess.ts';
import { fields2015, leavesOf } from '../../src/domain/profile/fields.ts';
import { openCompletenessCounts } from '../../src/store/completeness.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import { median, medianRatio } from '../support/median.ts';
import { table } from '../support/table.ts';
import { startThrowAwayDatabase, type ThrowAwayDatabase } from '../support/throw-away-database.ts';
import { fillNotifications, plainScan } from './fill-notifications.ts';

const periods = [
  ['three years', '2023-01-01', '2025-12-31'],
  ['three whole months', '2024-04-01', '2024-06-30'],
  ['three months and some days', '2024-03-20', '2024-07-10'],
] as const;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const ninetyFifth = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;

const measure = async ({ pools }: ThrowAwayDatabase, [, from, to]: (typeof periods)[number], rounds: number) => {
  const counts = openCompletenessCounts(pools.report);
  const question = {
    ...{ from, to, organisation: null, by: ['FORCE', 'MONTH', 'FIELD'] as const, asKnownAt: null },
    ...{ seedMask: 0n, hidden: [], limit: 1_000_000 },
  };
  const hub: number[] = [];
  const plain: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const times = [
      await timed(() => counts.fields(question)),
      await timed(() => pools.owner.query(plainScan, [from, to])),
    ] as const;
    if (round < 0) continue;
    hub.push(times[0]);
    plain.push(times[1]);
  }
  return { hub: median(hub), hubP95: ninetyFifth(hub), plain: median(plain), ratio: medianRatio(plain, hub) };
};

const answered: Answer = { state: 'PRESENT', askedBy: null, askedAt: null, sent: true };

const aMessage = () =>
  notification.parse({
    ...Object.fromEntries(Object.keys(notification.shape).map((key) => [key, null])),
    ...{ notificationId: 'N', forceReference: 'R', sourceEpisode: 'R', messageType: 'NEW', force: '14' },
    answers: Object.fromEntries(fields2015.flatMap(leavesOf).map((path) => [path, answered])),
  });

/** Scores a second by the engine alone: reading and writing not counted. */
const scoring = (seconds: number): number => {
  const message = aMessage();
  const [started, until] = [performance.now(), performance.now() + seconds * 1000];
  let done = 0;
  while (performance.now() < until) {
    assessNotification({ message, earlier: [], careStatus: 'LAC', receivedAt: '2015-10-19T21:10:00Z' });
    done += 1;
  }
  return (done / (performance.now() - started)) * 1000;
};

const run = async ({ children, rounds, seconds, onProgress }: BenchOptions) => {
  const otherLoad = loadavg()[0] ?? 0;
  const database = await startThrowAwayDatabase();
  try {
    const written = await fillNotifications(database.pools.owner, children, onProgress);
    const measured = [];
    for (const period of periods) {
      measured.push({ period: period[0], ...(await measure(database, period, rounds)) });
      onProgress(`measured ${period[0]}`);
    }
    const machine = { node: process.version, postgres: database.version, cores: cpus().length, otherLoad };
    return { notifications: children, written, scored: scoring(seconds), measured, machine };
  } finally {
    await database.remove();
  }
};

/** A gap table by force, field and month, against a plain scan of the same rows. */
export const completenessBench: Bench = {
  name: 'completeness',
  summary: 'a gap table over `--children` notifications of three years, against a scan with a filter a field',
  run: async (options) => {
    const json = await run(options);
    const { notifications, written, scored, measured, machine } = json;
    const rows = measured.map(({ period, hub, hubP95, plain, ratio }) => [
      period,
      ...[hub, hubP95, plain].map((time) => time.toFixed(1)),
      ratio.toFixed(1),
    ]);
    const text = [
      `${notifications} notifications, 43 forces, node ${machine.node}, PostgreSQL ${machine.postgres}, ${machine.cores} cores, other load ${machine.otherLoad.toFixed(1)}`,
      table(['gap table by force, field, month', 'ms', 'p95', 'plain scan, ms', 'ratio'], rows),
      `written with their sums: ${written.toFixed(0)} a second; scored: ${scored.toFixed(0)} a second`,
    ].join('\n');
    return { text, json };
  },
};
