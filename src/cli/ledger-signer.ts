import { type CheckpointSigner, checkpointSigner } from '../domain/checkpoint.ts';
import type { Hub } from './open-hub.ts';

/** The name under which a hub signs its ledger's checkpoints. */
const name = 'homeward/ledger';

/** The signer of an open hub's checkpoints. */
export const ledgerSigner = ({ key }: Pick<Hub, 'key'>): CheckpointSigner =>
  checkpointSigner(Buffer.from(key, 'hex'), name);
