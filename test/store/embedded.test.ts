import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Embedded, startEmbedded, stopEmbedded } from '../../src/store/embedded/embedded.ts';
import { readIfPresent } from '../../src/store/embedded/files.ts';
import { withLock } from '../../src/store/embedded/lock.ts';
import { isAlive } from '../../src/store/embedded/processes.ts';
import { hubKey, secret } from '../../src/store/embedded/secrets.ts';
import { openPools } from '../../src/store/pools.ts';
import { removeCluster, withClient } from '../support/test-server.ts';

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await removeCluster(folder);
});

async function aFolder(parent = tmpdir()): Promise<string> {
  const folder = join(await mkdtemp(join(await realpath(parent), 'homeward-embedded-')), 'data');
  folders.push(folder, join(folder, '..'));
  return folder;
}

const start = (dataDir: string): Promise<Embedded> => startEmbedded({ dataDir, fsync: false });

function ask<T extends object>(url: string, sql: string): Promise<T | undefined> {
  return withClient(url, async (client) => (await client.query<T>(sql)).rows[0]);
}

async function postmasterPid({ home }: Embedded): Promise<number> {
  return Number((await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function untilGone(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
}

/** A process of its own that starts the database of the folder, says so on its standard output, and waits. */
async function anotherProcess(dataDir: string) {
  const script = fileURLToPath(new URL('../support/start-embedded.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()));
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it had started`)));
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    started: said.trim() === 'started',
    leave: () => {
      child.stdin.end();
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

describe('one that is running', () => {
  let embedded: Embedded;
  beforeAll(async () => {
    const folder = await mkdtemp(join(await realpath(tmpdir()), 'homeward-embedded-'));
    embedded = await start(join(folder, 'data'));
    return () => removeCluster(embedded.dataDir).then(() => rm(folder, { recursive: true }));
  });

  test('the hub connects as an ordinary role that owns its database', async () => {
    const rights = await ask(
      embedded.url,
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
      (select pg_get_userbyid(datdba) = current_user from pg_database where datname = current_database()) owns
     from pg_roles where rolname = current_user`,
    );
    expect(rights).toEqual({
      rolname: 'homeward',
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: true,
      rolcreatedb: false,
      owns: true,
    });
  });

  test('it listens on this machine alone, asks for a password, and has no socket file', async () => {
    const lines = (await readFile(join(embedded.home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    expect({ socketFolder: lines[4], listensOn: lines[5] }).toEqual({ socketFolder: '', listensOn: '127.0.0.1' });
    const wrong = new URL(embedded.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('a pool whose login is a superuser is refused', async () => {
    const superuser = new URL(embedded.url);
    superuser.username = 'postgres';
    superuser.password = await secret(embedded.dataDir, 'superuser.password');
    await withClient(superuser.href, (client) => client.query('create role homeward_read'));
    await expect(openPools({ url: superuser.href })).rejects.toMatchObject({ code: 'DATABASE_UNFIT' });
  });

  test('passwords and the hub key are readable by their owner alone, and the key stays the same', async () => {
    const { dataDir } = embedded;
    const key = await hubKey(dataDir);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await hubKey(dataDir)).toBe(key);
    for (const name of ['hub.key', 'hub.password', 'superuser.password'])
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
  });

  test.runIf(isRoot)('the server runs under an ordinary account', async () => {
    expect((await stat(`/proc/${await postmasterPid(embedded)}`)).uid).not.toBe(0);
  });
});

test('a second start attaches; the server stays until the last has left', async () => {
  const dataDir = await aFolder();
  const first = await start(dataDir);
  const second = await start(dataDir);
  expect([first.started, second.started]).toEqual([true, false]);
  const pid = await postmasterPid(first);

  await first.stop();
  expect(await ask(second.url, 'select 1 one')).toEqual({ one: 1 });
  await second.stop();
  await second.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a start after a stop finds the data of the first', async () => {
  const dataDir = await aFolder();
  const first = await start(dataDir);
  await ask(first.url, 'create table kept as select 42 answer');
  await first.stop();

  const second = await start(dataDir);
  expect(second.started).toBe(true);
  expect(await ask(second.url, 'select answer from kept')).toEqual({ answer: 42 });
});

test('a server killed with its lock file left behind starts again with its data', async () => {
  const dataDir = await aFolder();
  const first = await startEmbedded({ dataDir });
  await ask(first.url, 'create table kept as select 42 answer');
  const pid = await postmasterPid(first);
  process.kill(pid, 'SIGKILL');
  await untilGone(pid);

  const second = await start(dataDir);
  expect(second.started).toBe(true);
  expect(await ask(second.url, 'select answer from kept')).toEqual({ answer: 42 });
});

test('a process id that now belongs to a stranger is not taken for the server', async () => {
  const dataDir = await aFolder();
  const first = await start(dataDir);
  const pid = await postmasterPid(first);
  process.kill(pid, 'SIGKILL');
  await untilGone(pid);
  // The stranger runs under the server's own account, the one case PostgreSQL itself cannot tell apart.
  const { uid, gid } = await stat(join(first.home, 'cluster'));
  const identity = isRoot ? { uid, gid } : {};
  const stranger = spawn('sleep', ['60'], { ...identity, cwd: '/', stdio: 'ignore' });
  onTestFinished(() => {
    stranger.kill();
  });
  const file = join(first.home, 'cluster', 'postmaster.pid');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)));

  const second = await start(dataDir);
  expect(second.started).toBe(true);
  expect(await ask(second.url, 'select 1 one')).toEqual({ one: 1 });
  expect(stranger.exitCode).toBe(null);
});

test('starts at the same moment share one server', async () => {
  const dataDir = await aFolder();
  const others = await Promise.all([1, 2, 3].map(() => anotherProcess(dataDir)));
  expect(others.filter(({ started }) => started)).toHaveLength(1);

  const here = await start(dataDir);
  const pid = await postmasterPid(here);
  await Promise.all(others.map(({ leave }) => leave()));
  expect(await ask(here.url, 'select 1 one')).toEqual({ one: 1 });
  await here.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a server a killed hub left behind is attached to, and the last out stops it', async () => {
  const dataDir = await aFolder();
  const killed = await anotherProcess(dataDir);
  await killed.kill();

  const here = await start(dataDir);
  expect(here.started).toBe(false);
  const pid = await postmasterPid(here);
  await here.stop();
  expect(isAlive(pid)).toBe(false);
});

test('stopping says whether there was something to stop, and leaves a server in use alone', async () => {
  const dataDir = await aFolder();
  expect(await stopEmbedded({ dataDir })).toBe('NOT_RUNNING');
  const other = await anotherProcess(dataDir);
  expect(await stopEmbedded({ dataDir })).toBe('IN_USE');
  await other.kill();
  expect(await stopEmbedded({ dataDir })).toBe('STOPPED');
  expect(await stopEmbedded({ dataDir })).toBe('NOT_RUNNING');
});

test('a lock whose holder was killed is taken over, one whose holder lives is waited for', async () => {
  const folder = join(await aFolder(), '..');
  const lock = join(folder, 'lock');
  await writeFile(lock, JSON.stringify({ pid: process.pid, born: 'another process of this number', ticket: 'x' }));
  expect(await withLock(lock, async () => 'taken over')).toBe('taken over');

  const order: string[] = [];
  const first = withLock(lock, async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    order.push('first');
  });
  await expect.poll(() => readIfPresent(lock)).toBeDefined();
  await withLock(lock, async () => order.push('second'));
  await first;
  expect(order).toEqual(['first', 'second']);
});

test('many processes that find one stale lock never hold it together', async () => {
  const folder = join(await aFolder(), '..');
  const lock = join(folder, 'lock');
  let holders = 0;
  let most = 0;
  await writeFile(lock, 'not even JSON');
  const work = async () => {
    holders += 1;
    most = Math.max(most, holders);
    await new Promise((resolve) => setTimeout(resolve, 5));
    holders -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(lock, work)));
  expect(most).toBe(1);
});

test.runIf(isRoot)('under a folder only root may enter, the database lives where the server can reach it', async () => {
  const closed = await aFolder();
  await mkdir(closed);
  await chmod(closed, 0o700);
  const dataDir = join(closed, '.homeward');
  folders.unshift(dataDir);
  const first = await start(dataDir);
  expect(first.home).not.toContain(closed);
  expect((await readFile(join(dataDir, 'cluster-location'), 'utf8')).trim()).toBe(first.home);
  await ask(first.url, 'create table kept as select 42 answer');
  await first.stop();
  const second = await start(dataDir);
  expect(await ask(second.url, 'select answer from kept')).toEqual({ answer: 42 });
});

test.runIf(isRoot)('a data folder deleted and made again starts with an empty database', async () => {
  const closed = await aFolder(homedir());
  await mkdir(closed);
  await chmod(closed, 0o700);
  const dataDir = join(closed, '.homeward');
  const first = await start(dataDir);
  await first.stop();
  await rm(dataDir, { recursive: true });
  folders.unshift(dataDir);
  const second = await start(dataDir);
  expect(second.home).not.toBe(first.home);
  await rm(first.home, { recursive: true });
});

test.runIf(isRoot)('what an ordinary user made stays theirs when root comes by', async () => {
  const dataDir = await aFolder();
  await mkdir(dataDir, { mode: 0o700 });
  const [uid, gid] = [1, 1];
  await chown(join(dataDir, '..'), uid, gid);
  await chown(dataDir, uid, gid);
  const embedded = await start(dataDir);
  await hubKey(dataDir);
  expect(embedded.home).toBe(dataDir);
  for (const name of ['cluster', 'hub.key', 'hub.password', 'hub.made', 'superuser.password', 'postgres.log'])
    expect((await stat(join(dataDir, name))).uid).toBe(uid);
});
