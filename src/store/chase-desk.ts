import { z } from 'zod';
import { chaseSteps, repeatedFrom } from '../domain/chase.ts';
import type { EnrichmentRequest } from '../domain/enrichment-request.ts';
import { relationshipBits } from '../domain/projection.ts';
import { requestColumns, requestRow } from './enrichment-requests.ts';
import { select, type Transaction } from './transaction.ts';

/** Which questions whoever runs the hub looks at. */
export interface DeskFilter {
  readonly force: string | null;
  readonly which: 'ALL' | 'OPEN' | 'OVERDUE';
  /** The domain clock. */
  readonly now: string;
  readonly limit: number;
}

/** Questions, those due first coming first. */
export const listRequests = (
  tx: Transaction,
  { force, which, now, limit }: DeskFilter,
): Promise<readonly EnrichmentRequest[]> =>
  select(
    tx,
    requestRow,
    `select ${requestColumns('q')} from enrichment_request q
     where ($1::text is null or q.organisation = $1) and ($2 = 'ALL' or q.state = 'OPEN')
       and ($2 <> 'OVERDUE' or q.due_at < $3) order by q.due_at, q.id limit $4`,
    [force, which, now, limit],
  );

/** Every question of these messages. */
export const findMessages = (tx: Transaction, messageIds: readonly string[]): Promise<readonly EnrichmentRequest[]> =>
  select(
    tx,
    requestRow,
    `select ${requestColumns('q')} from enrichment_request q join unnest($1::uuid[]) m (id) on m.id = q.message_id
     order by q.message_id, q.number, q.id`,
    [messageIds],
  );

const messageIdRow = z.object({ id: z.string() });

/** The messages to a force in which a question is still open. */
export const listOpenMessages = async (tx: Transaction, force: string): Promise<readonly string[]> => {
  const sql = `select distinct message_id::text id from enrichment_request where organisation = $1 and state = 'OPEN' order by 1`;
  return (await select(tx, messageIdRow, sql, [force])).map(({ id }) => id);
};

/** A question by its id, or undefined. */
export const findRequest = async (tx: Transaction, id: string): Promise<EnrichmentRequest | undefined> =>
  (await select(tx, requestRow, `select ${requestColumns('q')} from enrichment_request q where q.id = $1`, [id]))[0];

const stepRow = z.object({ step: z.string(), at: z.string() });
/** Something done about a question, and when. */
export type TakenStep = Readonly<z.infer<typeof stepRow>>;

/** What was done about a question so far, oldest first. */
export const listSteps = (tx: Transaction, requestId: string): Promise<readonly TakenStep[]> =>
  select(
    tx,
    stepRow,
    `select step, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') at from enrichment_step
     where request_id = $1 order by enrichment_step.at, step`,
    [requestId],
  );

const toldRow = z.object({ messageId: z.string(), childId: z.string(), step: z.string(), toldTo: z.array(z.string()) });
/** A step just taken for the questions of one message, and the organisations to tell. */
export type StepToTell = Readonly<z.infer<typeof toldRow>>;

const recipients = `
  select m.organisation where 'FORCE' = any(m.recipients)
  union
  select r.organisation from reach r where r.child_id = m.child_id and r.until > $2 and r.person = ''
    and (('RESPONSIBLE_AUTHORITY' = any(m.recipients) and r.bits & ${relationshipBits.RESPONSIBLE} <> 0)
      or ('PARTNERSHIP' = any(m.recipients) and r.bits & ${relationshipBits.AUDITABLE} <> 0))
  order by 1`;

const isDue = `q.state = 'OPEN' and q.due_at + make_interval(hours => s.hours) <= $2 and (s.hours >= 0 or q.due_at > $2)
  and not exists (select 1 from enrichment_step d where d.request_id = q.id and d.step = s.step)`;

/**
 * Takes every step that is due by `now`, of at most `limit` messages at once, and says whom to tell, once a message and
 * step. A step is taken once; reminders are left out where the deadline is over.
 */
