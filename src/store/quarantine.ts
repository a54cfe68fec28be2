import { z } from 'zod';
import { isoInstant, select, type Transaction } from './transaction.ts';

const issue = z.object({ rule: z.string(), field: z.string().nullable(), message: z.string() });

const quarantinedRow = z.object({
  id: z.string(),
  deliveryId: z.string(),
  organisation: z.string(),
  adapter: z.string(),
  format: z.string(),
  file: z.string(),
  receivedAt: z.string(),
  ordinal: z.int(),
  key: z.string().nullable(),
  locator: z.string(),
  state: z.enum(['QUARANTINED', 'REPLAYED']),
  isWholeFile: z.boolean(),
  replayedAs: z.string().nullable(),
  reasons: z.array(issue),
});
/** A record, or a whole file, that could not be used, and why. */
export type Quarantined = Readonly<z.infer<typeof quarantinedRow>>;

const quarantined = `select r.id, r.delivery_id "deliveryId", r.organisation, d.adapter, d.format, d.name file,
    ${isoInstant('d.received_at')} "receivedAt", r.ordinal, r.key, r.locator, r.state,
    d.state = 'UNREADABLE' and r.ordinal = d.next_ordinal - 1 "isWholeFile", r.replayed_as "replayedAs", r.reasons
  from source_record r join delivery d on d.id = r.delivery_id
  where r.state in ('QUARANTINED', 'REPLAYED') and r.erasure_id is null`;

/** One page of what waits in quarantine, oldest first, after the given record. */
export const listQuarantined = (
  tx: Transaction,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly Quarantined[]> =>
  select(
    tx,
    quarantinedRow,
    `${quarantined} and r.state = 'QUARANTINED' and ($1::uuid is null or (r.created_at, r.id) >
       (select a.created_at, a.id from source_record a where a.id = $1)) order by r.created_at, r.id limit $2`,
    [after, limit],
  );

/** The quarantined or replayed record with this id, if any. */
export const findQuarantined = async (tx: Transaction, id: string): Promise<Quarantined | undefined> =>
  (await select(tx, quarantinedRow, `${quarantined} and r.id = $1`, [id]))[0];

const replayRow = z.object({ id: z.string(), isSuperseded: z.boolean() });

/** Those of the records that still wait in quarantine, and whether something newer of their key or table was stored. */
export const lockQuarantined = (
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly isSuperseded: boolean }[]> =>
  select(
    tx,
    replayRow,
    `select r.id, exists (
         select 1 from delivery later where later.organisation = d.organisation and later.adapter = d.adapter
           and later.format = d.format and later.mode = 'snapshot' and later.state in ('DONE', 'HELD')
           and later.replays is null and later.created_at > d.created_at)
       or exists (
         select 1 from source_record newer join delivery nd on nd.id = newer.delivery_id
         where newer.current and newer.organisation = r.organisation and newer.namespace = r.namespace
           and newer.key = r.key and nd.created_at > d.created_at) "isSuperseded"
     from source_record r join delivery d on d.id = r.delivery_id
     where r.id = any($1::uuid[]) and r.state = 'QUARANTINED' for update of r`,
    [ids],
  );

/** Marks a quarantined record as read after all, by the record it became where there is one. */
export const markReplayed = async (tx: Transaction, id: string, replayedAs: string | null): Promise<void> => {
  await tx.query(`update source_record set state = 'REPLAYED', replayed_as = $2 where id = $1`, [id, replayedAs]);
};

/**
 * Marks a quarantined record as corrected by a delivery that stored or already had all it holds. A delivery of as many
 * records as the one it came in corrects that whole file, so every other record of it leaves quarantine as well.
 */
export const markCorrected = async (tx: Transaction, id: string, deliveryId: string): Promise<void> => {
  await tx.query(
    `update source_record r set state = 'REPLAYED', replayed_as = (
       select s.id from source_record s where s.delivery_id = d.id and s.state = 'STORED'
         and (r.id = $1 or s.key = r.key or s.locator = r.locator)
       order by s.key is not distinct from r.key desc, s.locator = r.locator desc, s.ordinal limit 1)
     from delivery d, delivery o, source_record asked
     where d.id = $2 and asked.id = $1 and r.delivery_id = asked.delivery_id and o.id = r.delivery_id
       and r.state = 'QUARANTINED' and d.received > 0 and (d.quarantined = 0 or r.locator = 'file')
       and (r.id = $1 or (d.received = o.received and (r.key is null or exists (
         select 1 from source_record c where c.current and c.organisation = r.organisation
           and c.namespace = r.namespace and c.key = r.key))))`,
    [id, deliveryId],
  );
};
