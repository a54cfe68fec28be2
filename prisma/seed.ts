import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { IngestDeps } from '../src/app/ingest/deps.ts';
import { ingestFile } from '../src/app/ingest/ingest-file.ts';
import { addProgress, noProgress } from '../src/app/ingest/summary.ts';
import type { Progress } from '../src/store/delivery-progress.ts';
import { inTransaction, select } from '../src/store/transaction.ts';
import type { DemoFile } from './demo-cases/built-files.ts';
import { deliveryRows } from './demo-deliveries.ts';

export { demoClockStart } from '../src/server/domain-clock.ts';

/** ★ The files of the demo in the order they arrived: 27 invented children missing from Doncaster in October 2015. */
export const demoDeliveries: readonly DemoFile[] = deliveryRows.map(([receivedAt, organisation, adapterId, file]) => ({
  file,
  adapterId,
  organisation,
  receivedAt,
}));

/** The child of the demo who is missing now, by the number her authority gives her. */
export const memorableChild = {
  authority: 'E08000017',
  numbering: 'ssda903',
  authorityChildId: 'DON0001',
} as const;

/** What is known of the demo once it is loaded. */
export interface LoadedDemo extends Progress {
  readonly files: number;
  /** The hub's id of the memorable child. */
  readonly childId: string;
}

type StoreDeps = Pick<IngestDeps, 'pools'>;

/** The bytes of one file of the demo. */
export const readDemoFile = ({ file }: DemoFile): Promise<Uint8Array> =>
  readFile(new URL(`demo/${file}`, import.meta.url));

const keyOf = (organisation: string, hash: string): string => `${organisation}/${hash}`;

const demoKeys = async (): Promise<readonly string[]> =>
  Promise.all(
    demoDeliveries.map(async (delivery) => {
      const bytes = await readDemoFile(delivery);
      return keyOf(delivery.organisation, createHash('sha256').update(bytes).digest('hex'));
    }),
  );

const arrivedRow = z.object({ organisation: z.string(), hash: z.string(), isDone: z.boolean() });

const arrived = (deps: StoreDeps) =>
  inTransaction(deps.pools.ingest, (tx) =>
    select(tx, arrivedRow, `select organisation, encode(hash, 'hex') hash, state <> 'RECEIVED' "isDone" from delivery`),
  );

/** Whether the database holds nothing, or no more than a load of the demo that was interrupted. */
export const isEmpty = async (deps: StoreDeps): Promise<boolean> => {
  const held = await arrived(deps);
  if (held.length === 0) return true;
  const keys = await demoKeys();
  const isDemo = held.every(({ organisation, hash }) => keys.includes(keyOf(organisation, hash)));
  const done = new Set(held.filter(({ isDone }) => isDone).map(({ organisation, hash }) => keyOf(organisation, hash)));
  return isDemo && done.size < keys.length;
};

const findMemorable = async (deps: StoreDeps): Promise<string> => {
  const { authority, numbering, authorityChildId } = memorableChild;
  const sql = `select m.child_id "childId" from subject s join membership m on m.subject_id = s.id
    where (s.organisation, s.system, s.key) = ($1, $2, $3) and m.known_to = 'infinity'`;
  const [row] = await inTransaction(deps.pools.ingest, (tx) =>
    select(tx, z.object({ childId: z.string() }), sql, [authority, numbering, authorityChildId]),
  );
  if (!row) throw new Error('the demo was loaded without its memorable child');
  return row.childId;
};

/** What to tell while loading, and when to stop. */
export interface LoadOptions {
  readonly onFile?: (file: string) => void;
  readonly signal?: AbortSignal;
}

/** Sends the files of the demo through the real ingest, in their order; one that has arrived before is passed over. */
export const loadDemo = async (deps: IngestDeps, { onFile, signal }: LoadOptions = {}): Promise<LoadedDemo> => {
  const held = (await arrived(deps)).filter(({ isDone }) => isDone);
  const done = new Set(held.map(({ organisation, hash }) => keyOf(organisation, hash)));
  const keys = await demoKeys();
  let total: Progress = noProgress;
  let files = 0;
  for (const [index, delivery] of demoDeliveries.entries()) {
    if (done.has(keys[index] ?? '')) continue;
    const { file: name, adapterId, organisation, receivedAt } = delivery;
    onFile?.(name);
    const bytes = await readDemoFile(delivery);
    const request = { adapterId, name, bytes, organisation, receivedAt };
    total = addProgress(total, await ingestFile(deps, signal ? { ...request, signal } : request));
    files += 1;
  }
  return { ...total, files, childId: await findMemorable(deps) };
};
