import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OwnedPools } from '../../src/store/pools.ts';
import { rounds } from '../support/depth.ts';
import { newRandom, type Random } from '../support/random.ts';
import { type ServedHub, serveTestHub } from '../support/served-hub.ts';
import { viewerOf } from '../support/world-viewers.ts';

/** Values of which each is nowhere else: what may be asked about, and what must never be told elsewhere. */
const canaries = {
  givenNames: 'Canaryann',
  familyName: 'Canarysmith',
  nhsNumber: '9991234567',
  street: '17 Canary Wharf Road',
  postcode: 'DN4 0ZZ',
  upn: 'M371000015001',
  note: 'Seen at the canal with CANARYNOTE',
  person: 'CANARYWORKER',
  operation: 'CANARYOPERATION',
  alias: 'CANARYALIAS',
  key: 'CANARYKEYxyz',
  agent: 'CANARYAGENT/1.0',
} as const;

const requests = rounds(200, 10_000);
let isFailing = false;
let hub: ServedHub;
let tokens: readonly string[];

/** Pools over the same database whose reads fail, when told to, as a statement does that quotes what it was given. */
const failing = (pools: OwnedPools): OwnedPools => ({
  ...pools,
  read: new Proxy(pools.read, {
    get: (pool, name) => {
      if (isFailing && name === 'connect') {
        return async () => {
          const detail = `Key (nhs_number)=(${canaries.nhsNumber}) of ${canaries.givenNames} at ${canaries.street}`;
          throw Object.assign(new Error(`select '${canaries.note}' failed: ${detail}`), { code: '23505', detail });
        };
      }
      const value: unknown = Reflect.get(pool, name);
      return typeof value === 'function' ? value.bind(pool) : value;
    },
  }),
});

beforeAll(async () => {
  hub = await serveTestHub({ pools: ({ pools }) => failing(pools) });
  const { owner } = hub.database.pools;
  await owner.query(
    'update child_view set given_names = $1, family_name = $2, nhs_number = $3, upn = $4, home_address = $5',
    [
      ...[canaries.givenNames, canaries.familyName, canaries.nhsNumber, canaries.upn],
      JSON.stringify({ lines: [canaries.street], postcode: canaries.postcode }),
    ],
  );
  await owner.query('update notification set circumstances = $1', [canaries.note]);
  const people = ['social-worker', 'police-missing-coordinator', 'auditor', 'school-safeguarding-lead'] as const;
  tokens = await Promise.all(people.map((role) => hub.token({ ...viewerOf(role), person: canaries.person })));
});
afterAll(() => hub.close());

const all =
  '{ children { nodes { givenNames familyName nhsNumber homeAddress { lines postcode } notifications { circumstances } } } }';
const byNumber = `query ${canaries.operation}($v: String!) { ${canaries.alias}: childByIdentifier(system: NHS_NUMBER, value: $v) { id } }`;
const json = JSON.stringify;

/** What is asked; `fails` where no answer may hold a canary. */
const asked: readonly { readonly write: (random: Random) => string; readonly fails?: true; readonly who?: string }[] = [
  { write: () => json({ query: all }) },
  { write: () => json({ query: byNumber, variables: { v: canaries.nhsNumber } }) },
  { write: () => json({ query: `{ childByIdentifier(system: UPN, value: "${canaries.upn}") { id } }` }) },
  { write: () => json({ query: `{ children { nodes { ${canaries.alias}: givenNames` }), fails: true },
  {
    write: (random) => json({ query: all, variables: { v: canaries.note } }).slice(0, 20 + random.below(60)),
    fails: true,
  },
  { write: () => json({ query: byNumber, variables: { v: { [canaries.key]: canaries.nhsNumber } } }), fails: true },
  { write: () => json({ query: byNumber, variables: { v: [canaries.street] } }), fails: true },
  { write: () => json({ query: byNumber, variables: { v: `${canaries.familyName}\u0000` } }), fails: true },
  { write: () => `{"query":"{ hub { now } }","${canaries.key}":1,"${canaries.key}":2}`, fails: true },
  { write: () => json({ query: all, variables: { v: canaries.note.repeat(4_000) } }), fails: true },
  { write: () => json({ query: all }), fails: true, who: `Bearer eyJ${canaries.key}.${canaries.key}.${canaries.key}` },
  { write: () => json({ query: all }), fails: true, who: `Basic ${canaries.key}` },
  { write: () => json({ query: all }), fails: true, who: '' },
];

const ofChildren = [canaries.givenNames, canaries.street, canaries.note, canaries.postcode];
/** Names of a caller's own document may stand in the answer to them, values may not. */
const named: readonly string[] = [canaries.alias, canaries.operation];
const values = Object.values(canaries).filter((canary) => !named.includes(canary));
const everything = Object.values(canaries);

const leaksIn = (text: string, among: readonly string[]): readonly string[] =>
  among.filter((canary) => text.toLowerCase().includes(canary.toLowerCase()));

const ask = async (random: Random) => {
  const { write, fails = false, who } = random.pick(asked);
  isFailing = random.chance(0.3);
  const response = await hub.app.inject({
    method: 'POST',
    url: `/graphql?${canaries.upn}`,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      'user-agent': canaries.agent,
      'x-request-id': canaries.key,
      'x-forwarded-for': canaries.person,
      authorization: who ?? random.pick(tokens),
    },
    payload: write(random),
  });
  isFailing = false;
  const { data = null, errors = [] } = response.json();
  return {
    status: response.statusCode,
    isShown: leaksIn(response.body, ofChildren).length > 0,
    leaks: [...leaksIn(json(response.headers), everything), ...leaksIn(json(errors), [...values, ...tokens])],
    isAnsweredAmiss: fails && data !== null,
  };
};

test(`no value of a child, a caller or a secret is in a log line, an error or a header, in ${requests} requests`, async () => {
  const random = newRandom(18);
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  for (let at = 0; at < requests; at += 1) {
    // Nobody's minute is spent by asking quickly here.
    hub.wait(1_000);
    answers.push(await ask(random));
  }
  expect(answers.flatMap(({ leaks }) => leaks)).toEqual([]);
  expect(answers.filter(({ isAnsweredAmiss }) => isAnsweredAmiss)).toEqual([]);
  const share = (is: (answer: (typeof answers)[number]) => boolean) => answers.filter(is).length / requests;
  expect(share(({ isShown }) => isShown)).toBeGreaterThan(0.02);
  expect(share(({ status }) => status === 500)).toBeGreaterThan(0.02);
  expect(share(({ status }) => status >= 400 && status < 500)).toBeGreaterThan(0.4);
  expect(leaksIn(hub.logged(), [...everything, ...tokens.map((token) => token.slice(-40)), 'eyJ', 'Bearer'])).toEqual(
    [],
  );
}, 900_000);

test('the log does hold what is needed to find a request again: its id, its code and how long it took', async () => {
  isFailing = true;
  const response = await hub.ask(tokens[0] ?? '', { query: all });
  isFailing = false;
  const { id } = response.json().errors[0].extensions;
  const lines = hub
    .logged()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ faultId }) => faultId === id)).toEqual([
    expect.objectContaining({ msg: 'fault', errorName: 'Error', errorCode: '23505', frames: expect.any(Array) }),
  ]);
  expect(lines.filter(({ requestId }) => requestId === response.headers['x-request-id'])).toEqual([
    expect.objectContaining({ msg: 'request', status: 500, milliseconds: expect.any(Number), role: 'social-worker' }),
  ]);
  const asked = lines.filter(({ msg }) => msg === 'request');
  expect(asked).toHaveLength(requests + 1);
});
