import type { Format } from '../../domain/adapter.ts';
import { InvalidRequest } from '../../domain/errors.ts';
import { groupBy } from '../../domain/group-by.ts';
import { isSuperseded } from '../../store/deliveries.ts';
import type { Progress } from '../../store/delivery-progress.ts';
import { listQuarantined, markReplayed, type Quarantined } from '../../store/quarantine.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { checkDoor, keepFile } from '../ingest/keep-file.ts';
import { addProgress, noProgress, summarise } from '../ingest/summary.ts';
import { workDelivery } from '../ingest/work-delivery.ts';
import { replayRecords } from './replay-records.ts';
import { isReadableFile, originalBytes, presentFormat, rereadRecords } from './reread.ts';
import { getQuarantined } from './show-quarantined.ts';

/** What to read again: one record or file, from what arrived or from a corrected one, or everything. */
export interface ReplayRequest {
  readonly what: { readonly id: string; readonly replacement?: Uint8Array } | { readonly all: true };
  /** When it is read again: an ISO instant. */
  readonly receivedAt: string;
  readonly enteredBy?: string;
  readonly signal?: AbortSignal;
}

const still: Progress = { ...noProgress, received: 1, quarantined: 1 };
const overtaken: Progress = { ...noProgress, received: 1, unchanged: 1 };

/** Takes in bytes that stand for a quarantined record or file; it leaves quarantine when they are stored. */
const takeInstead = async (
  deps: IngestDeps,
  quarantined: Quarantined,
  { bytes, format, receivedAt, enteredBy }: { bytes: Uint8Array; format: Format } & Omit<ReplayRequest, 'what'>,
): Promise<Progress> => {
  const { organisation, adapter: adapterId, file: name, id: corrects, isWholeFile } = quarantined;
  const by = enteredBy === undefined ? {} : { enteredBy };
  const file = { adapterId, name, bytes, organisation, receivedAt, corrects, ...by };
  checkDoor(file);
  // One record of a snapshot is not the snapshot: nothing is retracted because of it.
  const mode = isWholeFile || format.mode.kind === 'event' ? format.mode : ({ kind: 'upsert' } as const);
  const delivery = await keepFile(deps, file, format, mode);
  return summarise([await workDelivery(deps, delivery, bytes, {})]);
};

const isLate = (deps: IngestDeps, { deliveryId }: Quarantined): Promise<boolean> =>
  inTransaction(deps.pools.ingest, (tx) => isSuperseded(tx, deliveryId));

const replace = async (
  deps: IngestDeps,
  quarantined: Quarantined,
  bytes: Uint8Array,
  request: ReplayRequest,
): Promise<Progress> => {
  if (quarantined.state !== 'QUARANTINED') throw new InvalidRequest('the record has left quarantine already');
  const format = presentFormat(deps, quarantined, bytes);
  if (!format) throw new InvalidRequest('no format of the adapter knows the corrected file');
  if (quarantined.isWholeFile && (await isLate(deps, quarantined))) {
    throw new InvalidRequest('a later delivery has taken the place of this file');
  }
  return takeInstead(deps, quarantined, { ...request, bytes, format });
};

const replayFile = async (deps: IngestDeps, quarantined: Quarantined, request: ReplayRequest): Promise<Progress> => {
  const bytes = await originalBytes(deps, quarantined);
  const format = bytes && presentFormat(deps, quarantined, bytes);
  if (!bytes || !format || !isReadableFile(deps, quarantined, bytes)) return still;
  if (!(await isLate(deps, quarantined))) return takeInstead(deps, quarantined, { ...request, bytes, format });
  await inTransaction(deps.pools.ingest, (tx) => markReplayed(tx, quarantined.id, null));
  return overtaken;
};

const replayFrom = async (
  deps: IngestDeps,
  records: readonly Quarantined[],
  request: ReplayRequest,
): Promise<Progress> => {
  const [origin] = records;
  if (!origin) return noProgress;
  const bytes = await originalBytes(deps, origin);
  if (!bytes) return { ...noProgress, received: records.length, quarantined: records.length };
  const present = rereadRecords(deps, origin, bytes);
  return replayRecords(deps, { origin, bytes, records, present, now: request.receivedAt });
};

const replaySome = async (
  deps: IngestDeps,
  quarantined: readonly Quarantined[],
  request: ReplayRequest,
): Promise<Progress> => {
  let done = noProgress;
  for (const file of quarantined.filter(({ isWholeFile }) => isWholeFile)) {
    done = addProgress(done, await replayFile(deps, file, request));
  }
  const records = quarantined.filter(({ isWholeFile }) => !isWholeFile);
  for (const group of groupBy(records, ({ deliveryId }) => deliveryId).values()) {
    done = addProgress(done, await replayFrom(deps, group, request));
  }
  return done;
};

const RECORDS_AT_ONCE = 500;

const replayAll = async (deps: IngestDeps, request: ReplayRequest): Promise<Progress> => {
  let done = noProgress;
  let after: string | null = null;
  do {
    request.signal?.throwIfAborted();
    const from: string | null = after;
    const page: readonly Quarantined[] = await inTransaction(deps.pools.ingest, (tx) =>
      listQuarantined(tx, { after: from, limit: RECORDS_AT_ONCE }),
    );
    done = addProgress(done, await replaySome(deps, page, request));
    after = page.length === RECORDS_AT_ONCE ? (page.at(-1)?.id ?? null) : null;
  } while (after !== null);
  return done;
};

/**
 * Reads what was quarantined again, with the formats as they are now or from corrected bytes. What can be read is
 * stored as a delivery of its own and leaves quarantine; the delivery it came in keeps its own account.
 */
export const replayQuarantine = async (deps: IngestDeps, request: ReplayRequest): Promise<Progress> => {
  const { what } = request;
  if ('all' in what) return replayAll(deps, request);
  const quarantined = await getQuarantined(deps, what.id);
  if (what.replacement) return replace(deps, quarantined, what.replacement, request);
  return replaySome(deps, [quarantined], request);
};
