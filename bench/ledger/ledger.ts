import { randomUUID } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import type pg from 'pg';
import { fieldListOf, firstHash, type LedgerEntry } from '../../src/domain/ledger-entry.ts';
import { newLedger } from '../../src/server/ledger.ts';
import { insertLedgerEntries } from '../../src/store/ledger-entries.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import { openPool } from '../support/open-pool.ts';
import { startThrowAwayDatabase, type ThrowAwayDatabase } from '../support/throw-away-database.ts';
import { type LoopResult, runOpenLoop } from './open-loop.ts';
import { ledgerReport, target } from './report.ts';

const warmUpSeconds = 2;
const fields = fieldListOf(Array.from({ length: 60 }, (_, n) => `Child.field${n}`));
const knownAt = '2015-10-20T10:00:00.000001Z';

/** Disclosures as a hub's day has them: of one child mostly, of a page of twenty now and then. */
const entryOf = (number: number, children: number): LedgerEntry => ({
  id: randomUUID(),
  at: new Date().toISOString(),
  requestId: randomUUID(),
  person: `worker-${number % 500}`,
  organisation: 'E08000017',
  role: 'social-worker',
  purpose: 'SAFEGUARD_PLAN',
  operation: 'ChildView',
  plan: 'plan_1',
  fieldList: fields.id,
  touched: Array.from({ length: number % 50 === 0 ? 20 : 1 }, (_, n) => {
    const child = String((number * 7_919 + n) % children).padStart(12, '0');
    return [`22222222-0000-4000-8000-${child}`, knownAt, '4611686018427387903'] as const;
  }),
  knownAt,
  asKnownAt: null,
  policyVersion: 'bench',
});

type Write = (entry: LedgerEntry) => Promise<void>;

/** The hub's: chained, and those that arrive together in one commit. */
const byHub = (pool: pg.Pool): Write => {
  const ledger = newLedger((entries, lists) => insertLedgerEntries(pool, entries, lists));
  return (entry) => ledger.record(entry, fields);
};

/** A usual way to write such a log: a statement and a commit an entry, on as many connections as there are, no chain. */
const byEntry = (pool: pg.Pool): Write => {
  const writer = randomUUID();
  let sequence = 0;
  return (entry) => {
    sequence += 1;
    const place = { writer, sequence: String(sequence), previousHash: firstHash, hash: firstHash };
    return insertLedgerEntries(pool, [{ ...entry, ...place }], []);
  };
};

const measure = async ({ pools, url }: ThrowAwayDatabase, options: BenchOptions) => {
  const { children, rounds, seconds, onProgress } = options;
  const plain = openPool(url, { role: 'homeward_ledger' });
  const writers: readonly (readonly [string, Write])[] = [
    ['homeward: chained, one commit for all that wait', byHub(pools.ledger)],
    ['one insert and commit an entry, 10 connections', byEntry(plain)],
  ];
  const measured = new Map<string, LoopResult[]>(writers.map(([name]) => [name, []]));
  const loop = (write: Write, length: number): Promise<LoopResult> =>
    runOpenLoop((number) => write(entryOf(number, children)), { perSecond: target.perSecond, seconds: length });
  for (const [, write] of writers) await loop(write, Math.min(warmUpSeconds, seconds));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, write] of round % 2 === 0 ? writers : writers.toReversed()) {
      const result = await loop(write, seconds);
      measured.get(name)?.push(result);
      onProgress(`round ${round + 1}: ${name}: ${result.perSecond.toFixed(0)}/s, p99 ${result.p99.toFixed(1)} ms`);
    }
  }
  await plain.end();
  return measured;
};

/** Writing who saw what, before it is seen: the hub's ledger against a statement an entry. */
export const ledgerBench: Bench = {
  name: 'ledger',
  summary: 'writing disclosures at a given rate, against one insert an entry',
  run: async (options) => {
    const otherLoad = loadavg()[0] ?? 0;
    const database = await startThrowAwayDatabase();
    try {
      const measured = await measure(database, options);
      const machine = { node: process.version, postgres: database.version, cores: cpus().length, otherLoad };
      return ledgerReport(measured, { ...options, ...machine });
    } finally {
      await database.remove();
    }
  },
};
