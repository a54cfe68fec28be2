import { setTimeout as wait } from 'node:timers/promises';
import { type CheckpointDeps, makeCheckpoint } from '../app/ledger/make-checkpoint.ts';
import { type Witness, witnessCheckpoint } from '../app/ledger/witness-checkpoint.ts';
import { verifierOf } from '../domain/checkpoint.ts';

export interface CheckpointingOptions extends CheckpointDeps {
  readonly witness: Witness;
  readonly everyMs: number;
  readonly systemNow: () => number;
  readonly signal: AbortSignal;
  /** Told of a witness that refuses, or of a database that is away; the next turn tries again. */
  readonly onFault: (error: unknown) => void;
}

const once = async (options: CheckpointingOptions): Promise<void> => {
  const at = new Date(options.systemNow()).toISOString();
  while ((await makeCheckpoint(options, at)) > 0 && !options.signal.aborted);
  await witnessCheckpoint({ ...options, verifier: verifierOf(options.signer) }, at);
};

/** Signs the ledger's growth and has it witnessed every so often until told to stop, and once more then. */
export const startCheckpointing = (options: CheckpointingOptions): { readonly stopped: Promise<void> } => {
  const { everyMs, signal, onFault } = options;
  const run = async (): Promise<void> => {
    for (let isOver = false; !isOver; ) {
      isOver = signal.aborted;
      await once(options).catch(onFault);
      if (!isOver) await wait(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  return { stopped: run() };
};
