import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reception } from '../../src/app/exchange/receive-envelope.ts';
import { exchangeRoutes } from '../../src/server/exchange/routes.ts';
import { exchangeMediaType, httpTransport, httpWitness } from '../../src/server/exchange/transport.ts';

let answer: Reception = { kind: 'NOT_YET' };
const taken: string[] = [];
const app = fastify();
let url = '';
beforeAll(async () => {
  await app.register(
    exchangeRoutes({
      take: async (envelope) => {
        taken.push(envelope);
        return answer;
      },
      cosign: async (request) => ({ kind: 'COSIGNED', signature: `signed ${request}` }),
    }),
  );
  await app.register(async (other) => {
    other.addContentTypeParser(exchangeMediaType, async () => null);
    other.post('/elsewhere', (_request, reply) => reply.redirect('/exchange', 307));
  });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

const partner = (path: string) => ({
  ...{ authority: 'E08000018', name: 'Rotherham', url: `${url}${path}`, keys: [] },
  dutyManager: { name: 'Maeve Oduya', post: 'Duty manager', phone: '01709 000004' },
});

test('a receipt comes back as it was signed', async () => {
  answer = { kind: 'RECEIPT', receipt: 'a.b.c' };
  expect(await httpTransport(partner('/exchange'), 'x.y.z')).toBe('a.b.c');
  expect(taken).toEqual(['x.y.z']);
});

test.for([
  ['an earlier message has to come first', { kind: 'NOT_YET' }, 409, 'NOT_YET'],
  ['it is not believed, which is not explained', { kind: 'NOT_BELIEVED', fault: 'SIGNATURE' }, 403, 'NOT_BELIEVED'],
] as const)('without a receipt: %s', async ([, reception, status, code]) => {
  answer = reception;
  expect(await httpTransport(partner('/exchange'), 'x.y.z')).toBeNull();
  const response = await app.inject({
    ...{ method: 'POST', url: '/exchange', payload: 'x.y.z', headers: { 'content-type': exchangeMediaType } },
  });
  expect([response.statusCode, response.json().errors?.[0]?.extensions?.code]).toEqual([status, code]);
  expect(response.body).not.toContain('SIGNATURE');
});

test.for([
  ['JSON', { 'content-type': 'application/json' }, '{}', 415],
  ['what is no envelope', { 'content-type': exchangeMediaType }, 'hello', 403],
  ['half a megabyte', { 'content-type': exchangeMediaType }, `${'x'.repeat(500_000)}.y.z`, 413],
] as const)('%s is refused and never reaches the hub', async ([, headers, payload, status]) => {
  const before = taken.length;
  const response = await app.inject({ method: 'POST', url: '/exchange', payload, headers });
  expect(response.statusCode).toBe(status);
  expect(taken.length).toBe(before);
});

test('a partner’s signature under a checkpoint comes back', async () => {
  expect(await httpWitness(partner('/exchange'), 'x.y.z')).toEqual({ kind: 'COSIGNED', signature: 'signed x.y.z' });
  expect(await httpWitness(partner('/exchange'), 'hello')).toEqual({ kind: 'REFUSED', reason: 'NOT_BELIEVED' });
});

test('a redirect is not followed', async () => {
  await expect(httpTransport(partner('/elsewhere'), 'x.y.z')).rejects.toThrow();
});
