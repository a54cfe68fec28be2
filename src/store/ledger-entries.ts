import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** The coordinates an operation selects, whether or not a value was there, under the hash of the list. */
export interface FieldList {
  readonly id: string;
  readonly coordinates: readonly string[];
}

/** The list of these coordinates, in one order. */
export const fieldListOf = (names: readonly string[]): FieldList => {
  const coordinates = [...names].sort();
  return { id: createHash('sha256').update(JSON.stringify(coordinates)).digest('hex'), coordinates };
};

/** One disclosure as the ledger keeps it: who saw which fields of whom, by which policy; never a value. */
export interface LedgerEntry {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly person: string;
  readonly organisation: string;
  readonly role: string;
  readonly purpose: string;
  readonly operation: string | null;
  /** The plan that read, or `resolvers`. */
  readonly plan: string;
  /** Id of the list of selected coordinates. */
  readonly fieldList: string;
  /** [child, version, mask] of every child touched. */
  readonly touched: readonly (readonly [string, string, string])[];
  readonly knownAt: string | null;
  readonly asKnownAt: string | null;
  readonly policyVersion: string;
}

/** An entry in its writer's chain. */
export interface ChainedEntry extends LedgerEntry {
  readonly writer: string;
  readonly sequence: string;
  /** Hexadecimal. */
  readonly previousHash: string;
  readonly hash: string;
}

/** Appends entries, and the field lists they are the first to name, in one statement; durable when it returns. */
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
      on conflict do nothing)
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
