import { z } from 'zod';
import type { LinkPerson } from '../domain/link/raw-record-of.ts';
import { person } from '../domain/model/person.ts';
import { select, type Transaction } from './transaction.ts';

const { names, birth, sex, identifiers, homeAddress, placementAddress } = person.shape;

/** A source person with its id in the hub. */
export interface StoredLinkPerson extends LinkPerson {
  readonly subjectId: string;
}

const statement = z.object({
  ...{ key: z.string(), statedAt: z.string().nullable() },
  ...{ names, birth, sex, identifiers, homeAddress, placementAddress },
});

export const linkPersonRow = z.object({
  ...{ subjectId: z.string(), organisation: z.string(), system: z.string(), key: z.string() },
  ...{
    statements: z.array(statement),
    pastPostcodes: z
      .array(z.string())
      .nullable()
      .transform((list) => list ?? []),
  },
});

/**
 * SQL of source persons with what identity is decided by, from an array of ids; those of whom nothing is said, and those
 * that workers write of in the hub, are left out.
 */
export const linkPersonsOf = (subjectIds: string): string => `
  select s.id::text "subjectId", s.organisation, s.system, s.key, p.statements, p."pastPostcodes"
  from subject s cross join lateral (
    select jsonb_agg(jsonb_build_object('key', p.key, 'statedAt', p.stated_at::text, 'names', coalesce(p.names, '[]'),
        'birth', p.birth, 'sex', p.sex, 'identifiers', coalesce(p.identifiers, '[]'), 'homeAddress', p.home_address,
        'placementAddress', p.placement_address)) filter (where p.known_to = 'infinity') statements,
      array_remove(array_agg(distinct p.home_address ->> 'postcode') filter (where p.closed_as = 'SUPERSEDED')
        || array_agg(distinct p.placement_address ->> 'postcode') filter (where p.closed_as = 'SUPERSEDED'), null)
        "pastPostcodes"
    from person p where p.subject_id = s.id) p
  where s.id = any(${subjectIds}) and s.system <> 'hub:child' and p.statements is not null`;

/** What identity is decided by of these source persons, as it is now stated. */
export const loadLinkPersons = (tx: Transaction, subjectIds: readonly string[]): Promise<readonly StoredLinkPerson[]> =>
  select(tx, linkPersonRow, linkPersonsOf('$1::uuid[]'), [subjectIds]);
