import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openLog } from '../../src/server/log.ts';
import { closeServer } from '../../src/server/serve-hub.ts';
import { stopInOrder } from '../../src/server/shutdown.ts';
import { smallHub } from '../support/small-hub.ts';

test('a request under way is answered while the hub ends, and no new one is taken', async () => {
  const hub = await smallHub();
  const address = await hub.app.listen({ host: '127.0.0.1', port: 0 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await hub.token()}` };
  const underWay = fetch(`${address}/graphql`, { method: 'POST', headers, body: '{"query":"{ slow }"}' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const closed = closeServer(hub.app);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(fetch(`${address}/health/live`)).rejects.toThrow('fetch failed');
  expect(await (await underWay).json()).toEqual({ data: { slow: 'done' } });
  await closed;
});

test('a part that fails or dawdles is told of and does not keep the next from stopping', async () => {
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  const stopped: string[] = [];
  const steps = [
    { name: 'failing', patienceMs: 1_000, stop: () => Promise.reject(new Error('CANARY')) },
    { name: 'dawdling', patienceMs: 20, stop: () => new Promise<void>(() => undefined) },
    { name: 'orderly', patienceMs: 1_000, stop: async () => stopped.push('orderly') },
  ];
  await stopInOrder(steps, openLog({ level: 'info', destination }));
  expect(stopped).toEqual(['orderly']);
  expect(lines.map((line) => JSON.parse(line)).map(({ msg, step }) => [msg, step])).toEqual([
    ['fault', 'failing'],
    ['stop-step-failed', 'dawdling'],
  ]);
});
