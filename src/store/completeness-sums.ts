import type { Pool } from 'pg';
import { z } from 'zod';
import type { Period } from '../domain/completeness/question.ts';
import { compareText } from '../domain/precedence.ts';
import type { FieldCounts, StateCounts } from './completeness-rows.ts';
import { type CompletenessQuestion, countedStates, placeOf, sides, valuesOf } from './completeness-sql.ts';
import { select } from './transaction.ts';

/** Columns of the sums: of each state, the counts of all fields as one number, `digits` a field. */
export const sumColumns: readonly string[] = sides.flatMap((side) =>
  Object.values(countedStates).map((column) => `${side}_${column}`),
);

/** As many as `field_digits` of the migration gives a field, which is how many may be counted. */
const digits = 8;
const fields = 51;
const zero = '0'.charCodeAt(0);

const isSummedBy: ReadonlySet<string> = new Set(['FORCE', 'WEEK', 'MONTH', 'FIELD']);

/** Whether sums answer the question: they are of now, and know nothing of units and authorities. */
export const isSummed = ({ by, asKnownAt }: CompletenessQuestion): boolean =>
  asKnownAt === null && by.every((word) => isSummedBy.has(word));

/** The whole months of a period: the first day of the first, and the day after the last. */
const wholeMonths = ({ from, to }: Period): readonly [string, string] => {
  const firstOf = (day: Date): string => `${day.toISOString().slice(0, 8)}01`;
  const later = (day: string, days: number): Date => new Date(Date.parse(day) + days * 86_400_000);
  const begins = from.endsWith('-01') ? from : firstOf(later(`${from.slice(0, 8)}01`, 31));
  const ends = firstOf(later(to, 1));
  const after = later(to, 1).toISOString().slice(0, 10);
  return begins < ends ? [begins, ends] : [after, after];
};

/** Whole months from their sums, the days before and after them from theirs. Weeks are of days alone. */
const sumsSql = ({ by }: CompletenessQuestion): string => {
  const { columns, keys } = placeOf(by);
  const stored = sumColumns.join(', ');
  const sums = sumColumns.map((column) => `coalesce(sum(${column}), 0)`).join(', ');
  return `with sums as (
      select "month" received_on, organisation, ${stored} from completeness_month
      where "month" >= $6::date and "month" < $7::date and ($3::text is null or organisation = $3)
      union all
      select "day", organisation, ${stored} from completeness_day
      where ("day" >= $1::date and "day" < $6::date or "day" >= $7::date and "day" <= $2::date)
        and ($3::text is null or organisation = $3) and $4::timestamptz is null)
    select ${columns}, concat_ws(',', ${sums}) sums from sums
    group by ${keys.length === 0 ? '()' : keys.join(', ')} limit $5`;
};

const sumRow = z.object({
  ...{ force: z.string().nullable(), authority: z.null(), unit: z.null() },
  ...{ week: z.string().nullable(), month: z.string().nullable() },
  sums: z.string(),
});

/** The counts of all fields, field 1 first. */
const countsOf = (sum: string): readonly number[] => {
  const counts = new Array<number>(fields).fill(0);
  for (let at = sum.length - 1, field = 0; at >= 0; at -= digits, field += 1) {
    let count = 0;
    for (let digit = Math.max(0, at - digits + 1); digit <= at; digit += 1) {
      count = count * 10 + sum.charCodeAt(digit) - zero;
    }
    counts[field] = count;
  }
  return counts;
};

type Counts = readonly (readonly number[])[];

/** The counts of one field, from where the states of a side begin. Written out: it runs for every row of a table. */
const statesAt = (counts: Counts, begins: number, field: number): StateCounts => {
  return {
    applies: counts[begins]?.[field] ?? 0,
    passes: counts[begins + 1]?.[field] ?? 0,
    notKnown: counts[begins + 2]?.[field] ?? 0,
    declined: counts[begins + 3]?.[field] ?? 0,
    notApplicable: counts[begins + 4]?.[field] ?? 0,
    missing: counts[begins + 5]?.[field] ?? 0,
    invalid: counts[begins + 6]?.[field] ?? 0,
    withheld: counts[begins + 7]?.[field] ?? 0,
  };
};

const none = new Array<number>(fields).fill(0);
const latestBegins = Object.keys(countedStates).length;

const rowsOf = ({ sums, ...place }: z.infer<typeof sumRow>, shown: readonly number[]): readonly FieldCounts[] => {
  const counts = sums.split(',').map((sum) => (sum === '0' ? none : countsOf(sum)));
  const { force, authority, unit, week, month } = place;
  return shown.flatMap((field) => {
    const [first, latest] = [statesAt(counts, 0, field - 1), statesAt(counts, latestBegins, field - 1)];
    if (first.applies + latest.applies === 0) return [];
    return [{ force, authority, unit, week, month, field, first, latest }];
  });
};

const keyOf = ({ force, week, month }: z.infer<typeof sumRow>): string => `${force} ${week} ${month}`;

/** Answers by group and field, from sums alone. */
export const readSums = async (pool: Pool, question: CompletenessQuestion): Promise<readonly FieldCounts[]> => {
  const { by, hidden, limit, to } = question;
  const dayAfter = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
  const months = by.includes('WEEK') ? [dayAfter, dayAfter] : wholeMonths(question);
  const groups = await select(pool, sumRow, sumsSql(question), [...valuesOf(question), limit, ...months]);
  const shown = Array.from({ length: fields }, (_, at) => at + 1).filter((field) => !hidden.includes(field));
  const inOrder = groups.toSorted((a, b) => compareText(keyOf(a), keyOf(b)));
  return inOrder.flatMap((group) => rowsOf(group, shown)).slice(0, limit);
};
