import {
  type Format,
  type Issue,
  type ReadOptions,
  type SourceRecord,
  UnreadableFile,
} from '../../src/domain/adapter.ts';
import { decodeText } from '../csv.ts';
import { parseJson } from '../json.ts';
import { envelope } from './contract.ts';
import { readInvolvement } from './read-involvement.ts';

const declares = /"contract"\s*:\s*"hub-records\/involvements"/;

const repeated: Issue = {
  rule: 'involvements.repeated',
  field: 'id',
  message: 'An earlier entry of the same file has this number.',
};

function* readAll(entries: readonly unknown[], options: ReadOptions): Generator<SourceRecord> {
  const seen = new Set<string>();
  for (const [index, raw] of entries.entries()) {
    const record = readInvolvement(raw, `involvements[${index}]`, options);
    const isRepeat = record.key !== null && seen.has(record.key);
    if (record.key !== null) seen.add(record.key);
    yield isRepeat ? { ...record, key: null, facts: [], unreadable: [repeated] } : record;
  }
}

/** Who is involved with a child, in our own contract; an entry replaces the one with its id. */
export const involvements: Format = {
  id: 'hub-records-involvements',
  title: 'Involvements of organisations and workers with children',
  version: '1.0',
  mode: { kind: 'upsert' },
  unmapped: [],
  detects: (_name, head) => declares.test(decodeText(head).text),
  read(bytes, options) {
    const read = envelope.safeParse(parseJson(decodeText(bytes).text));
    if (!read.success) {
      throw new UnreadableFile('involvements.envelope', 'The file is not of the hub-records/involvements contract 1.');
    }
    return readAll(read.data.involvements, options);
  },
};
