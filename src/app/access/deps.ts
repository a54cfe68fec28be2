import { hkdfSync } from 'node:crypto';
import type { IngestDeps } from '../ingest/deps.ts';

/** What opening a way to a child needs. */
export interface AccessDeps extends Pick<IngestDeps, 'pools' | 'projector'> {
  /** Seals the handles of children: 32 bytes. */
  readonly handleKey: Uint8Array;
}

/** The key of handles, derived from the hub's. */
export const handleKeyOf = (hubKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', hubKey, '', 'child-handle', 32));
