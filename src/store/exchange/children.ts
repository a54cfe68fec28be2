import { z } from 'zod';
import type { ChildSet } from '../../domain/exchange/child-set.ts';
import { restrictionBits } from '../../domain/projection.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { select, type Transaction } from '../transaction.ts';

const row = z.object({
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  identifiers: z.array(z.looseObject({ system: z.string(), value: z.string(), valid: z.boolean() })).nullable(),
});

/** What the hub knows a child again by; what it does not know is left out. */
export const childSetOf = async (tx: Transaction, childId: string): Promise<ChildSet> => {
  const [found] = await select(
    tx,
    row,
    `select given_names "givenName", family_name "familyName", to_char(birth_on, 'YYYY-MM-DD') "dateOfBirth", identifiers
     from child_view where child_id = $1 and known_to = 'infinity'`,
    [childId],
  );
  const number = (wanted: string) => found?.identifiers?.find(({ system, valid }) => system === wanted && valid)?.value;
  const all = {
    givenName: found?.givenName ?? undefined,
    familyName: found?.familyName ?? undefined,
    dateOfBirth: found?.dateOfBirth ?? undefined,
    nhsNumber: number('nhs-number'),
    upn: number('upn'),
    authorityChildId: number('authority-child-id'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const idRow = z.object({ id: z.string() });

/** Those of the children whom a worker may have nothing to do with, because they are kin. */
export const blockedChildren = async (
  tx: Transaction,
  { organisation, person }: Viewer,
  childIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await select(
    tx,
    idRow,
    `select distinct child_id::text id from reach where child_id = any($1::uuid[]) and organisation = $2
       and person in ('', $3) and bits & ${restrictionBits.BLOCKED} <> 0`,
    [childIds, organisation, person],
  );
  return new Set(rows.map(({ id }) => id));
};
