import { InvalidRequest } from '../../domain/errors.ts';
import { type Delivery, unfinishedBefore } from '../../store/deliveries.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { IngestDeps } from './deps.ts';
import { detectFormat, getAdapter } from './find-format.ts';
import { checkDoor, type FileAtDoor, keepFile } from './keep-file.ts';
import { type Summary, summarise } from './summary.ts';
import { resumeDelivery, type WorkOptions, workDelivery } from './work-delivery.ts';

/** Brings to their end the earlier deliveries of the same organisation and format, so that none overtakes another. */
const finishEarlier = async (deps: IngestDeps, { id }: Delivery, options: WorkOptions): Promise<void> => {
  const earlier = await inTransaction(deps.pools.ingest, (tx) => unfinishedBefore(tx, id));
  for (const delivery of earlier) await resumeDelivery(deps, delivery, options);
};

const takeIn = async (deps: IngestDeps, file: FileAtDoor, options: WorkOptions): Promise<Delivery> => {
  checkDoor(file);
  const format = detectFormat(getAdapter(deps.adapters, file.adapterId), file.name, file.bytes);
  const delivery = await keepFile(deps, file, format);
  const { confirmRetractions: _ofThisFileOnly, ...others } = options;
  await finishEarlier(deps, delivery, others);
  return workDelivery(deps, delivery, file.bytes, options);
};

/** Takes one file in: kept first, then read, stored, identified and projected; resumable at any point. */
export const ingestFile = async (deps: IngestDeps, request: FileAtDoor & WorkOptions): Promise<Summary> =>
  summarise([await takeIn(deps, request, request)]);

/** Several files of one sender. */
export interface FilesAtDoor extends Omit<FileAtDoor, 'name' | 'bytes' | 'corrects'>, WorkOptions {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * Takes several files in, in the order of the adapter's formats, so that who a child is comes before what happened
 * to it. A file no format knows is quarantined and does not affect the others.
 */
export const ingestFiles = async (deps: IngestDeps, { files, ...request }: FilesAtDoor): Promise<Summary> => {
  if (files.length === 0) throw new InvalidRequest('there is no file to take in');
  const adapter = getAdapter(deps.adapters, request.adapterId);
  const placeOf = ({ name, bytes }: (typeof files)[number]): number => {
    const format = detectFormat(adapter, name, bytes);
    return format ? adapter.formats.indexOf(format) : adapter.formats.length;
  };
  const ordered = files
    .map((file) => ({ file, place: placeOf(file) }))
    .sort((a, b) => a.place - b.place || (a.file.name < b.file.name ? -1 : 1));
  const deliveries: Delivery[] = [];
  for (const { file } of ordered) deliveries.push(await takeIn(deps, { ...request, ...file }, request));
  return summarise(deliveries);
};
