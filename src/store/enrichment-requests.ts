import { z } from 'zod';
import type { urgencies } from '../domain/chase.ts';
import { type EnrichmentRequest, requestStates, withdrawals } from '../domain/enrichment-request.ts';
import { answerStates } from '../domain/model/notification.ts';
import { columnOf, toRow } from './columns.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';
import type { Difference } from './versions.ts';

const answerState = z.enum(answerStates);

/** A row of `enrichment_request`. */
export const requestRow = z.object({
  id: z.string(),
  messageId: z.string(),
  notificationId: z.string(),
  childId: z.string(),
  organisation: z.string(),
  unit: z.string().nullable(),
  notificationNumber: z.string(),
  forceReference: z.string(),
  field: z.string(),
  number: z.number(),
  requirement: z.enum(['MANDATORY', 'ANSWER']),
  severity: z.enum(['CRITICAL', 'MAJOR', 'MINOR']),
  found: answerState,
  urgency: z.enum(['HIGH', 'MEDIUM', 'LOWER'] satisfies readonly (typeof urgencies)[number][]),
  profileVersion: z.string(),
  openedAt: z.string(),
  dueAt: z.string(),
  state: z.enum(requestStates),
  closedAt: z.string().nullable(),
  outcome: z.union([answerState, z.enum(withdrawals)]).nullable(),
  answeredBy: z.string().nullable(),
});

/** The columns of `requestRow`, of the table under this name. */
export const requestColumns = (q: string): string =>
  Object.keys(requestRow.shape)
    .map((field) => {
      const column = `${q}.${columnOf(field)}`;
      return `${field.endsWith('At') ? isoInstant(column) : column} "${field}"`;
    })
    .join(', ');

/** The open questions about these children. */
export const findOpenRequests = (tx: Transaction, childIds: readonly string[]): Promise<readonly EnrichmentRequest[]> =>
  select(
    tx,
    requestRow,
    `select ${requestColumns('q')} from enrichment_request q
     where q.child_id = any($1::uuid[]) and q.state = 'OPEN' order by q.opened_at, q.id`,
    [childIds],
  );

const changing = ['childId', 'urgency', 'dueAt', 'state', 'closedAt', 'outcome', 'answeredBy'].map(columnOf);

const rowsOf = (requests: readonly EnrichmentRequest[]): string =>
  JSON.stringify(requests.map((request) => toRow({ ...request })));

/** Keeps questions as they now stand, new ones and those put before. */
export const keepRequests = async (tx: Transaction, requests: readonly EnrichmentRequest[]): Promise<void> => {
  if (requests.length === 0) return;
  await tx.query(
    `insert into enrichment_request select * from jsonb_populate_recordset(null::enrichment_request, $1::jsonb)
     on conflict (id) do update set ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [rowsOf(requests)],
  );
};

/** Makes the given questions the only ones about these children; what was done about those that stay, stays. */
export const replaceRequests = async (
  tx: Transaction,
  childIds: readonly string[],
  requests: readonly EnrichmentRequest[],
): Promise<void> => {
  // What was asked while the report was of a child since merged goes with the report's own erasure.
  await tx.query(
    `delete from enrichment_request q using fact f where f.id = q.notification_id and f.erasure_id is not null
       and f.subject_id in (select subject_id from membership where child_id = any($1::uuid[]))`,
    [childIds],
  );
  // Open ones under another id would be in the way of the right ones.
  await tx.query('delete from enrichment_request where child_id = any($1::uuid[]) and id <> all($2::uuid[])', [
    childIds,
    requests.map(({ id }) => id),
  ]);
  await tx.query(
    `insert into enrichment_request select * from jsonb_populate_recordset(null::enrichment_request, $1::jsonb)
     on conflict (id) do update set (${Object.keys(requestRow.shape).map(columnOf).join(', ')})
       = row(excluded.*)`,
    [rowsOf(requests)],
  );
};

const differenceRow = z.object({ owner: z.string(), what: z.string() });

/** Questions about these children that are not what their facts give. */
export const diffRequests = async (
  tx: Transaction,
  childIds: readonly string[],
  expected: readonly EnrichmentRequest[],
): Promise<readonly Difference[]> => {
  const rows = await select(
    tx,
    differenceRow,
    `select coalesce(q.child_id, n.child_id)::text "owner",
       format('the question about %s %s', coalesce(q.field, n.field), case
         when q.id is null then 'is missing' when n.id is null then 'should not be there' else 'stands otherwise' end) what
     from (select * from enrichment_request where child_id = any($2::uuid[])) q
     full join jsonb_populate_recordset(null::enrichment_request, $1::jsonb) n on n.id = q.id
     where to_jsonb(q) is distinct from to_jsonb(n) order by 1, 2`,
    [rowsOf(expected), childIds],
  );
  return rows.map(({ owner, what }) => ({ owner, table: 'enrichment_request', what }));
};
