import { hkdfSync } from 'node:crypto';
import { adapters } from '../../adapters/index.ts';
import { exactIdentify } from '../app/identify/exact-identify.ts';
import type { IngestDeps } from '../app/ingest/deps.ts';
import { assessNotification } from '../domain/profile/assess.ts';
import { projectChild } from '../domain/project-child.ts';
import type { Hub } from './open-hub.ts';

/** What ingest, replay, submission and rebuild of an open hub need: one wiring, so that all derive the same. */
export function ingestDepsOf({ pools, key }: Pick<Hub, 'pools' | 'key'>): IngestDeps {
  return {
    pools,
    adapters,
    identify: exactIdentify({
      secret: Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', 'identity-keys', 32)),
    }),
    projector: (facts) => projectChild(facts, assessNotification),
  };
}
