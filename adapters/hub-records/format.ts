import { type Format, type ReadOptions, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { decodeText } from '../csv.ts';
import { parseJson } from '../json.ts';
import { type Contract, envelopeOf } from './contract.ts';
import { readEntry } from './read-entry.ts';
import { isFields, own } from './reading.ts';

/** A format of the hub’s own, with the contract it follows. */
export interface ContractFormat extends Format {
  readonly contract: Contract;
}

function* readAll(contract: Contract, entries: readonly unknown[], options: ReadOptions): Generator<SourceRecord> {
  const seen = new Set<string>();
  const message = 'An earlier entry of the same file has this number.';
  const repeated = { rule: `${contract.plural}.repeated`, field: 'id', message };
  for (const [index, raw] of entries.entries()) {
    const record = readEntry(contract, raw, `${contract.list}[${index}]`, options);
    const isRepeat = record.key !== null && seen.has(record.key);
    if (record.key !== null) seen.add(record.key);
    yield isRepeat ? { ...record, key: null, facts: [], unreadable: [repeated] } : record;
  }
}

const entriesOf = (contract: Contract, file: unknown): readonly unknown[] => {
  const list = isFields(file) ? own(file, contract.list) : undefined;
  if (envelopeOf(contract).safeParse(file).success && Array.isArray(list)) return list;
  const message = `The file is not of the hub-records/${contract.plural} contract 1.`;
  throw new UnreadableFile(`${contract.plural}.envelope`, message);
};

/** The format of a contract: any file of its version 1; an entry replaces the one with its id. */
export const formatOf = (contract: Contract): ContractFormat => {
  const declares = new RegExp(`"contract"\\s*:\\s*"hub-records\\/${contract.plural}"`);
  return {
    id: `hub-records-${contract.plural}`,
    title: contract.title,
    version: '1.0',
    mode: { kind: 'upsert' },
    unmapped: [],
    mapping: contract.mapping,
    detects: (_name, head) => declares.test(decodeText(head).text),
    read: (bytes, options) => readAll(contract, entriesOf(contract, parseJson(decodeText(bytes).text)), options),
    contract,
  };
};
