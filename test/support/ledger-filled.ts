import type { Pool } from 'pg';
import { fieldListOf, type LedgerEntry } from '../../src/domain/ledger-entry.ts';
import { newLedger } from '../../src/server/ledger.ts';
import { insertLedgerEntries } from '../../src/store/ledger-entries.ts';

const names = fieldListOf(['Child.givenNames', 'Child.familyName']);
const address = fieldListOf(['Child.homeAddress']);

const entryOf = (number: number): LedgerEntry => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  at: new Date(Date.UTC(2026, 10, 23, 9) + number * 1_000).toISOString(),
  requestId: `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`,
  person: `worker-${number % 5}`,
  organisation: 'E08000017',
  role: 'social-worker',
  purpose: 'SAFEGUARD_PLAN',
  operation: number % 3 === 0 ? null : 'ChildView',
  plan: 'plan_1',
  fieldList: number % 2 === 0 ? names.id : address.id,
  touched: [[`22222222-0000-4000-8000-${String(number % 7).padStart(12, '0')}`, '2015-10-20T10:00:00.000001Z', '7']],
  knownAt: '2015-10-20T10:00:00.000001Z',
  asKnownAt: number % 4 === 0 ? '2015-10-19T10:00:00.000000Z' : null,
  policyVersion: '2026.2',
});

/** Writes disclosures from `first` on, by two writers at once. */
export const fillLedger = async (pool: Pool, first: number, count: number): Promise<void> => {
  const writers = [0, 1].map(() => newLedger((entries, lists) => insertLedgerEntries(pool, entries, lists)));
  await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const number = first + index;
      return writers[number % 2]?.record(entryOf(number), number % 2 === 0 ? names : address);
    }),
  );
};
