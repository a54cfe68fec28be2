import { linkBatch } from '../../src/app/link/link-batch.ts';
import { decidePair } from '../../src/domain/link/decide.ts';
import { createLexicon } from '../../src/domain/link/lexicon.ts';
import { loadFrozenModel } from '../../src/domain/link/link-model.ts';
import { childShape, type LinkRecord } from '../../src/domain/link/link-record.ts';
import { zoneThresholds } from '../../src/domain/matching.ts';
import { inventRecords } from '../../test/support/invented-records.ts';
import { newRandom } from '../../test/support/random.ts';
import type { Bench } from '../bench.ts';
import { median } from '../support/median.ts';
import { table } from '../support/table.ts';
import { runOnline, type Spread } from './online.ts';

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

const syllables = ['ber', 'don', 'fel', 'gar', 'hol', 'kin', 'lam', 'mor', 'nes', 'pel', 'ros', 'sten', 'tor', 'wick'];

/** Surnames as many as a county has: the few invented ones, each with two syllables of the family's own. */
const withManySurnames = (records: readonly LinkRecord[]): readonly LinkRecord[] => {
  const lexicon = createLexicon();
  const syllable = (number: number) => syllables[number % syllables.length] ?? '';
  return records.map((record) => {
    const family = Number.parseInt(record.id, 10);
    const ending = `${syllable(family)}${syllable(Math.floor(family / syllables.length))}`;
    return { ...record, surname: record.surname && lexicon.surnameOf(`${record.surname.text}${ending}`) };
  });
};

const MESSAGES = 1_000;
const FAR_AWAY = 7;

/** Messages of children the hub holds, as if said once more by somebody who makes mistakes, and of some it does not. */
const messagesAbout = (records: readonly LinkRecord[]): readonly LinkRecord[] => {
  const step = Math.max(1, Math.floor(records.length / MESSAGES));
  const known = records.filter((_record, at) => at % step === 0).slice(0, MESSAGES);
  return [...known, ...withManySurnames(inventRecords(newRandom(FAR_AWAY), 10))];
};

const spreadCells = ({ p50, p95, p99 }: Spread): readonly string[] => [p50, p95, p99].map((ms) => ms.toFixed(1));

/** How fast records of invented children are linked, all at once and one at a time. */
export const matchBench: Bench = {
  name: 'match',
  summary: 'how fast records are linked: a batch of all, pairs decided a second, and one at a time in a database',
  run: async ({ children, rounds, onProgress }) => {
    const records = withManySurnames(inventRecords(newRandom(1), Math.ceil(children / CHILDREN_PER_FAMILY)));
    onProgress(`${records.length} records of about ${children} children`);
    const runs = Array.from({ length: rounds }, () => runOnce(records, onProgress));
    const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const seconds = median(runs.map((run) => run.seconds));
    const scoredPerSecond = Math.round(median(runs.map((run) => run.scoredPerSecond)));
    const pairs = runs[0]?.pairs ?? 0;
    const row = [records.length, pairs, seconds.toFixed(2), scoredPerSecond, peakMegabytes].map(String);
    const online = await runOnline(records, messagesAbout(records), onProgress);
    const measures = ['p50 ms', 'p95 ms', 'p99 ms'];
    const rows = [
      ['who it is', ...spreadCells(online.match)],
      ['in, matched, derived, committed', ...spreadCells(online.ingest)],
    ];
    return {
      text: [
        table(['records', 'pairs', 'batch, s', 'decided pairs/s', 'peak MB'], [row]),
        table(['one message', ...measures], rows),
      ].join('\n\n'),
      json: { records: records.length, pairs, seconds, scoredPerSecond, peakMegabytes, online },
    };
  },
};
