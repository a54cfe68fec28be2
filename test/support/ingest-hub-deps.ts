import { exactIdentify } from '../../src/app/identify/exact-identify.ts';
import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import type { Adapter } from '../../src/domain/adapter.ts';
import { assessNotification } from '../../src/domain/profile/assess.ts';
import { projectChild } from '../../src/domain/project-child.ts';
import { linesAdapter } from './lines-adapter.ts';

/** The dependencies of an ingest over these pools, with the real identity rules and projection. */
export const ingestDeps = (
  pools: IngestDeps['pools'],
  adapters: readonly Adapter[] = [linesAdapter()],
): IngestDeps => ({
  pools,
  adapters,
  identify: exactIdentify({ secret: Buffer.from('a secret of the tests') }),
  projector: (facts) => projectChild(facts, assessNotification),
});
