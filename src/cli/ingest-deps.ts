import { hkdfSync } from 'node:crypto';
import { adapters } from '../../adapters/index.ts';
import type { Identifying } from '../app/identify/identify.ts';
import { linkIdentify } from '../app/identify/link-identify.ts';
import type { IngestDeps } from '../app/ingest/deps.ts';
import { zoneThresholds } from '../domain/matching.ts';
import { assessNotification } from '../domain/profile/assess.ts';
import { projectChild } from '../domain/project-child.ts';
import type { Hub } from './open-hub.ts';

/** What an open hub decides identity with. */
export function identifyingOf({ key, linkZones = 'usual' }: Pick<Hub, 'key' | 'linkZones'>): Identifying {
  return {
    secret: Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', 'identity-keys', 32)),
    thresholds: zoneThresholds[linkZones],
  };
}

/** What ingest, replay, submission and rebuild of an open hub need: one wiring, so that all derive the same. */
export function ingestDepsOf(hub: Pick<Hub, 'pools' | 'key' | 'linkZones'>): IngestDeps {
  return {
    pools: hub.pools,
    adapters,
    identify: linkIdentify(identifyingOf(hub)),
    projector: (facts) => projectChild(facts, assessNotification),
  };
}
