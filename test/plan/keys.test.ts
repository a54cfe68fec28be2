import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InvalidRequest } from '../../src/domain/errors.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { cursorSql, ownId, pseudonymOf, pseudonymSql, readCursor, readKeys } from '../../src/plan/keys.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const hubKey = Buffer.alloc(32, 9);
const auditor: Viewer = { person: 'a1', organisation: 'DSCP', role: 'auditor', purpose: 'AUDIT_PSEUDONYMISED' };
const worker: Viewer = { person: 'w1', organisation: 'E08000017', role: 'social-worker', purpose: 'SAFEGUARD_PLAN' };
const id = 'a0a0a0a0-1111-4222-8333-444444444444';
const nil = '00000000-0000-0000-0000-000000000000';

describe('ids', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  const one = async (sql: string, values: unknown[]): Promise<unknown> =>
    (await database.pools.read.query<{ value: unknown }>(`select ${sql} as value`, values)).rows[0]?.value;

  test('a pseudonym is taken back by the reader it was given to, and the database gives the same one', async () => {
    const key = readKeys(hubKey, auditor).pseudonym ?? Buffer.alloc(0);
    const pseudonym = pseudonymOf(id, key);
    expect(pseudonym).not.toBe(id);
    expect(ownId(`Child:${pseudonym}`, 'Child', readKeys(hubKey, auditor))).toBe(id);
    expect(await one(pseudonymSql('$1::uuid', '$2::bytea'), [id, key])).toBe(pseudonym);
  });

  test('two auditors know one child by two pseudonyms, and neither can use the other’s', () => {
    const other = readKeys(hubKey, { ...auditor, person: 'a2' });
    const mine = pseudonymOf(id, readKeys(hubKey, auditor).pseudonym ?? Buffer.alloc(0));
    expect(ownId(`Child:${mine}`, 'Child', other)).not.toBe(id);
  });

  test('a reader who is not pseudonymous uses the hub’s own ids', () => {
    expect(ownId(`Child:${id}`, 'Child', readKeys(hubKey, worker))).toBe(id);
  });

  test.for(['', 'Child:', `Episode:${id}`, id, `Child:${id}:x`, 'Child:nonsense'])(
    'what is no id of a child (%s) gives an id nothing has',
    (text) => {
      expect(ownId(text, 'Child', readKeys(hubKey, worker))).toBe(nil);
    },
  );

  test('a cursor the database made is read back, and shows nothing of the keys it holds', async () => {
    const { cursor } = readKeys(hubKey, worker);
    const text = String(await one(cursorSql('Episode', ['$1::uuid', '$2::uuid'], '$3::bytea'), [id, nil, cursor]));
    expect(readCursor(text, 'Episode', 2, cursor)).toEqual([id, nil]);
    expect(text).not.toContain(id.replaceAll('-', '').slice(0, 8));
  });

  test('a cursor of another list, another reader or changed in any place is refused', async () => {
    const { cursor } = readKeys(hubKey, worker);
    const text = String(await one(cursorSql('Episode', ['$1::uuid', '$2::uuid'], '$3::bytea'), [id, nil, cursor]));
    const other = readKeys(hubKey, { ...worker, organisation: 'E08000018' }).cursor;
    expect(() => readCursor(text, 'Notification', 2, cursor)).toThrow(InvalidRequest);
    expect(() => readCursor(text, 'Episode', 2, other)).toThrow(InvalidRequest);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 15 }), (place, shift) => {
        const digit = ((Number.parseInt(text[place] ?? '0', 16) + shift) % 16).toString(16);
        const changed = text.slice(0, place) + digit + text.slice(place + 1);
        expect(() => readCursor(changed, 'Episode', 2, cursor)).toThrow(InvalidRequest);
      }),
    );
  });

  test('no cursor starts at the beginning', () => {
    expect(readCursor(null, 'Child', 1, readKeys(hubKey, worker).cursor)).toEqual([nil]);
  });
});
