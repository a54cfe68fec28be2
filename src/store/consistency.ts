import { z } from 'zod';
import { recordKinds } from '../domain/model/kinds.ts';
import { factTable } from './columns.ts';
import { sumColumns } from './completeness-sums.ts';
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

/** The sums of answers by time: of each table, its own word for when, and how that follows from the day of receipt. */
const sumTables = [
  { table: 'completeness_day', when: 'day', of: 'received_on' },
  { table: 'completeness_month', when: 'month', of: `date_trunc('month', received_on)::date` },
] as const;
type SumTable = (typeof sumTables)[number];

const countedSums = ({ when, of }: SumTable): string => `select ${of} "${when}", organisation,
    ${sumColumns.map((column) => `sum(field_digits(${column})) ${column}`).join(', ')}
  from assessment where opens_thread and known_to = 'infinity' group by 1, 2`;

const storedSums = ({ table, when }: SumTable): string =>
  `select "${when}", organisation, ${sumColumns.join(', ')} from ${table}`;

/** Without days and months of which nothing is left to count. */
const ofSomething = (sums: string): string =>
  `select * from (${sums}) s where (${sumColumns.join(', ')}) is distinct from (${sumColumns.map(() => 0).join(', ')})`;

const sumRow = z.object({ when: z.string(), organisation: z.string() });

const diffTable = async (tx: Transaction, sums: SumTable): Promise<readonly Difference[]> => {
  const [stored, counted] = [ofSomething(storedSums(sums)), ofSomething(countedSums(sums))];
  const rows = await select(
    tx,
    sumRow,
    `select distinct "${sums.when}"::text "when", organisation from (
       ((${counted}) except (${stored})) union all ((${stored}) except (${counted}))) d order by 1, 2`,
  );
  return rows.map(({ when, organisation }) => ({
    ...{ owner: '', table: sums.table },
    what: `the sums of ${sums.when} ${when} for force ${organisation} differ`,
  }));
};

/** Days and months whose sums of answers are not those of the assessments they are of. */
export const diffSums = async (tx: Transaction): Promise<readonly Difference[]> => {
  const found: Difference[] = [];
  for (const table of sumTables) found.push(...(await diffTable(tx, table)));
  return found;
};

/** Counts every day and month anew. */
export const renewSums = async (tx: Transaction): Promise<void> => {
  const none = sumColumns.map((column) => `${column} = 0`).join(', ');
  const taken = sumColumns.map((column) => `${column} = excluded.${column}`).join(', ');
  for (const sums of sumTables) {
    await tx.query(`update ${sums.table} set ${none}`);
    await tx.query(`insert into ${sums.table} ("${sums.when}", organisation, ${sumColumns.join(', ')})
      ${countedSums(sums)} on conflict ("${sums.when}", organisation) do update set ${taken}`);
  }
};