export const takeDueSteps = (tx: Transaction, now: string, limit: number): Promise<readonly StepToTell[]> =>
  select(
    tx,
    toldRow,
    `with terms as materialized (
       select urgency, step, hours, "to" recipients from jsonb_to_recordset($1::jsonb)
         s (urgency text, step text, hours int, "to" text[])),
     messages as materialized (
       select q.message_id, s.step, s.recipients, min(q.organisation) organisation, (min(q.child_id::text))::uuid child_id,
         array_agg(q.id) ids
       from terms s join enrichment_request q on q.urgency = s.urgency where ${isDue}
       group by q.message_id, s.step, s.recipients order by min(q.due_at), q.message_id, s.step limit $3),
     taken as (
       insert into enrichment_step (request_id, step, at) select unnest(ids), step, $2 from messages)
     select m.message_id::text "messageId", m.child_id::text "childId", m.step, array(${recipients}) "toldTo"
     from messages m order by 1, 3`,
    [JSON.stringify(chaseSteps), now, limit],
  );

const reportRow = z.object({
  key: z.record(z.string(), z.string().nullable()),
  asked: z.number(),
  answered: z.number(),
  inTime: z.number(),
  late: z.number(),
  withdrawn: z.number(),
  open: z.number(),
  overdue: z.number(),
  incidentsNotInTime: z.number(),
  isRepeated: z.boolean(),
  medianHours: z.number().nullable(),
});
/** How one group of questions was answered. */
export type ChaseReportRow = Readonly<z.infer<typeof reportRow>>;

/** ★ What a report of the chase can be split by, and the column it means. */
export const chaseReportKeys = {
  force: 'organisation',
  unit: 'unit',
  field: 'field',
  urgency: 'urgency',
  month: `to_char(q.opened_at at time zone 'Europe/London', 'YYYY-MM')`,
} as const;
export type ChaseReportKey = keyof typeof chaseReportKeys;

/** Which questions a report is of. */
export interface ChaseReportScope {
  /** Put at this instant or later, and before the other. */
  readonly from: string | null;
  readonly to: string | null;
  readonly now: string;
  /** Only those to this force. */
  readonly organisation?: string | null;
  /** Fields of which nothing is counted. */
  readonly hidden?: readonly string[];
  readonly limit?: number;
}

const notInTime = `(state = 'ANSWERED' and closed_at > due_at or state = 'OPEN' and due_at < $3)`;

/** Counts questions put in a time, by groups: those answered least come first. */
export const reportChase = (
  tx: Transaction,
  by: readonly ChaseReportKey[],
  { from, to, now, organisation = null, hidden = [], limit }: ChaseReportScope,
): Promise<readonly ChaseReportRow[]> => {
  const keys = by.map((key) => `'${key}', ${chaseReportKeys[key]}`).join(', ');
  return select(
    tx,
    reportRow,
    `select jsonb_build_object(${keys}) "key", count(*)::int asked,
       (count(*) filter (where state = 'ANSWERED'))::int answered,
       (count(*) filter (where state = 'ANSWERED' and closed_at <= due_at))::int "inTime",
       (count(*) filter (where state = 'ANSWERED' and closed_at > due_at))::int late,
       (count(*) filter (where state = 'WITHDRAWN'))::int withdrawn,
       (count(*) filter (where state = 'OPEN'))::int open,
       (count(*) filter (where state = 'OPEN' and due_at < $3))::int overdue,
       (count(distinct (organisation, force_reference)) filter (where ${notInTime}))::int "incidentsNotInTime",
       count(distinct (organisation, force_reference)) filter (where ${notInTime}) >= ${repeatedFrom} "isRepeated",
       round((percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at) / 3600)
         filter (where state = 'ANSWERED'))::numeric, 1)::float8 "medianHours"
     from enrichment_request q
     where ($1::timestamptz is null or opened_at >= $1) and ($2::timestamptz is null or opened_at < $2)
       and ($4::text is null or organisation = $4) and field <> all($5::text[])
     group by 1 order by overdue desc, late desc, asked desc, 1 limit $6`,
    [from, to, now, organisation, hidden, limit ?? null],
  );
};
