import { buildSchema, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoClockStart, domainClock } from '../../src/server/domain-clock.ts';
import { html } from '../../src/server/web/html.ts';
import type { DevelopmentOffers } from '../../src/server/web/routes.ts';
import { type SmallHub, smallHub, smallSchema } from '../support/small-hub.ts';

const clock = domainClock({ startsAt: demoClockStart, systemNow: () => 0 });
const offers: DevelopmentOffers = {
  curlLines: async (address) => [{ title: 'A social worker', command: `curl ${address}/graphql -H 'a: <TOKEN>'` }],
  viewers: async () => [{ role: 'social-worker', title: 'social worker', token: 'TOKEN' }],
};
const web = { schema: smallSchema(), clock, isDemoClock: true };

let hub: SmallHub;
beforeAll(async () => {
  hub = await smallHub({ web: { ...web, offers } });
});
afterAll(() => hub.close());

const local = { host: 'localhost:4000' };

describe('the landing page', () => {
  test('says what the hub is and what the demo clock shows', async () => {
    const { body, headers } = await hub.app.inject({ url: '/', headers: local });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('children who go missing from home or care in England');
    expect(body).toMatch(/Friday,? 23 October 2015 (at|,)? ?10:00/);
  });

  test('links the explorer, the schema and the health of the hub, each of which answers', async () => {
    const { body } = await hub.app.inject({ url: '/', headers: local });
    const links = [...body.matchAll(/(?:href|src)="(\/[^"#]*)"/g)].map(([, address]) => address ?? '');
    expect(links).toEqual(expect.arrayContaining(['/explorer', '/schema.graphql', '/health/ready']));
    for (const url of links) expect((await hub.app.inject(url)).statusCode, url).toBe(200);
  });

  test('shows the curl lines to this machine, escaped', async () => {
    const { body } = await hub.app.inject({ url: '/', headers: local });
    expect(body).toContain('curl http://localhost:4000/graphql -H &#39;a: &lt;TOKEN&gt;&#39;');
  });

  test.for([
    { url: '/', headers: { host: 'rebound.example' } },
    { url: '/', headers: local, remoteAddress: '192.0.2.7' },
    { url: '/explorer/viewers.json', headers: { host: 'rebound.example' } },
    { url: '/explorer/viewers.json', headers: local, remoteAddress: '192.0.2.7' },
  ])('gives no token to another machine or under another name: %j', async (request) => {
    const answer = await hub.app.inject(request);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain('TOKEN');
  });

  test('holds no token where none are offered, as in production', async () => {
    const bare = await smallHub({ web, production: true });
    expect((await bare.app.inject({ url: '/', headers: local })).body).not.toContain('curl');
    expect((await bare.app.inject({ url: '/explorer/viewers.json', headers: local })).json()).toEqual([]);
    await bare.close();
  });
});

describe('the explorer', () => {
  test('comes from this machine entirely, scripts in files of their own', async () => {
    for (const url of ['/', '/explorer']) {
      const { body, headers } = await hub.app.inject(url);
      expect(body).not.toMatch(/(?:href|src|action)="(?:https?:)?\/\//);
      expect(body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="/);
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    }
    const { body } = await hub.app.inject('/explorer');
    for (const [, url] of body.matchAll(/(?:href|src)="(\/assets\/[^"]*)"/g))
      expect((await hub.app.inject(url ?? '')).statusCode, url).toBe(200);
  });

  test('offers a token for each viewer to this machine', async () => {
    expect((await hub.app.inject({ url: '/explorer/viewers.json', headers: local })).json()).toEqual([
      { role: 'social-worker', title: 'social worker', token: 'TOKEN' },
    ]);
  });

  test('reads the schema from a file, so that its caller needs no right to list it', async () => {
    const { data } = (await hub.app.inject('/schema.json')).json();
    expect(data.__schema.queryType.name).toBe('Query');
    const { body } = await hub.app.inject('/schema.graphql');
    expect(printSchema(buildSchema(body))).toBe(printSchema(smallSchema()));
  });
});

test('a page escapes whatever is put into it', () => {
  expect(html`<p title="${'"><script>'}">${"it's <b>"}</p>`.html).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">it&#39;s &lt;b&gt;</p>',
  );
});
