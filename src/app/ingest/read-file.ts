import { createHash } from 'node:crypto';
import { type Format, type ReadOptions, type SourceRecord, UnreadableFile } from '../../domain/adapter.ts';
import { type Arrival, toArrival, type Unreadable } from './arrivals.ts';

/** A file that was opened by a format, or could not be. */
export interface OpenFile {
  /** Undefined where no format knows the file. */
  readonly format: Format | undefined;
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
}

/** A whole file, or the rest of one from a record on, that cannot be used, and why. */
export const wholeFile = (
  ordinal: number,
  bytes: Uint8Array,
  { rule, message }: { rule: string; message: string },
): Unreadable => {
  const record: SourceRecord = {
    ...{ key: null, locator: 'file', raw: '', facts: [], issues: [] },
    unreadable: null,
  };
  const hash = createHash('sha256').update(bytes).digest();
  return { ordinal, record, hash, reasons: [{ rule, field: null, message }] };
};

const reasonOf = (error: unknown): { rule: string; message: string } => {
  if (error instanceof UnreadableFile) return error;
  // The error's own words may quote the file.
  const name = error instanceof Error ? error.name : 'error';
  return { rule: 'adapter-fault', message: `the format failed while reading the file (${name})` };
};

/** What a file holds: records in order, or, last, the reason why the rest of it cannot be read. */
export type ReadStep = { readonly arrival: Arrival } | { readonly wholeFile: Unreadable };

/** Reads a file lazily; never throws because of what is in it. */
export function* readFile({ format, bytes, options }: OpenFile): Generator<ReadStep> {
  let ordinal = 0;
  if (!format) {
    const message = 'no format of this adapter knows the file';
    yield { wholeFile: wholeFile(ordinal, bytes, { rule: 'unrecognised-file', message }) };
    return;
  }
  try {
    for (const record of format.read(bytes, options)) {
      yield { arrival: toArrival(format, ordinal, record) };
      ordinal += 1;
    }
  } catch (error) {
    yield { wholeFile: wholeFile(ordinal, bytes, reasonOf(error)) };
  }
}
