import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DeliveryMode, Format } from '../../domain/adapter.ts';
import { InvalidRequest } from '../../domain/errors.ts';
import { findOrganisation } from '../../domain/organisations.ts';
import { type Delivery, findUnfinished, insertDelivery, isInFuture, type NewDelivery } from '../../store/deliveries.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { IngestDeps } from './deps.ts';
import { isTurnedAwayIn } from './is-turned-away-in.ts';

/** A file at the door. */
export interface FileAtDoor {
  readonly adapterId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Code of the organisation that sends it. */
  readonly organisation: string;
  /** When it arrived: an ISO instant, not in the future. */
  readonly receivedAt: string;
  /** The person who typed it in, where somebody did. */
  readonly enteredBy?: string;
  /** The quarantined record it corrects. */
  readonly corrects?: string;
}

/** The format of a file no format knows. */
export const UNRECOGNISED = 'unrecognised';

const instant = z.iso.datetime({ offset: true });

/** Refuses a file from nobody we know, or from no possible time. */
export const checkDoor = ({ organisation, receivedAt }: FileAtDoor): void => {
  if (!findOrganisation(organisation)) {
    throw new InvalidRequest(
      `this hub does not serve an organisation ${organisation}; the codes it serves are listed by: homeward ingest --help`,
    );
  }
  if (!instant.safeParse(receivedAt).success) {
    throw new InvalidRequest(
      'the time of receipt must be an ISO 8601 instant with its offset, as 2026-03-01T09:00:00Z',
    );
  }
};

const describe = (file: FileAtDoor, format: Format | undefined, mode: DeliveryMode): NewDelivery => ({
  id: randomUUID(),
  organisation: file.organisation,
  adapter: file.adapterId,
  format: format?.id ?? UNRECOGNISED,
  formatVersion: format?.version ?? '',
  name: file.name,
  hash: createHash('sha256').update(file.bytes).digest(),
  bytes: file.bytes,
  mayKeep: !isTurnedAwayIn(file, format),
  mode: mode.kind,
  scope: mode.kind === 'snapshot' ? mode.scope : null,
  receivedAt: file.receivedAt,
  corrects: file.corrects ?? null,
  replays: null,
  enteredBy: file.enteredBy ?? null,
});

/**
 * Commits the bytes and the delivery before anything of them is stored; the same file still being worked is found again.
 * Of a file that holds a record marked above what the hub may hold, the bytes are not kept.
 */
export const keepFile = (
  deps: Pick<IngestDeps, 'pools'>,
  file: FileAtDoor,
  format: Format | undefined,
  mode: DeliveryMode = format?.mode ?? { kind: 'event' },
): Promise<Delivery> => {
  const wanted = describe(file, format, mode);
  return inTransaction(deps.pools.ingest, async (tx) => {
    if (await isInFuture(tx, file.receivedAt)) throw new InvalidRequest('the time of receipt lies in the future');
    const unfinished = wanted.corrects === null ? await findUnfinished(tx, wanted) : undefined;
    return unfinished ?? insertDelivery(tx, wanted);
  });
};
