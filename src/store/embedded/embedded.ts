import { join } from 'node:path';
import { EmbeddedUnavailable } from '../errors.ts';
import { installBinaries } from './binaries.ts';
import { ensureCluster, ensureHub } from './cluster.ts';
import { isPresent, isSystemError } from './files.ts';
import { type Home, locateHome } from './home.ts';
import { withLock } from './lock.ts';
import { runningPort, startServer, stopServer } from './server.ts';
import { address, openPresence, type Presence } from './session.ts';

/** Which embedded database is meant, and whom to tell of slow steps. */
export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly onLog?: (line: string) => void;
  /** Off only for databases that may be lost with the machine. */
  readonly fsync?: boolean;
}

/** A running embedded PostgreSQL that this process uses. */
export interface Embedded {
  /** The address for the hub's own role, which is not a superuser. */
  readonly url: string;
  /** Whether this call started the server, or found it running. */
  readonly started: boolean;
  readonly dataDir: string;
  /** Where cluster, programs and log are: `dataDir`, unless the server's account cannot enter that. */
  readonly home: string;
  /** Ends this use; the last process out stops the server, whoever started it. */
  stop(): Promise<void>;
}

async function startFresh(home: Home, { onLog, fsync = true }: EmbeddedOptions): Promise<number> {
  onLog?.('starting the embedded PostgreSQL');
  const bin = await installBinaries(home.folder);
  await ensureCluster(home, bin, { fsync });
  return startServer(home, bin, { fsync });
}

function explain(error: unknown): unknown {
  if (!isSystemError(error, 'EACCES') && !isSystemError(error, 'EPERM') && !isSystemError(error, 'EROFS')) return error;
  const advice = 'run as the user it belongs to, or choose another with --data-dir';
  return new EmbeddedUnavailable(`this user may not work in the data folder: ${advice}`, { cause: error });
}

/** Runs the work on the data folder while no other process works on it. */
async function alone<T>(asked: string, work: (home: Home) => Promise<T>): Promise<T> {
  try {
    const { dataDir } = await locateHome(asked);
    // Located again under the lock, as the process before may have moved in meanwhile.
    return await withLock(join(dataDir, 'lock'), async () => work(await locateHome(dataDir)));
  } catch (error) {
    throw explain(error);
  }
}

async function leave(home: Home, presence: Presence): Promise<void> {
  await alone(home.dataDir, async () => {
    // A server somebody else has meanwhile stopped, or killed, is shared with nobody.
    const isShared = await presence.isShared().catch(() => false);
    await presence.close();
    if (isShared || (await runningPort(home)) === undefined) return;
    await stopServer(home, await installBinaries(home.folder));
  });
}

/** Attaches to the running embedded PostgreSQL of the data folder, or makes and starts it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  return alone(options.dataDir, async (home) => {
    const running = await runningPort(home);
    const port = running ?? (await startFresh(home, options));
    // Before the presence, so that a start cut short between the two is made good by the next.
    await ensureHub(home, port);
    const url = await address(home, port, 'homeward');
    const presence = await openPresence(url);
    let left: Promise<void> | undefined;
    const stop = () => {
      left ??= leave(home, presence);
      return left;
    };
    return { url, started: running === undefined, dataDir: home.dataDir, home: home.folder, stop };
  });
}

/** What stopping found: nothing running, a server still used by others, or one it stopped. */
export type StopOutcome = 'NOT_RUNNING' | 'IN_USE' | 'STOPPED';

async function isUsed(home: Home, port: number): Promise<boolean> {
  const presence = await openPresence(await address(home, port, 'homeward')).catch(() => undefined);
  // A server whose hub role was never made serves nobody.
  if (!presence) return false;
  try {
    return await presence.isShared();
  } finally {
    await presence.close();
  }
}

/** Stops the embedded PostgreSQL a killed hub left behind; one in use is left alone unless `force` says otherwise. */
export async function stopEmbedded(
  options: Pick<EmbeddedOptions, 'dataDir'> & { force?: boolean },
): Promise<StopOutcome> {
  // No server was ever started here, and looking for one must not make its folders.
  if (!(await isPresent(join(options.dataDir, 'superuser.password')))) return 'NOT_RUNNING';
  return alone(options.dataDir, async (home) => {
    const port = await runningPort(home);
    if (port === undefined) return 'NOT_RUNNING';
    if (!options.force && (await isUsed(home, port))) return 'IN_USE';
    await stopServer(home, await installBinaries(home.folder));
    return 'STOPPED';
  });
}
