import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLane } from '../../src/store/lane.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

const take = (at: string) => inTransaction(database.pools.ingest, (tx) => takeLane(tx, at));

test('known time is the time given, in UTC with microseconds', async () => {
  expect(await take('2015-10-23T09:00:00+01:00')).toBe('2015-10-23T08:00:00.000000Z');
});

test('known time never stands still and never goes back', async () => {
  const times = [
    await take('2026-03-01T09:00:00Z'),
    await take('2026-03-01T09:00:00Z'),
    await take('2015-01-01T00:00:00Z'),
  ];
  expect(times).toEqual(['2026-03-01T09:00:00.000000Z', '2026-03-01T09:00:00.000001Z', '2026-03-01T09:00:00.000002Z']);
});

test('a transaction that is rolled back leaves no mark on known time', async () => {
  const failing = inTransaction(database.pools.ingest, async (tx) => {
    await takeLane(tx, '2030-01-01T00:00:00Z');
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  expect(await take('2026-03-01T09:00:00Z')).toBe('2026-03-01T09:00:00.000000Z');
});

test('known time rises in the order in which transactions commit', async () => {
  const committed: string[] = [];
  const write = () =>
    inTransaction(database.pools.ingest, async (tx) => {
      const knownAt = await takeLane(tx, '2026-03-01T09:00:00Z');
      await tx.query('select pg_sleep(random() * 0.01)');
      committed.push(knownAt);
    });
  await Promise.all(Array.from({ length: 30 }, write));
  expect(committed).toEqual(committed.toSorted());
  expect(new Set(committed).size).toBe(30);
});
