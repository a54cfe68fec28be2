import { z } from 'zod';
import { restrictionBits } from '../domain/projection.ts';
import type { Viewer } from '../domain/viewer.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** Exact identifiers of one child; null where not given. */
export interface MatchInput {
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth: string | null;
  readonly nhsNumber: string | null;
  readonly upn: string | null;
  readonly authorityChildId: string | null;
}

const childRow = z.object({ id: z.string() });

const isName = (column: string, key: string, place: string): string =>
  `(${place}::text is null or lower(c.${column}) = lower(${place})
    or exists (select 1 from jsonb_array_elements(coalesce(c.other_names, '[]')) n where lower(n ->> '${key}') = lower(${place})))`;

const hasNumber = (system: string, place: string): string =>
  `(${place}::text is null or c.identifiers @> jsonb_build_array(jsonb_build_object('system', '${system}', 'value', ${place}::text)))`;

/** At most two children who have all of the identifiers; restricted ones, and kin of whoever asks, are not found. */
export const findExactly = async (tx: Transaction, viewer: Viewer, input: MatchInput): Promise<readonly string[]> => {
  const rows = await select(
    tx,
    childRow,
    `select c.child_id::text id from child_view c where c.known_to = 'infinity'
       and ${isName('given_names', 'given', '$1')} and ${isName('family_name', 'family', '$2')}
       and ($3::date is null or c.birth_on = $3::date)
       and ${hasNumber('nhs-number', '$4')} and ${hasNumber('upn', '$5')} and ${hasNumber('authority-child-id', '$6')}
       and c.flags & ${restrictionBits.RESTRICTED} = 0
       and not exists (select 1 from reach r where r.child_id = c.child_id and r.organisation = $7 and r.person = $8
         and r.bits & ${restrictionBits.BLOCKED} <> 0)
     order by c.child_id limit 2`,
    [
      ...[input.givenName, input.familyName, input.dateOfBirth, input.nhsNumber, input.upn, input.authorityChildId],
      ...[viewer.organisation, viewer.person],
    ],
  );
  return rows.map(({ id }) => id);
};

const spentRow = z.object({ count: z.number(), oldest: z.string().nullable() });

/** How many children a worker asked for since an instant, and when the first of those questions is an hour old. */
export const countMatchAttempts = async (
  tx: Transaction,
  { organisation, person }: Viewer,
  since: string,
): Promise<{ readonly count: number; readonly freeAgainAt: string | null }> => {
  const [row] = await select(
    tx,
    spentRow,
    `select count(*)::int count, ${isoInstant(`(min(at) + interval '1 hour')`)} oldest from match_attempt
     where organisation = $1 and person = $2 and at > $3`,
    [organisation, person, since],
  );
  return { count: row?.count ?? 0, freeAgainAt: row?.oldest ?? null };
};

/** Counts one question. */
export const insertMatchAttempt = async (
  tx: Transaction,
  attempt: { readonly id: string; readonly viewer: Viewer; readonly at: string; readonly outcome: string },
): Promise<void> => {
  const { id, viewer, at, outcome } = attempt;
  await tx.query('insert into match_attempt (id, organisation, person, at, outcome) values ($1, $2, $3, $4, $5)', [
    ...[id, viewer.organisation, viewer.person, at, outcome],
  ]);
};
