import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeCluster } from '../support/test-server.ts';

const program = fileURLToPath(new URL('../../src/cli/homeward.js', import.meta.url));

let folder: string;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'homeward-serve-'));
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(async () => {
  await removeCluster(join(folder, '.homeward'));
  await rm(folder, { recursive: true, force: true });
});

const start = (env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [program, 'serve'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'exit').then(([code]) => ({ code: Number(code) }));
  const complaint = text(child.stderr);
  return { child, ended, complaint };
};

/** What it says until it answers, and where that is. */
const answering = async ({ stdout }: ChildProcess) => {
  let said = '';
  for await (const chunk of stdout ?? []) {
    said += String(chunk);
    const address = /answers at (\S+)\/graphql\n[\s\S]*\n$/.exec(said)?.[1];
    if (address) return { said, address };
  }
  throw new Error(`it ended: ${said}`);
};

/** Asks what the start text says to ask, as it says to. */
const askAsTold = async (said: string, address: string): Promise<readonly unknown[]> => {
  const tokens = [...said.matchAll(/Bearer ([^']+)/g)].map(([, token]) => token);
  const bodies = [...said.matchAll(/-d '([^']+)'/g)].map(([, body]) => body ?? '');
  const answers = tokens.map(async (token, at) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${address}/graphql`, { method: 'POST', headers, body: bodies[at] ?? '' });
    return answer.json();
  });
  return Promise.all(answers);
};

const childSeen = (seen: Record<string, unknown>) => ({
  data: { children: { nodes: [expect.objectContaining({ age: 14, missingNow: true, ...seen })] } },
});

test('the hub starts with one command and shows one missing child to three people, each their share', async () => {
  const { child, ended } = start({});
  const { said, address } = await answering(child);
  expect(said).toContain('Demo clock: 2015-10-23T09:0');
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  const withheld = (field: string) => expect.objectContaining({ field, reason: 'WITHHELD_BY_POLICY' });
  expect(await askAsTold(said, address)).toMatchObject([
    childSeen({ givenNames: 'Robyn', legalStatus: 'C2', absences: [withheld('medicalNeeds')] }),
    childSeen({
      givenNames: 'Robyn',
      legalStatus: null,
      absences: [withheld('legalStatus'), withheld('medicalNeeds')],
    }),
    childSeen({ givenNames: null, placementAddress: null }),
  ]);
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0 });
});

test('a second start finds what the first left, and a third is refused its port', async () => {
  const { child, ended, complaint } = start({});
  const { said, address } = await answering(child);
  expect(await askAsTold(said, address)).toContainEqual(expect.objectContaining(childSeen({ givenNames: 'Robyn' })));
  const third = start({ PORT: new URL(address).port });
  expect(await third.ended).toEqual({ code: 1 });
  expect(await third.complaint).toMatch(/ADDRESS_IN_USE: port \d+ is in use/);
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0 });
  expect(await complaint).not.toContain('loading');
});

test('in production it starts, gives away no token and accepts none of the development issuer', async () => {
  const { child, ended, complaint } = start({ NODE_ENV: 'production' });
  const { said, address } = await answering(child);
  const page = await (await fetch(`${address}/`)).text();
  const offered = await (await fetch(`${address}/explorer/viewers.json`)).text();
  expect((await fetch(`${address}/issuer/jwks`)).status).toBe(404);
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: 0 });
  expect(`${said}${page}${offered}${await complaint}`).not.toMatch(/eyJ|Bearer/);
});
