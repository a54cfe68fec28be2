import type { AnyInventedRecord, InventedSource } from '../../src/app/synth/invented.ts';

const saidAt = ({ statedAt }: AnyInventedRecord): string => statedAt ?? '';

/** What a source held at an instant: of each record the newest version said by then. */
export const knownBy = (source: InventedSource, at: string): InventedSource => {
  const newest = new Map<string, AnyInventedRecord>();
  for (const record of source.records) {
    if (saidAt(record) <= at) newest.set(`${record.kind} ${record.key}`, record);
  }
  return { ...source, records: [...newest.values()] };
};

/** What a source has to say that is new since an instant. */
export const newBetween = (source: InventedSource, after: string, until: string): InventedSource => {
  const { records } = knownBy(source, until);
  return { ...source, records: records.filter((record) => saidAt(record) > after) };
};
