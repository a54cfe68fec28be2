import { z } from 'zod';
import type { EnrichmentRequest } from '../domain/enrichment-request.ts';
import { compileMasks, conditionMask, neededBit, withOwn } from '../domain/mask.ts';
import { gapFieldsOfPoliceIntelligence } from '../domain/profile/fields.ts';
import { restrictionBits } from '../domain/projection.ts';
import type { Viewer } from '../domain/viewer.ts';
import { requestColumns, requestRow } from './enrichment-requests.ts';
import { select, type Transaction } from './transaction.ts';

/** A question as a viewer reaches it, with the mask of its row. */
export interface ReachedRequest {
  readonly request: EnrichmentRequest;
  readonly mask: bigint;
  /** By which door the answer came; null while there is none. */
  readonly answeredThrough: 'FILE' | 'SUBMISSION' | 'REPLY' | null;
}

/** Which questions a viewer asks for. */
export interface RequestPage {
  readonly status: EnrichmentRequest['state'] | null;
  readonly overdue: boolean | null;
  /** The question after which the page starts; null at the beginning. */
  readonly after: string | null;
  readonly id: string | null;
  readonly limit: number;
  /** The domain clock. */
  readonly now: string;
}

const reachedRow = requestRow.extend({
  ofChild: z.string(),
  mask: z.string(),
  answeredThrough: z.enum(['FILE', 'SUBMISSION', 'REPLY']).nullable(),
});

const seesAnswers = neededBit('AN', 'full');
const seesIntelligence = neededBit('PI', 'full');

/**
 * Children the viewer reaches, with the mask for their rows and for rows of the viewer's own organisation. `$1` to `$6`
 * are `viewerValues`.
 */
export const reachedChildren = `(
  select r.child_id, ($4::int8[])[1 + ((r.bits | v.flags) & ${conditionMask})] m,
    ($5::int8[])[1 + ((r.bits | v.flags) & ${conditionMask})] own
  from (select child_id, bit_or(bits) bits from reach where organisation = $1 and person in ('', $2)
      and bits & $6 <> 0 and until > $3 group by child_id having bit_or(bits) & ${restrictionBits.BLOCKED} = 0) r
  join child_view v on v.child_id = r.child_id and v.known_to = 'infinity')`;

/** The values of `reachedChildren`. */
export const viewerValues = ({ organisation, person, role, purpose }: Viewer, now: string): readonly unknown[] => {
  const { table, tableText, accepts } = compileMasks(role, purpose);
  return [organisation, person, now, tableText, `{${table.map(withOwn).join(',')}}`, accepts];
};

const doors = `case when q.answered_by is null then null else coalesce((
    select case d.name when 'enrichment-reply.json' then 'REPLY' when 'notification-submit.json' then 'SUBMISSION' end
    from notification n join source_record s on s.id = n.source_record_id join delivery d on d.id = s.delivery_id
    where n.id = q.answered_by and n.known_from = q.closed_at), 'FILE') end`;

/** The questions a viewer reaches and may see, those due first coming first. */
export const listReachedRequests = async (
  tx: Transaction,
  viewer: Viewer,
  { status, overdue, after, id, limit, now }: RequestPage,
): Promise<readonly ReachedRequest[]> => {
  const rows = await select(
    tx,
    reachedRow,
    `select ${requestColumns('q')}, q.of_child::text "ofChild", k.mask::text mask, ${doors} "answeredThrough"
     from (select e.*, coalesce(n.child_id, e.child_id) of_child from enrichment_request e
         left join notification n on n.id = e.notification_id and n.known_to = 'infinity') q
       join ${reachedChildren} c on c.child_id = q.of_child
       cross join lateral (select case when q.organisation = $1 then c.own else c.m end mask offset 0) k
     where k.mask & $7 <> 0 and (k.mask & $8 <> 0 or q.field <> all($9::text[]))
       and ($10::text is null or q.state = $10)
       and ($11::boolean is null or (q.state = 'OPEN' and q.due_at < $3) = $11)
       and ($12::uuid is null or (q.due_at, q.id) > (select due_at, id from enrichment_request where id = $12))
       and ($13::uuid is null or q.id = $13)
     order by q.due_at, q.id limit $14`,
    [
      ...viewerValues(viewer, now),
      ...[seesAnswers.toString(), seesIntelligence.toString(), gapFieldsOfPoliceIntelligence],
      ...[status, overdue, after, id, limit],
    ],
  );
  return rows.map(({ mask, answeredThrough, ofChild, ...request }) => ({
    ...{ request: { ...request, childId: ofChild }, mask: BigInt(mask), answeredThrough },
  }));
};

/** A question of a force's own that its viewer reaches, or undefined. */
export const findOwnRequest = async (
  tx: Transaction,
  viewer: Viewer,
  id: string,
  now: string,
): Promise<EnrichmentRequest | undefined> => {
  const page = { status: null, overdue: null, after: null, id, limit: 1, now };
  const [found] = await listReachedRequests(tx, viewer, page);
  return found?.request.organisation === viewer.organisation ? found.request : undefined;
};

const subjectRow = z.object({ key: z.string(), reference: z.string() });

/** The force's number of the child a message is about, where it is another than that of the report. */
export const findPersonReference = async (tx: Transaction, notificationId: string): Promise<string | null> => {
  const [row] = await select(
    tx,
    subjectRow,
    `select s.key, n.force_reference reference from notification n join subject s on s.id = n.subject_id
     where n.id = $1 order by n.known_from desc limit 1`,
    [notificationId],
  );
  return row === undefined || row.key === row.reference ? null : row.key;
};
