import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeLane } from '../../src/store/lane.ts';
import { openPools } from '../../src/store/pools.ts';
import { openReadTransaction } from '../../src/store/read-transaction.ts';
import { readOnce } from '../../src/store/single-read.ts';
import { purgeTokenRecords } from '../../src/store/token-proofs.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import {
  askWith,
  coordinatorToken,
  isShown,
  personNow,
  type RevocableHub,
  revocableHub,
  submitWith,
} from '../support/revocable-hub.ts';

const investigator = { person: 'p', organisation: '14', role: 'police-investigator', purpose: 'LOCATE_CHILD' } as const;

let hub: RevocableHub;
beforeAll(async () => {
  hub = await revocableHub();
});
afterAll(() => hub.close());

describe('a token that was revoked', () => {
  let revoked: string;
  let standing: string;
  beforeAll(async () => {
    revoked = await coordinatorToken({ jti: 'stolen' });
    standing = await coordinatorToken({ jti: 'not-stolen' });
    expect(isShown(await askWith(hub.replicas[0], revoked))).toBe(true);
    await hub.revoke({ tokenId: 'stolen' });
  });

  test('is 401 with a stable code and nothing more, also where it was believed a moment before', async () => {
    for (const replica of hub.replicas) {
      for (const accept of ['application/graphql-response+json', 'application/json']) {
        const answer = await askWith(replica, revoked, { accept });
        expect(answer.status).toBe(401);
        expect(answer.challenge).toContain('Bearer realm="homeward", error="invalid_token"');
        expect(answer.body).toEqual({
          errors: [{ message: 'The access token was revoked.', extensions: { code: 'TOKEN_REVOKED' } }],
        });
      }
      expect(isShown(await askWith(replica, standing))).toBe(true);
    }
  });

  test('leaves no entry in the ledger: nothing was disclosed', async () => {
    const before = await hub.count('ledger_entry');
    await askWith(hub.replicas[0], revoked);
    expect(await hub.count('ledger_entry')).toBe(before);
    await askWith(hub.replicas[0], standing);
    expect(await hub.count('ledger_entry')).toBe(before + 1);
  });

  test('changes nothing', async () => {
    const before = await hub.count('delivery');
    const more = { extra: 'something the hub has not been sent before' };
    expect(await submitWith(hub.replicas[0], revoked, 'key-for-revoked', more)).toMatchObject({ status: 401 });
    expect(await hub.count('delivery')).toBe(before);
    expect(await submitWith(hub.replicas[0], standing, 'key-for-revoked', more)).toMatchObject({ status: 200 });
    expect(await hub.count('delivery')).toBe(before + 1);
  });

  test('is told nothing by introspection either', async () => {
    const query = '{ __type(name: "Child") { name fields { name } } }';
    expect(await askWith(hub.replicas[0], revoked, { query })).toMatchObject({ status: 401 });
    expect(await askWith(hub.replicas[0], standing, { query })).toMatchObject({ status: 200 });
  });

  test('opens no transaction of several statements', async () => {
    const { read: pool } = hub.database.pools;
    const token = { id: 'stolen', issuedAt: new Date().toISOString() };
    await expect(openReadTransaction(pool, { ...investigator, token })).rejects.toMatchObject({
      code: 'TOKEN_REVOKED',
    });
    (await openReadTransaction(pool, { ...investigator, token: { ...token, id: 'not-stolen' } })).end();
    (await openReadTransaction(pool, investigator)).end();
  });

  test('costs no connection, and leaves statements that it would have prepared to the next', async () => {
    const pools = await openPools({ url: hub.database.url, max: 1 });
    const once = readOnce(pools.read);
    const pid = async (id: string) => {
      const issuedAt = new Date().toISOString();
      const statement = { text: 'select pg_backend_pid() pid, $1::int given', values: [1], name: 'never_before' };
      return (await once({ ...investigator, token: { id, issuedAt } }, statement))[0];
    };
    await expect(pid('stolen')).rejects.toMatchObject({ code: 'TOKEN_REVOKED' });
    const first = await pid('not-stolen');
    expect(first).toMatchObject({ given: 1 });
    await expect(pid('stolen')).rejects.toMatchObject({ code: 'TOKEN_REVOKED' });
    expect(await pid('not-stolen')).toEqual(first);
    await pools.end();
  });
});

test('a mutation that waits its turn while its token is revoked has no effect', async () => {
  const before = await hub.count('delivery');
  const token = await coordinatorToken({ jti: 'revoked-while-waiting' });
  const key = 'key-of-the-waiting';
  const asked = await inTransaction(hub.database.pools.ingest, async (tx) => {
    await takeLane(tx, '-infinity');
    const waiting = submitWith(hub.replicas[0], token, key, { extra: 'something else again' });
    const blocked = `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
    await expect.poll(async () => (await hub.database.pools.owner.query(blocked)).rowCount).toBe(1);
    await hub.revoke({ tokenId: 'revoked-while-waiting' });
    return { waiting };
  });
  expect((await asked.waiting).body).toMatchObject({ errors: [{ extensions: { code: 'TOKEN_REVOKED' } }] });
  expect(await hub.count('delivery')).toBe(before);
});

describe('what somebody was issued until an instant', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const shown = async (claims: Readonly<Record<string, unknown>>) =>
    isShown(await askWith(hub.replicas[0], await coordinatorToken(claims)));

  test('is revoked, and what they are issued later stands', async () => {
    const issuedUntil = new Date((seconds() - 60) * 1000).toISOString();
    await hub.revoke({ organisation: '14', person: 'leaver', role: null, issuedUntil });
    expect(await shown({ sub: 'leaver', iat: seconds() - 61 })).toBe(false);
    expect(await shown({ sub: 'leaver', iat: seconds() - 60 })).toBe(false);
    expect(await shown({ sub: 'leaver', iat: seconds() - 59 })).toBe(true);
    expect(await shown({ sub: 'stayer', iat: seconds() - 61 })).toBe(true);
  });

  test('is revoked in the role that was taken away, and stands in the one they keep', async () => {
    await hub.revoke(personNow('mover', 'police-missing-coordinator'));
    expect(await shown({ sub: 'mover' })).toBe(false);
    expect(await shown({ sub: 'mover', homeward_role: 'police-investigator' })).toBe(true);
  });

  test('is revoked for one organisation, and not for a namesake of another', async () => {
    await hub.revoke({ ...personNow('namesake'), organisation: 'E08000017' });
    expect(await shown({ sub: 'namesake' })).toBe(true);
  });
});

test('a revocation is forgotten when no token it could speak of is believed any more', async () => {
  await hub.revoke({ tokenId: 'young' });
  await hub.database.pools.owner.query(
    `insert into token_revocation (id, token_id, revoked_at) values
       (gen_random_uuid(), 'old', now() - interval '32 days'), (gen_random_uuid(), 'nearly', now() - interval '30 days')`,
  );
  await inTransaction(hub.database.pools.ingest, (tx) => purgeTokenRecords(tx, 31));
  const { rows } = await hub.database.pools.owner.query(
    `select token_id from token_revocation where token_id in ('young', 'old', 'nearly') order by 1`,
  );
  expect(rows).toEqual([{ token_id: 'nearly' }, { token_id: 'young' }]);
});
