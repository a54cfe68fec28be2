import type { Pool } from 'pg';
import type { ChainedEntry, FieldList } from '../domain/ledger-entry.ts';

/**
 * Appends entries, the children they touched and the field lists they are the first to name, in one statement; durable
 * when it returns.
 */
export const insertLedgerEntries = async (
  pool: Pool,
  entries: readonly ChainedEntry[],
  fieldLists: readonly FieldList[],
): Promise<void> => {
  await pool.query({
    name: 'ledger_insert',
    text: `with named as (
      insert into ledger_field_list (id, coordinates)
      select id, coordinates from jsonb_to_recordset($2::jsonb) l(id text, coordinates text[])
      on conflict do nothing),
    touching as (
      insert into ledger_subject (child_id, at, entry_id)
      select distinct (t ->> 0)::uuid, e.at, e.id
      from jsonb_to_recordset($1::jsonb) e(id uuid, at timestamptz, touched jsonb), jsonb_array_elements(e.touched) t)
    insert into ledger_entry (id, writer, sequence, at, request_id, person, organisation, role, purpose, operation,
      plan, field_list, touched, known_at, as_known_at, policy_version, previous_hash, hash)
    select e.id, e.writer, e.sequence, e.at, e."requestId", e.person, e.organisation, e.role, e.purpose, e.operation,
      e.plan, e."fieldList", e.touched, e."knownAt", e."asKnownAt", e."policyVersion",
      decode(e."previousHash", 'hex'), decode(e.hash, 'hex')
    from jsonb_to_recordset($1::jsonb) e(id uuid, writer uuid, sequence bigint, at timestamptz, "requestId" uuid,
      person text, organisation text, role text, purpose text, operation text, plan text, "fieldList" text,
      touched jsonb, "knownAt" timestamptz, "asKnownAt" timestamptz, "policyVersion" text, "previousHash" text, hash text)`,
    values: [JSON.stringify(entries), JSON.stringify(fieldLists)],
  });
};
