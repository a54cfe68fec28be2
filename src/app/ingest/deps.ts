import type { Adapter } from '../../domain/adapter.ts';
import type { Pools } from '../../store/pools.ts';
import type { Identify } from '../identify/identify.ts';
import type { ProjectDeps } from '../project.ts';

/** What taking files in needs from outside. */
export interface IngestDeps extends ProjectDeps {
  readonly pools: Pick<Pools, 'ingest'>;
  /** The register of adapters. */
  readonly adapters: readonly Adapter[];
  readonly identify: Identify;
}
