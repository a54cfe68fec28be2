import { z } from 'zod';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** What is known of a file when it arrives. */
export interface NewDelivery {
  readonly id: string;
  readonly organisation: string;
  readonly adapter: string;
  readonly format: string;
  readonly formatVersion: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly bytes: Uint8Array;
  /** Whether the bytes may be kept: yes, unless told. What may not be leaves its hash alone. */
  readonly mayKeep?: boolean;
  readonly mode: 'event' | 'upsert' | 'snapshot';
  readonly scope: string | null;
  readonly receivedAt: string;
  /** The quarantined record it corrects. */
  readonly corrects: string | null;
  /** The delivery whose quarantined records it reads again. */
  readonly replays: string | null;
  readonly enteredBy: string | null;
}

const deliveryRow = z.object({
  id: z.string(),
  organisation: z.string(),
  adapter: z.string(),
  format: z.string(),
  name: z.string(),
  mode: z.enum(['event', 'upsert', 'snapshot']),
  scopeBefore: z.int(),
  receivedAt: z.string(),
  state: z.enum(['RECEIVED', 'DONE', 'HELD', 'UNREADABLE']),
  nextOrdinal: z.int(),
  received: z.int(),
  stored: z.int(),
  unchanged: z.int(),
  quarantined: z.int(),
  issues: z.int(),
  retracted: z.int(),
  records: z.record(z.string(), z.int()),
  corrects: z.string().nullable(),
  enteredBy: z.string().nullable(),
});
/** One file or message as it was received, and how far its records are worked. */
export type Delivery = Readonly<z.infer<typeof deliveryRow>>;

const fields = `d.id, d.organisation, d.adapter, d.format, d.name, d.mode, d.scope_before "scopeBefore",
  ${isoInstant('d.received_at')} "receivedAt",
  d.state, d.next_ordinal "nextOrdinal", d.received, d.stored, d.unchanged, d.quarantined, d.issues, d.retracted,
  d.records, d.corrects, d.entered_by "enteredBy"`;

/** Where the keys of a delivery's records are unique, within its organisation. */
export const namespaceOf = ({ adapter, format }: Pick<Delivery, 'adapter' | 'format'>): string =>
  `${adapter}/${format}`;

const SCOPE_LOCK = 4_190_203;

/** Whether an instant lies further ahead of the database's clock than two clocks may differ. */
export const isInFuture = async (tx: Transaction, at: string): Promise<boolean> => {
  const sql = `select $1::timestamptz > clock_timestamp() + interval '5 minutes' late`;
  const [row] = await select(tx, z.object({ late: z.boolean() }), sql, [at]);
  return row?.late ?? true;
};

/** The delivery with this id, if any. */
export const findDelivery = async (tx: Transaction, id: string): Promise<Delivery | undefined> =>
  (await select(tx, deliveryRow, `select ${fields} from delivery d where d.id = $1`, [id]))[0];

/** Keeps the bytes, where they may be kept, and notes the delivery; deliveries of one organisation and format are noted one after another. */
export const insertDelivery = async (tx: Transaction, d: NewDelivery): Promise<Delivery> => {
  const scope = `${d.organisation}/${d.adapter}/${d.format}`;
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [SCOPE_LOCK, scope]);
  const { hash, bytes, mayKeep = true } = d;
  if (mayKeep) {
    await tx.query('insert into raw_content (hash, bytes) values ($1, $2) on conflict do nothing', [hash, bytes]);
  }
  await tx.query(
    `insert into delivery (id, organisation, adapter, format, format_version, name, hash, size, mode, scope,
       received_at, state, corrects, replays, entered_by, scope_before)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'RECEIVED', $12, $13, $14, (
       select count(*) from source_record r where r.current and r.organisation = $2 and r.namespace = $15))`,
    [
      ...[d.id, d.organisation, d.adapter, d.format, d.formatVersion, d.name, hash, bytes.byteLength, d.mode],
      ...[d.scope, d.receivedAt, d.corrects, d.replays, d.enteredBy],
      namespaceOf(d),
    ],
  );
  const delivery = await findDelivery(tx, d.id);
  if (!delivery) throw new Error('the delivery was not kept');
  return delivery;
};

/** The delivery, kept from changing until the transaction ends. */
export const lockDelivery = async (tx: Transaction, id: string): Promise<Delivery> => {
  const [row] = await select(tx, deliveryRow, `select ${fields} from delivery d where d.id = $1 for update`, [id]);
  if (!row) throw new Error('the delivery is missing from the database');
  return row;
};

/** Deliveries whose records are not all accounted for, oldest first. */
export const unfinishedDeliveries = (tx: Transaction): Promise<readonly Delivery[]> =>
  select(tx, deliveryRow, `select ${fields} from delivery d where d.state = 'RECEIVED' order by d.created_at`);

/** What makes two files the same delivery while the first is unfinished. */
export interface SameFile {
  readonly organisation: string;
  readonly adapter: string;
  readonly format: string;
  readonly hash: Buffer;
}

/** The unfinished delivery of these very bytes, if any. */
export const findUnfinished = async (tx: Transaction, file: SameFile): Promise<Delivery | undefined> => {
  const sql = `select ${fields} from delivery d where d.state = 'RECEIVED' and d.organisation = $1 and d.adapter = $2
    and d.format = $3 and d.hash = $4 and d.corrects is null order by d.created_at limit 1`;
  const { organisation, adapter, format, hash } = file;
  return (await select(tx, deliveryRow, sql, [organisation, adapter, format, hash]))[0];
};

/** Unfinished deliveries of the same organisation and format that came before this one, oldest first. */
export const unfinishedBefore = (tx: Transaction, id: string): Promise<readonly Delivery[]> =>
  select(
    tx,
    deliveryRow,
    `select ${fields} from delivery d join delivery later on later.id = $1
     where d.state = 'RECEIVED' and d.organisation = later.organisation and d.adapter = later.adapter
       and d.format = later.format and d.created_at < later.created_at order by d.created_at`,
    [id],
  );

/** Whether a later snapshot of the same organisation and format has been worked. */
export const isSuperseded = async (tx: Transaction, id: string): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `select 1 from delivery d join delivery later using (organisation, adapter, format)
     where d.id = $1 and later.mode = 'snapshot' and later.state in ('DONE', 'HELD')
       and later.created_at > d.created_at limit 1`,
    [id],
  );
  return rowCount !== 0;
};

/** The bytes as they came, or undefined once purged. */
export const findBytes = async (tx: Transaction, deliveryId: string): Promise<Uint8Array | undefined> => {
  const sql = 'select bytes from raw_content join delivery using (hash) where delivery.id = $1';
  return (await select(tx, z.object({ bytes: z.instanceof(Uint8Array) }), sql, [deliveryId]))[0]?.bytes;
};

/** Whether the organisation has ever sent these very bytes. */
export const hasArrived = async (
  tx: Transaction,
  { organisation, hash }: Pick<SameFile, 'organisation' | 'hash'>,
): Promise<boolean> => {
  const sql = 'select 1 from delivery where organisation = $1 and hash = $2 limit 1';
  return (await tx.query(sql, [organisation, hash])).rowCount !== 0;
};
