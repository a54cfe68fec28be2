import type { BenchReport } from '../bench.ts';
import { median } from '../support/median.ts';
import { table } from '../support/table.ts';
import type { LoopResult } from './open-loop.ts';

/** ★ What the ledger is asked for: entries a second offered to it, and how long one in a hundred may wait. */
export const target = { perSecond: 2_000, p99: 50 } as const;

/** Under what conditions it was measured. */
export interface LedgerConditions {
  readonly rounds: number;
  readonly seconds: number;
  readonly node: string;
  readonly postgres: string;
  readonly cores: number;
  /** Load average before the bench began: what else the machine was doing. */
  readonly otherLoad: number;
}

const medianOf = (rounds: readonly LoopResult[], figure: keyof LoopResult): number =>
  median(rounds.map((round) => round[figure]));
const sumOf = (rounds: readonly LoopResult[], figure: keyof LoopResult): number =>
  rounds.reduce((sum, round) => sum + round[figure], 0);

const cells = ([name, rounds]: readonly [string, readonly LoopResult[]]): readonly string[] => [
  name,
  medianOf(rounds, 'perSecond').toFixed(0),
  medianOf(rounds, 'p50').toFixed(1),
  medianOf(rounds, 'p99').toFixed(1),
  Math.max(...rounds.map(({ most }) => most)).toFixed(1),
  String(sumOf(rounds, 'offered') - sumOf(rounds, 'written')),
];

const verdict = (rounds: readonly LoopResult[]): string => {
  const p99 = medianOf(rounds, 'p99');
  const lost = sumOf(rounds, 'offered') - sumOf(rounds, 'written');
  const isMet = p99 <= target.p99 && lost === 0;
  return `target: ${target.perSecond} entries/s offered, p99 <= ${target.p99} ms, none lost: ${p99.toFixed(1)} ms, ${lost} lost, ${isMet ? 'met' : 'missed'}`;
};

/** The report: medians over the rounds, the longest wait of all of them; the first contender has the target. */
export const ledgerReport = (
  measured: ReadonlyMap<string, readonly LoopResult[]>,
  conditions: LedgerConditions,
): BenchReport => {
  const { rounds, seconds, node, postgres, cores, otherLoad } = conditions;
  const [own = []] = [...measured.values()];
  const head = ['writer', 'entries/s', 'p50 ms', 'p99 ms', 'longest ms', 'not written'];
  const text = [
    `ledger: ${target.perSecond} entries/s offered in an open loop, ${rounds} interleaved rounds of ${seconds} s`,
    `Node ${node}, PostgreSQL ${postgres} with fsync on, ${cores} cores shared by writer, database and a load of ${otherLoad.toFixed(1)} from elsewhere`,
    '',
    table(head, [...measured].map(cells)),
    '',
    verdict(own),
  ].join('\n');
  return { text, json: { conditions, target, rounds: Object.fromEntries(measured) } };
};
