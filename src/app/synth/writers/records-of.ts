import type { RecordKind } from '../../../domain/model/kinds.ts';
import type { AnyInventedRecord, InventedRecord, InventedSource } from '../invented.ts';

/** What a source records of one kind, in its order. */
export const recordsOf = <K extends RecordKind>(
  { records }: InventedSource,
  kind: K,
): readonly (AnyInventedRecord & InventedRecord<K>)[] =>
  records.filter((record): record is AnyInventedRecord & InventedRecord<K> => record.kind === kind);
