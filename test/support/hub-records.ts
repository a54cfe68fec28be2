import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { ContractFormat } from '../../adapters/hub-records/format.ts';
import { contractFormats } from '../../adapters/hub-records/index.ts';
import { readEntry } from '../../adapters/hub-records/read-entry.ts';
import type { SourceRecord } from '../../src/domain/adapter.ts';
import { kinds } from '../../src/domain/model/kinds.ts';

export const fixtures = new URL('../../adapters/hub-records/fixtures/', import.meta.url);
export const fixtureNames = readdirSync(fixtures).filter((name) => !name.endsWith('.expected.json'));
export const options = { organisation: 'E08000017', receivedAt: '2015-10-23T09:00:00Z' };

export const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, fixtures));

/** The one contract whose files begin so. */
export const formatOfBytes = (bytes: Uint8Array): ContractFormat => {
  const [found, ...more] = contractFormats.filter((format) => format.detects('x', bytes));
  if (found === undefined || more.length > 0) throw new Error('Not of exactly one contract');
  return found;
};

export const readAll = (format: ContractFormat, bytes: Uint8Array): readonly SourceRecord[] => [
  ...format.read(bytes, options),
];

/** One entry read by a contract, as the first of its file. */
export const readOne = ({ contract }: ContractFormat, raw: unknown): SourceRecord =>
  readEntry(contract, raw, `${contract.list}[0]`, options);

export const issuesOf = (record: SourceRecord) => record.issues.map(({ rule, field }) => `${rule} ${field}`);
export const fatalOf = (record: SourceRecord) => record.unreadable?.map(({ rule, field }) => `${rule} ${field}`);
export const bodyOf = (record: SourceRecord, kind: string): object | undefined =>
  record.facts.find((fact) => fact.kind === kind)?.body;

/** The contract of this name. */
export const formatNamed = (plural: string): ContractFormat => {
  const found = contractFormats.find(({ contract }) => contract.plural === plural);
  if (found === undefined) throw new Error('No such contract');
  return found;
};

/** The example of a contract with some of it said otherwise. */
export const readWith = (format: ContractFormat, changes: Readonly<Record<string, unknown>>) =>
  readOne(format, { ...format.contract.example, absent: null, ...changes });
/** What a record so changed comes to: its body, its absences and its issues. */
export const recordOf = (format: ContractFormat, changes: Readonly<Record<string, unknown>>) => {
  const record = readWith(format, changes);
  return { body: bodyOf(record, format.contract.kind), absences: record.facts[0]?.absences, issues: issuesOf(record) };
};

/** What every list of records owes to the hub, whatever the file held. */
export function expectLawful(records: readonly SourceRecord[]): void {
  const keys = records.flatMap(({ key }) => (key === null ? [] : [key]));
  expect(new Set(keys).size).toBe(keys.length);
  for (const { key, facts, unreadable } of records) {
    expect([key === null, facts.length === 0]).toEqual([unreadable !== null, unreadable !== null]);
    if (unreadable) expect(unreadable.length).toBeGreaterThan(0);
    for (const fact of facts) {
      expect(kinds[fact.kind].parse(fact.body)).toEqual(fact.body);
      const valued = Object.entries(fact.body).filter(([, value]) => value !== null);
      expect(valued.filter(([field]) => Object.hasOwn(fact.absences, field))).toEqual([]);
    }
  }
}
