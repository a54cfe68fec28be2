import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction, type Transaction } from '../../src/store/transaction.ts';
import {
  closeOthers,
  diffVersions,
  replaceVersions,
  type VersionedTable,
  writeVersions,
} from '../../src/store/versions.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const table: VersionedTable = { name: 'thing', id: 'id', owner: 'owner', ignored: ['seen_by'], superseding: '' };
const [one, two, owner] = [randomUUID(), randomUUID(), randomUUID()];
const at = (second: number) => `2026-03-01T09:00:0${second}.000000Z`;

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await database.pools.owner.query(`
    create table thing (id uuid, owner uuid, known_from timestamptz, known_to timestamptz, said jsonb, on_day date,
      at timestamptz, seen_by text, primary key (id, known_from));
    create unique index on thing (id) where known_to = 'infinity'`);
});
afterEach(() => database.drop());

const inside = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(database.pools.owner, work);
const thing = (id: string, said: unknown, more = {}) => ({ id, owner, said, on_day: '2026-01-02', at: at(0), ...more });
const stored = async () => {
  const { rows } = await database.pools.owner.query(
    'select said, known_to from thing order by known_from, said, known_to',
  );
  return rows;
};

test('a row that says the same as its current version writes nothing, however its keys and instants are written', async () => {
  await inside((tx) => writeVersions(tx, table, [thing(one, { a: 1, b: [2] })], at(1)));
  const same = thing(one, { b: [2], a: 1 }, { at: '2026-03-01T10:00:00+01:00', seen_by: 'another' });
  expect(await inside((tx) => writeVersions(tx, table, [same], at(2)))).toEqual([]);
  expect(await stored()).toEqual([{ said: { a: 1, b: [2] }, known_to: 'infinity' }]);
});

test('a row that says something else ends the current version and begins one', async () => {
  await inside((tx) => writeVersions(tx, table, [thing(one, 'A'), thing(two, 'A')], at(1)));
  expect(await inside((tx) => writeVersions(tx, table, [thing(one, 'B'), thing(two, 'A')], at(2)))).toEqual([one]);
  expect(await stored()).toEqual([
    { said: 'A', known_to: '2026-03-01 09:00:02+00' },
    { said: 'A', known_to: 'infinity' },
    { said: 'B', known_to: 'infinity' },
  ]);
});

test('what an owner no longer has is ended, and what others have is not', async () => {
  const other = thing(randomUUID(), 'C', { owner: randomUUID() });
  await inside((tx) => writeVersions(tx, table, [thing(one, 'A'), thing(two, 'B'), other], at(1)));
  expect(await inside((tx) => closeOthers(tx, table, [owner], [two], at(2)))).toEqual([one]);
});

test('a missing, a wrong and an invented version are told apart', async () => {
  await inside((tx) => writeVersions(tx, table, [thing(one, 'A'), thing(two, 'B')], at(1)));
  const expected = [
    { ...thing(one, 'X'), known_from: at(1), known_to: 'infinity' },
    { ...thing(one, 'Y'), known_from: at(0), known_to: at(1) },
  ];
  const differences = await inside((tx) => diffVersions(tx, table, [owner], expected));
  expect(differences.map(({ what }) => what).sort()).toEqual([
    `the version known from ${at(0)} is missing`,
    `the version known from ${at(1)} differs in said`,
    `the version known from ${at(1)} should not exist`,
  ]);

  await inside((tx) => replaceVersions(tx, table, [owner], expected));
  expect(await inside((tx) => diffVersions(tx, table, [owner], expected))).toEqual([]);
});
