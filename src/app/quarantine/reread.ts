import type { Format } from '../../domain/adapter.ts';
import { findBytes } from '../../store/deliveries.ts';
import type { Quarantined } from '../../store/quarantine.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { Arrival } from '../ingest/arrivals.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { detectFormat, getAdapter } from '../ingest/find-format.ts';
import { UNRECOGNISED } from '../ingest/keep-file.ts';
import { readFile } from '../ingest/read-file.ts';

export type RereadDeps = Pick<IngestDeps, 'pools' | 'adapters'>;

/** The bytes a quarantined record came in, or undefined once they are purged. */
export const originalBytes = (
  { pools }: RereadDeps,
  { deliveryId }: Pick<Quarantined, 'deliveryId'>,
): Promise<Uint8Array | undefined> => inTransaction(pools.ingest, (tx) => findBytes(tx, deliveryId));

/** The present format of what was quarantined; undefined where still none knows the file. */
export const presentFormat = (
  { adapters }: RereadDeps,
  { adapter: id, format, file }: Pick<Quarantined, 'adapter' | 'format' | 'file'>,
  bytes: Uint8Array,
): Format | undefined => {
  const adapter = getAdapter(adapters, id);
  if (format === UNRECOGNISED) return detectFormat(adapter, file, bytes);
  return adapter.formats.find((one) => one.id === format);
};

type Origin = Pick<Quarantined, 'adapter' | 'format' | 'file' | 'organisation' | 'receivedAt'>;

/** The records of a file as its present format reads them, by where they stand. */
export const rereadRecords = (deps: RereadDeps, origin: Origin, bytes: Uint8Array): ReadonlyMap<string, Arrival> => {
  const { organisation, receivedAt } = origin;
  const options = { organisation, receivedAt };
  const found = new Map<string, Arrival>();
  for (const step of readFile({ format: presentFormat(deps, origin, bytes), bytes, options })) {
    if ('arrival' in step) found.set(step.arrival.record.locator, step.arrival);
  }
  return found;
};

/** Whether the whole file can now be read to its end. */
export const isReadableFile = (deps: RereadDeps, origin: Origin, bytes: Uint8Array): boolean => {
  const { organisation, receivedAt } = origin;
  const format = presentFormat(deps, origin, bytes);
  for (const step of readFile({ format, bytes, options: { organisation, receivedAt } })) {
    if ('wholeFile' in step) return false;
  }
  return true;
};
