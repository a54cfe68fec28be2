import { migrate } from '../../prisma/migrate.ts';
import type { zoneThresholds } from '../domain/matching.ts';
import { type Embedded, startEmbedded } from '../store/embedded/embedded.ts';
import { hubKey } from '../store/embedded/secrets.ts';
import { DatabaseUnfit } from '../store/errors.ts';
import { bindHubKey } from '../store/hub-key.ts';
import { openPools, type Pools } from '../store/pools.ts';
import type { CommandDeps } from './command.ts';
import { Interrupted } from './usage.ts';

/** A database that is running and migrated, and the means to use it. */
export interface Hub {
  readonly url: string;
  readonly pools: Pools;
  /** 32 bytes in hexadecimal. */
  readonly key: string;
  readonly isEmbedded: boolean;
  /** By which zones records are linked; the usual ones where nobody says. */
  readonly linkZones?: keyof typeof zoneThresholds;
  /** The migrations that opening it applied. */
  readonly migrated: readonly string[];
  /** Ends the connections, and the embedded server unless others use it. Calling it again is harmless. */
  close(): Promise<void>;
}

const PATIENCE_MS = 2_000;

async function patiently(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  // A statement that will not end must not keep the server, or the process, from ending.
  await Promise.race([work, tired]);
  clearTimeout(timer);
}

function closer(embedded: Embedded | undefined, pools: Pools | undefined): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async () => {
    if (pools) await patiently(pools.end());
    await embedded?.stop();
  };
  return () => {
    closed ??= close();
    return closed;
  };
}

// What a wrong DATABASE_URL comes to: nobody there, no such host, wrong password, no such role, no such database.
const UNREACHABLE: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000'];

function explain(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (!UNREACHABLE.includes(code)) return error;
  return new DatabaseUnfit(`the database could not be connected to (${String(code)})`, { cause: error });
}

/** Starts the embedded database or attaches to it, or connects to the one given; migrates; opens the pools. */
export async function openHub({ config, progress }: Pick<CommandDeps, 'config' | 'progress'>): Promise<Hub> {
  const { dataDir, databaseUrl } = config;
  const embedded = databaseUrl ? undefined : await startEmbedded({ dataDir, onLog: progress });
  const url = databaseUrl ?? embedded?.url ?? '';
  try {
    const { applied } = await migrate(url, { onProgress: (name) => progress(`applying migration ${name}`) });
    const key = config.key ?? (await hubKey(dataDir));
    const pools = await openPools({ url });
    const close = closer(embedded, pools);
    await bindHubKey(pools.ingest, key).catch(async (error: unknown) => {
      await pools.end();
      throw error;
    });
    return {
      url,
      pools,
      key,
      isEmbedded: embedded !== undefined,
      linkZones: config.linkZones,
      migrated: applied,
      close,
    };
  } catch (error) {
    await embedded?.stop();
    throw explain(error);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const interrupt = () => reject(new Interrupted('asked to end before the work was done'));
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
  });
}

/**
 * Opens the hub for this work and closes it afterwards. When the process is asked to end meanwhile the work is left where
 * it is; a command that must end in an order of its own opens the hub itself.
 */
export async function withHub<T>(deps: CommandDeps, work: (hub: Hub) => Promise<T>): Promise<T> {
  const hub = await openHub(deps);
  try {
    return await Promise.race([work(hub), whenAborted(deps.signal)]);
  } finally {
    await hub.close();
  }
}
