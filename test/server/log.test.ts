import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../src/server/log.ts';
import { type SmallHub, smallHub } from '../support/small-hub.ts';

let hub: SmallHub;
beforeAll(async () => {
  hub = await smallHub();
});
afterAll(() => hub.close());

test('nothing of what is asked about a child, nor of who asks, reaches the log', async () => {
  const token = await hub.issuer.mint({ role: 'social-worker', organisation: 'E08000017', person: 'CANARYPERSON' });
  const authorization = `Bearer ${token}`;
  const query = 'query CANARYOPERATION($text: String!) { CANARYALIAS: echo(text: $text) fail }';
  await hub.ask(query, {
    headers: { authorization, 'x-request-id': 'CANARYREQUEST' },
    variables: { text: 'CANARYVALUE' },
  });
  await hub.ask('{ echo(text: "CANARYLITERAL") }', { headers: { authorization } });
  await hub.ask('{ CANARYFIELD }', { headers: { authorization: 'Bearer CANARY.TOKEN.X' } });
  await hub.ask(query, { headers: { authorization }, variables: { text: ['CANARYLIST'] } });
  await hub.app.inject({ url: '/graphql?query=CANARYADDRESS', headers: { 'user-agent': 'CANARYAGENT' } });
  await hub.app.inject('/CANARYPATH');
  await hub.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: '{"CANARYBROKEN',
  });
  expect(
    hub
      .logged()
      .split('\n')
      .filter((line) => line.includes('"request"')),
  ).toHaveLength(7);
  expect(hub.logged()).not.toMatch(/CANARY|eyJ|Bearer/i);
});

test('a request is logged by its route, its outcome and the organisation that asked', async () => {
  const answer = await hub.ask('{ who }', { headers: { authorization: `Bearer ${await hub.token()}` } });
  const line = hub
    .logged()
    .split('\n')
    .find((one) => one.includes(String(answer.headers['x-request-id'])));
  expect(JSON.parse(line ?? '{}')).toEqual({
    level: 30,
    time: expect.any(String),
    requestId: answer.headers['x-request-id'],
    method: 'POST',
    route: '/graphql',
    status: 200,
    milliseconds: expect.any(Number),
    organisation: 'E08000017',
    role: 'social-worker',
    purpose: 'SAFEGUARD_PLAN',
    msg: 'request',
  });
});

test('a field or event that is not on the list is dropped, whatever the compiler was told', () => {
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  const log = openLog({ level: 'info', destination });
  const fields: object = { status: 200, name: 'CANARYNAME' };
  log.info('request', fields);
  log.fault(Object.assign(new Error('CANARYMESSAGE'), { code: '23505', detail: 'CANARYDETAIL' }));
  expect(lines.join('')).not.toContain('CANARY');
  expect(lines.join('')).toContain('"errorCode":"23505"');
});
