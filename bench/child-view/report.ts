import type { BenchReport } from '../bench.ts';
import { median, medianRatio } from '../support/median.ts';
import type { Measured } from '../support/rounds.ts';
import { table } from '../support/table.ts';

/** ★ What is measured, and the share of the limit's throughput that each is asked to reach. */
export const contenders = [
  { name: 'limit', module: 'child-view/limit-server.ts', variant: '', target: null },
  { name: 'homeward, everything on', module: 'child-view/homeward-server.ts', variant: 'full', target: 0.5 },
  {
    name: 'homeward, ledger and transaction off',
    module: 'child-view/homeward-server.ts',
    variant: 'bare',
    target: 0.85,
  },
  { name: 'Apollo with resolvers over Prisma', module: 'child-view/prisma-server.ts', variant: '', target: null },
] as const;

/** Under what conditions it was measured. */
export interface Conditions {
  readonly children: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly bytes: number;
  readonly node: string;
  readonly postgres: string;
  readonly cores: number;
  /** Load average before the bench began: what else the machine was doing. */
  readonly otherLoad: number;
}

interface Line {
  readonly name: string;
  readonly target: number | null;
  readonly throughput: number;
  readonly ratio: number;
  readonly p50: number;
  readonly p95: number;
  readonly cpu: number | null;
  readonly cpuRatio: number | null;
}

const cpusOf = (rounds: readonly Measured[]): readonly number[] | null => {
  const all = rounds.map(({ cpu }) => cpu).filter((cpu) => cpu !== null);
  return all.length === rounds.length ? all : null;
};

const linesOf = (measured: ReadonlyMap<string, readonly Measured[]>): readonly Line[] => {
  const limit = measured.get('limit') ?? [];
  const throughputs = (rounds: readonly Measured[]) => rounds.map(({ throughput }) => throughput);
  return contenders.map(({ name, target }) => {
    const rounds = measured.get(name) ?? [];
    const cpu = cpusOf(rounds);
    const base = cpusOf(limit);
    return {
      name,
      target,
      throughput: median(throughputs(rounds)),
      ratio: medianRatio(throughputs(rounds), throughputs(limit)),
      p50: median(rounds.map(({ p50 }) => p50)),
      p95: median(rounds.map(({ p95 }) => p95)),
      cpu: cpu && median(cpu),
      cpuRatio: cpu && base && medianRatio(cpu, base),
    };
  });
};

const cells = ({ name, throughput, ratio, p50, p95, cpu, cpuRatio }: Line): readonly string[] => [
  name,
  throughput.toFixed(0),
  ratio.toFixed(2),
  p50.toFixed(2),
  p95.toFixed(2),
  cpu === null ? '-' : cpu.toFixed(2),
  cpuRatio === null ? '-' : `${cpuRatio.toFixed(2)} x`,
];

const verdict = ({ name, target, ratio }: Line): string[] => {
  if (target === null) return [];
  const outcome = ratio >= target ? 'met' : `missed by ${(target - ratio).toFixed(2)}`;
  return [`target: ${name} >= ${target} of limit: ${ratio.toFixed(2)}, ${outcome}`];
};

/** The report: medians over the rounds; a ratio is the median of the ratios within each round. */
export const childViewReport = (
  measured: ReadonlyMap<string, readonly Measured[]>,
  conditions: Conditions,
): BenchReport => {
  const lines = linesOf(measured);
  const { children, rounds, seconds, connections, bytes, node, postgres, cores, otherLoad } = conditions;
  const head = ['contender', 'requests/s', 'of limit', 'p50 ms', 'p95 ms', 'CPU ms', 'CPU of limit'];
  const text = [
    `child view: ${children} children, ${bytes} bytes an answer, ${connections} connections, ${rounds} interleaved rounds of ${seconds} s`,
    `Node ${node}, PostgreSQL ${postgres} with fsync on, ${cores} cores shared by servers, database, load generator and a load of ${otherLoad.toFixed(1)} from elsewhere`,
    '',
    table(head, lines.map(cells)),
    '',
    ...lines.flatMap(verdict),
  ].join('\n');
  return { text, json: { conditions, lines, rounds: Object.fromEntries(measured) } };
};
