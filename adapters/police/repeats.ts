import type { Issue, SourceRecord } from '../../src/domain/adapter.ts';

const repeated: Issue = {
  rule: 'police.repeated-notification',
  field: 'message.notificationId',
  message: 'An earlier message of the same file has this number.',
};

/** Passes records on; one whose key stood in the file before is unreadable, for nothing tells which of them counts. */
export function* refuseRepeats(records: Iterable<SourceRecord>): Generator<SourceRecord> {
  const seen = new Set<string>();
  for (const record of records) {
    const isRepeat = record.key !== null && seen.has(record.key);
    if (record.key !== null) seen.add(record.key);
    yield isRepeat ? { ...record, key: null, facts: [], unreadable: [repeated] } : record;
  }
}
