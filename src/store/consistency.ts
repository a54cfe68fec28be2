import { z } from 'zod';
import { recordKinds } from '../domain/model/kinds.ts';
import { factTable } from './columns.ts';
import type { Membership } from './links.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';
import type { Difference } from './versions.ts';

const idRow = z.object({ id: z.string() });

/** Every child id there is, in order. */
export const listChildIds = async (tx: Transaction): Promise<readonly string[]> =>
  (await select(tx, idRow, 'select id from child order by id')).map(({ id }) => id);

const membershipRow = z.object({ subjectId: z.string(), childId: z.string() });

/** Source persons who have been taken to be more than one child, with each of these. */
export const listMoved = (tx: Transaction): Promise<readonly Membership[]> =>
  select(
    tx,
    membershipRow,
    `select distinct m.subject_id "subjectId", m.child_id "childId" from membership m
     join (select subject_id from membership group by 1 having count(distinct child_id) > 1) moved using (subject_id)
     order by 1, 2`,
  );

const factRow = z.object({ owner: z.string(), known_from: z.string() });

/** Facts of these children that do not carry their child's present id. */
export const diffFactChildren = async (
  tx: Transaction,
  childIds: readonly string[],
): Promise<readonly Difference[]> => {
  const found: Difference[] = [];
  for (const { name } of recordKinds.map(factTable)) {
    const rows = await select(
      tx,
      factRow,
      `select m.child_id::text "owner", ${isoInstant('f.known_from')} known_from
       from membership m join ${name} f on f.subject_id = m.subject_id
       where m.child_id = any($1::uuid[]) and m.known_to = 'infinity' and f.child_id is distinct from m.child_id
       order by 1, 2`,
      [childIds],
    );
    const what = (row: z.infer<typeof factRow>) => `the fact known from ${row.known_from} names another child`;
    found.push(...rows.map((row) => ({ owner: row.owner, table: name, what: what(row) })));
  }
  return found;
};

/** Gives every fact of these children their present id. */
export const renameFacts = async (tx: Transaction, childIds: readonly string[]): Promise<void> => {
  for (const { name } of recordKinds.map(factTable)) {
    await tx.query(
      `update ${name} f set child_id = m.child_id from membership m
       where f.subject_id = m.subject_id and m.child_id = any($1::uuid[]) and m.known_to = 'infinity'
         and f.child_id is distinct from m.child_id`,
      [childIds],
    );
  }
};

const memberships = `select subject_id, child_id, known_at known_from,
    coalesce(lead(known_at) over (partition by subject_id order by known_at), 'infinity') known_to
  from link_event where action = 'LINK'`;

const childRow = z.object({ owner: z.string() });

/** Children whose stored members are not those that the record of links gives. */
export const diffMemberships = async (tx: Transaction): Promise<readonly Difference[]> => {
  const stored = 'select subject_id, child_id, known_from, known_to from membership';
  const rows = await select(
    tx,
    childRow,
    `select distinct child_id::text "owner" from (
       ((${stored}) except (${memberships})) union all ((${memberships}) except (${stored}))) d order by 1`,
  );
  const what = 'the members differ from the record of links';
  return rows.map(({ owner }) => ({ owner, table: 'membership', what }));
};

const sums = ['applies', 'passes', 'not_known', 'declined', 'not_applicable', 'missing', 'invalid', 'withheld'].flatMap(
  (state) => [`first_${state}`, `latest_${state}`],
);

const countedMonths = `select date_trunc('month', received_on)::date "month", organisation, bit + 1 field,
    ${sums.map((column) => `sum((${column} >> bit) & 1)::int ${column}`).join(', ')}
  from assessment cross join generate_series(0, 50) bit
  where opens_thread and known_to = 'infinity' and (((first_applies | latest_applies) >> bit) & 1) = 1 group by 1, 2, 3`;

const storedMonths = `select "month", organisation, field, ${sums.join(', ')} from completeness_month
  where first_applies + latest_applies > 0`;

const monthRow = z.object({ month: z.string(), organisation: z.string() });

/** Months whose sums of answers are not those of the assessments they are of. */
export const diffMonths = async (tx: Transaction): Promise<readonly Difference[]> => {
  const rows = await select(
    tx,
    monthRow,
    `select distinct "month"::text, organisation from (
       ((${countedMonths}) except (${storedMonths})) union all ((${storedMonths}) except (${countedMonths}))) d
     order by 1, 2`,
  );
  return rows.map(({ month, organisation }) => ({
    ...{ owner: '', table: 'completeness_month' },
    what: `the sums of ${month.slice(0, 7)} for force ${organisation} differ`,
  }));
};

/** Counts every month anew. */
export const renewMonths = async (tx: Transaction): Promise<void> => {
  const columns = ['month', 'organisation', 'field', ...sums].join(', ');
  const none = sums.map((column) => `${column} = 0`).join(', ');
  const taken = sums.map((column) => `${column} = excluded.${column}`).join(', ');
  await tx.query(`update completeness_month set ${none}`);
  await tx.query(`insert into completeness_month (${columns}) ${countedMonths}
    on conflict (month, organisation, field) do update set ${taken}`);
};
