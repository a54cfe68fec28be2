import type { Bench } from './bench.ts';
import { childMatchBench } from './child-match/child-match.ts';
import { childView } from './child-view/child-view.ts';
import { compileBench } from './compile.ts';
import { completenessBench } from './completeness/completeness.ts';
import { hostileBench } from './hostile/hostile.ts';
import { ledgerBench } from './ledger/ledger.ts';
import { loadBench } from './load/load.ts';
import { matchBench } from './match/match.ts';

/** ★ The register of benches. */
export const benches: readonly Bench[] = [
  childView,
  compileBench,
  ledgerBench,
  loadBench,
  hostileBench,
  completenessBench,
  matchBench,
  childMatchBench,
];
