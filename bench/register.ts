import type { Bench } from './bench.ts';
import { childView } from './child-view/child-view.ts';
import { compileBench } from './compile.ts';

/** ★ The register of benches. */
export const benches: readonly Bench[] = [childView, compileBench];
