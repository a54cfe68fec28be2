import { cpus, loadavg } from 'node:os';
import type { Bench, BenchOptions } from '../bench.ts';
import { table } from '../support/table.ts';
import { startThrowAwayDatabase } from '../support/throw-away-database.ts';
import { fillNotifications } from './fill-notifications.ts';
import { measureGapTable, periods } from './gap-table.ts';
import { scoreInBulk } from './score-in-bulk.ts';

const mostScored = 1_000_000;

const run = async ({ children, rounds, onProgress }: BenchOptions) => {
  const otherLoad = loadavg()[0] ?? 0;
  const database = await startThrowAwayDatabase();
  try {
    const written = await fillNotifications(database.pools.owner, children, onProgress);
    const measured = [];
    for (const period of periods) {
      const found = await measureGapTable(database, period, rounds);
      measured.push(found);
      onProgress(
        `${period[0]}: ${found.hub.toFixed(1)} ms, p95 ${found.hubP95.toFixed(1)}, ${found.ratio.toFixed(1)} times`,
      );
    }
    const scored = Math.min(children, mostScored);
    const machine = { node: process.version, postgres: database.version, cores: cpus().length, otherLoad };
    return { notifications: children, written, scored, scoredRate: scoreInBulk(scored, onProgress), measured, machine };
  } finally {
    await database.remove();
  }
};

/** A gap table by force, field and month, against a plain scan of the same rows; and how fast notifications are scored. */
export const completenessBench: Bench = {
  name: 'completeness',
  summary: 'a gap table over `--children` notifications of three years, against a scan with a filter a field; scoring',
  run: async (options) => {
    const json = await run(options);
    const { notifications, written, scored, scoredRate, measured, machine } = json;
    const rows = measured.map(({ period, rows: cells, hub, hubP95, plain, plainP95, ratio }) => [
      ...[period, String(cells)],
      ...[hub, hubP95, plain, plainP95].map((time) => time.toFixed(1)),
      ratio.toFixed(1),
    ]);
    const head = ['gap table by force, field, month', 'rows', 'ms', 'p95', 'plain scan, ms', 'p95', 'ratio'];
    const text = [
      `${notifications} notifications, 43 forces, node ${machine.node}, PostgreSQL ${machine.postgres}, ${machine.cores} cores, other load ${machine.otherLoad.toFixed(1)}`,
      table(head, rows),
      `written with their sums: ${written.toFixed(0)} notifications a second; ${scored} scored in bulk by the engine: ${scoredRate.toFixed(0)} notifications a second`,
    ].join('\n');
    return { text, json };
  },
};
