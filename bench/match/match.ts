import { linkBatch } from '../../src/app/link/link-batch.ts';
import { decidePair } from '../../src/domain/link/decide.ts';
import { loadFrozenModel } from '../../src/domain/link/link-model.ts';
import { childShape, type LinkRecord } from '../../src/domain/link/link-record.ts';
import { zoneThresholds } from '../../src/domain/matching.ts';
import { inventRecords } from '../../test/support/invented-records.ts';
import { newRandom } from '../../test/support/random.ts';
import type { Bench } from '../bench.ts';
import { median } from '../support/median.ts';
import { table } from '../support/table.ts';

// A family has one child and a half, on average.
const CHILDREN_PER_FAMILY = 1.5;

interface Run {
  readonly seconds: number;
  readonly pairs: number;
  readonly scoredPerSecond: number;
}

const timed = <T>(work: () => T): { readonly seconds: number; readonly value: T } => {
  const began = performance.now();
  const value = work();
  return { seconds: (performance.now() - began) / 1000, value };
};

const runOnce = (records: readonly LinkRecord[], onProgress: (line: string) => void): Run => {
  const { seconds, value: batch } = timed(() =>
    linkBatch({
      ...{ records, shape: childShape, model: loadFrozenModel(), thresholds: zoneThresholds.usual },
      ...{ isOfChildren: true, mayPair: () => true, onProgress },
    }),
  );
  const { firsts, seconds: partners } = batch.pairs;
  const scoring = timed(() => {
    for (let at = 0; at < firsts.length; at += 1) {
      const [a, b] = [batch.records[firsts[at] ?? 0], batch.records[partners[at] ?? 0]];
      if (a && b) decidePair(batch.linkage, a, b);
    }
  });
  return { seconds, pairs: firsts.length, scoredPerSecond: firsts.length / scoring.seconds };
};

/** How fast records of invented children are linked, all at once. */
export const matchBench: Bench = {
  name: 'match',
  summary: 'how fast records are linked: a batch of all, and pairs decided a second',
  run: async ({ children, rounds, onProgress }) => {
    const records = inventRecords(newRandom(1), Math.ceil(children / CHILDREN_PER_FAMILY));
    onProgress(`${records.length} records of about ${children} children`);
    const runs = Array.from({ length: rounds }, () => runOnce(records, onProgress));
    const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const seconds = median(runs.map((run) => run.seconds));
    const scoredPerSecond = Math.round(median(runs.map((run) => run.scoredPerSecond)));
    const pairs = runs[0]?.pairs ?? 0;
    const row = [records.length, pairs, seconds.toFixed(2), scoredPerSecond, peakMegabytes].map(String);
    return {
      text: table(['records', 'pairs', 'batch, s', 'decided pairs/s', 'peak MB'], [row]),
      json: { records: records.length, pairs, seconds, scoredPerSecond, peakMegabytes },
    };
  },
};
