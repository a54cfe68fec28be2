import type { CanonicalRecord, Format, Issue } from '../../domain/adapter.ts';
import type { RecordKind } from '../../domain/model/kinds.ts';
import type { WritableKind } from '../../domain/writable.ts';
import { isReadable, type Readable } from '../ingest/arrivals.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { getAdapter } from '../ingest/find-format.ts';
import { readFile } from '../ingest/read-file.ts';
import type { Fields } from './entry.ts';

/** The adapter whose contracts entries follow. */
export const adapterId = 'hub-records';

/** The format of a kind's contract. */
export const formatOf = ({ adapters }: Pick<IngestDeps, 'adapters'>, { contract }: WritableKind): Format => {
  const id = `${adapterId}-${contract}`;
  const format = getAdapter(adapters, adapterId).formats.find((one) => one.id === id);
  if (!format) throw new Error(`there is no contract ${contract}`);
  return format;
};

/** Where the keys of a kind's records are unique. */
export const namespaceOf = ({ contract }: WritableKind): string => `${adapterId}/${adapterId}-${contract}`;

const camel = (plural: string): string => plural.replace(/-(.)/g, (_hyphen, letter: string) => letter.toUpperCase());

/** The bytes of a file of one entry. */
export const fileOf = ({ contract }: WritableKind, entry: Fields): Uint8Array =>
  Buffer.from(JSON.stringify({ contract: `${adapterId}/${contract}`, version: '1.0', [camel(contract)]: [entry] }));

/** What a file of one entry was read as: its record, where it can be used, and everything found wrong. */
export interface EnteredReading {
  readonly arrival: Readable | null;
  readonly faults: readonly Issue[];
}

/** Reads a file of one entry as an ingest would. */
export const readEntered = (
  format: Format,
  bytes: Uint8Array,
  options: { readonly organisation: string; readonly receivedAt: string },
): EnteredReading => {
  const [step] = readFile({ format, bytes, options });
  if (!step) throw new Error('a file of one entry holds none');
  if ('wholeFile' in step) return { arrival: null, faults: step.wholeFile.reasons };
  const { arrival } = step;
  return isReadable(arrival)
    ? { arrival, faults: arrival.record.issues }
    : { arrival: null, faults: [...arrival.record.issues, ...arrival.reasons] };
};

/** The record of a kind that was read. */
export const statementOf = (arrival: Readable | null, kind: RecordKind): CanonicalRecord | null =>
  arrival?.record.facts.find((fact) => fact.kind === kind) ?? null;
