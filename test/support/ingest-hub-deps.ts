import { linkIdentify } from '../../src/app/identify/link-identify.ts';
import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import type { Adapter } from '../../src/domain/adapter.ts';
import { zoneThresholds } from '../../src/domain/matching.ts';
import { assessNotification } from '../../src/domain/profile/assess.ts';
import { projectChild } from '../../src/domain/project-child.ts';
import { linesAdapter } from './lines-adapter.ts';

/** What the tests decide identity with. */
export const identifying = { secret: Buffer.from('a secret of the tests'), thresholds: zoneThresholds.usual };

/** The dependencies of an ingest over these pools, with the real identity rules and projection. */
export const ingestDeps = (
  pools: IngestDeps['pools'],
  adapters: readonly Adapter[] = [linesAdapter()],
): IngestDeps => ({
  pools,
  adapters,
  identify: linkIdentify(identifying),
  projector: (facts) => projectChild(facts, assessNotification),
});
