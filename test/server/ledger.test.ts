import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ChainedEntry,
  chainHash,
  fieldListOf,
  firstHash,
  type LedgerEntry,
} from '../../src/domain/ledger-entry.ts';
import { newLedger } from '../../src/server/ledger.ts';
import { insertLedgerEntries } from '../../src/store/ledger-entries.ts';
import { openPools } from '../../src/store/pools.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const names = fieldListOf(['Child.givenNames']);
const child = '22222222-0000-4000-8000-000000000001';
const entry = (id: number): LedgerEntry => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  at: '2026-11-23T09:00:00.000Z',
  requestId: '00000000-0000-4000-8000-000000000000',
  person: 'w1',
  organisation: 'E08000017',
  role: 'social-worker',
  purpose: 'SAFEGUARD_PLAN',
  operation: null,
  plan: 'plan_1',
  fieldList: names.id,
  touched: [[child, 'v1', '7']],
  knownAt: '2015-10-20T10:00:00.000001Z',
  asKnownAt: null,
  policyVersion: '2026.1',
});

const isChain = (entries: readonly ChainedEntry[]): boolean =>
  entries.every((each, index) => {
    const { writer, sequence, previousHash, hash, ...own } = each;
    const before = entries[index - 1]?.hash ?? firstHash;
    return previousHash === before && hash === chainHash(before, own, writer, BigInt(sequence));
  });

describe('the ledger', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  test('entries that arrive together share a commit and form one chain', async () => {
    const commits: (readonly ChainedEntry[])[] = [];
    const ledger = newLedger(async (entries) => {
      commits.push(entries);
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    await Promise.all(Array.from({ length: 50 }, (_, index) => ledger.record(entry(index), names)));
    expect(commits.length).toBeLessThan(5);
    expect(commits.flat().map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 50 }, (_, index) => `${index + 1}`),
    );
    expect(isChain(commits.flat())).toBe(true);
  });

  test('an entry changed afterwards breaks the chain', async () => {
    const written: ChainedEntry[] = [];
    const ledger = newLedger(async (entries) => void written.push(...entries));
    for (const id of [1, 2, 3]) await ledger.record(entry(id), names);
    const tampered = written.map((each, index) => (index === 1 ? { ...each, person: 'somebody else' } : each));
    expect(isChain(written)).toBe(true);
    expect(isChain(tampered)).toBe(false);
  });

  test('a commit that fails fails its entries, and the next begins a chain of its own', async () => {
    const written: ChainedEntry[] = [];
    let down = true;
    const ledger = newLedger(async (entries) => {
      if (down) throw new Error('the ledger is down');
      written.push(...entries);
    });
    await expect(ledger.record(entry(1), names)).rejects.toThrow('the ledger is down');
    down = false;
    await ledger.record(entry(2), names);
    expect(written.map(({ sequence }) => sequence)).toEqual(['1']);
    expect(isChain(written)).toBe(true);
  });

  test('a commit that was written although its answer was lost stands in nobody’s way', async () => {
    let isAnswerLost = true;
    const ledger = newLedger(async (entries, lists) => {
      await insertLedgerEntries(database.pools.ledger, entries, lists);
      if (isAnswerLost) throw new Error('connection terminated');
    });
    await expect(ledger.record(entry(21), names)).rejects.toThrow('connection terminated');
    isAnswerLost = false;
    await ledger.record(entry(22), names);
    const { rows } = await database.pools.owner.query(
      `select count(distinct writer)::int writers, count(*)::int entries from ledger_entry where id = any($1)`,
      [[entry(21).id, entry(22).id]],
    );
    expect(rows).toEqual([{ writers: 2, entries: 2 }]);
  });

  test('a commit that hangs has failed before long, and the ledger works on when it can', async () => {
    const { owner } = database.pools;
    const pools = await openPools({ url: database.url, ledgerTimeoutMs: 300 });
    const ledger = newLedger((entries, lists) => insertLedgerEntries(pools.ledger, entries, lists));
    const holder = await owner.connect();
    await holder.query('begin; lock table ledger_entry in exclusive mode');
    await expect(ledger.record(entry(31), names)).rejects.toMatchObject({ code: '57014' });
    await holder.query('rollback');
    holder.release();
    await expect(ledger.record(entry(32), names)).resolves.toBeUndefined();
    await pools.end();
  });

  test('names every child an entry touched, once', async () => {
    const [one, other] = [child, '22222222-0000-4000-8000-000000000002'];
    const ledger = newLedger((entries, lists) => insertLedgerEntries(database.pools.ledger, entries, lists));
    const touched = [one, other, one].map((id, version) => [id, `v${version}`, '7'] as const);
    await ledger.record({ ...entry(41), touched }, names);
    const { rows } = await database.pools.owner.query(
      'select child_id from ledger_subject where entry_id = $1 order by child_id',
      [entry(41).id],
    );
    expect(rows).toEqual([{ child_id: one }, { child_id: other }]);
  });

  test('its role can add entries and can neither read, change nor remove them', async () => {
    const ledger = newLedger((entries, lists) => insertLedgerEntries(database.pools.ledger, entries, lists));
    await ledger.record(entry(9), names);
    const refused = (sql: string) => expect(database.pools.ledger.query(sql)).rejects.toThrow(/permission denied/);
    await refused('select * from ledger_entry');
    await refused(`update ledger_entry set person = 'x'`);
    await refused('delete from ledger_entry');
    await refused('select * from ledger_subject');
    await refused('delete from ledger_subject');
    const { rows } = await database.pools.owner.query(
      'select person, touched, encode(hash, $1) hash from ledger_entry where id = $2',
      ['hex', entry(9).id],
    );
    const lists = await database.pools.owner.query('select id, coordinates from ledger_field_list');
    expect(lists.rows).toEqual([{ id: names.id, coordinates: ['Child.givenNames'] }]);
    expect(rows).toMatchObject([{ person: 'w1', touched: [[child, 'v1', '7']] }]);
  });
});
