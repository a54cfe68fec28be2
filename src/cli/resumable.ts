import type { CommandDeps } from './command.ts';
import { type Hub, openHub } from './open-hub.ts';
import { Interrupted } from './usage.ts';

/** Work that watches the signal and stops by itself between two batches. */
export interface Resumable<T> {
  readonly work: (hub: Hub) => Promise<T>;
  /** Told to a person who ended it early. */
  readonly howToGoOn: string;
}

/** Opens the hub for work that is asked to end rather than cut off, and closes the hub once it has. */
export async function withHubToTheEnd<T>(deps: CommandDeps, { work, howToGoOn }: Resumable<T>): Promise<T> {
  const hub = await openHub(deps);
  try {
    return await work(hub);
  } catch (error) {
    if (!deps.signal.aborted || error !== deps.signal.reason) throw error;
    throw new Interrupted(`stopped after the running batch, which is kept; ${howToGoOn}`);
  } finally {
    await hub.close();
  }
}
