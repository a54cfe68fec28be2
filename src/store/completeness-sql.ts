import type { Grouping, Period, Receipt } from '../domain/completeness/question.ts';

/** Which notifications are counted, and by what. */
export interface CompletenessQuestion extends Period {
  /** Only those of this force, or all. */
  readonly organisation: string | null;
  readonly by: readonly Grouping[];
  /** As the hub knew it then, or now. */
  readonly asKnownAt: string | null;
  readonly seedMask: bigint;
  /** Fields that no row is given of. */
  readonly hidden: readonly number[];
  readonly limit: number;
}

/** Which notifications of a cell are looked for. */
export interface CandidateQuestion extends Omit<CompletenessQuestion, 'by' | 'seedMask' | 'hidden'> {
  readonly authority: string | null;
  readonly unit: string | null;
  /** A field without a usable answer, or any that makes it incomplete. */
  readonly field: number | null;
  readonly receipt: Receipt;
}

const counted = ['applies', 'passes', 'not_known', 'declined', 'not_applicable', 'missing', 'invalid', 'withheld'];

const stateNames = ['applies', 'passes', 'notKnown', 'declined', 'notApplicable', 'missing', 'invalid', 'withheld'];

const groupColumns = {
  FORCE: ['force', 'organisation'],
  AUTHORITY: ['authority', 'authority'],
  UNIT: ['unit', 'unit'],
  WEEK: ['week', `date_trunc('week', received_on)::date`],
  MONTH: ['month', `date_trunc('month', received_on)::date`],
} as const;
const groupWords = ['FORCE', 'AUTHORITY', 'UNIT', 'WEEK', 'MONTH'] as const;

/** The place of a row, each part null where the report is not grouped by it, and what to group by. */
const placeOf = (by: readonly Grouping[]) => {
  const asked = groupWords.filter((word) => by.includes(word));
  const columns = groupWords.map((word) => {
    const [name, sql] = groupColumns[word];
    return `${asked.includes(word) ? sql : 'null'}::text "${name}"`;
  });
  const keys = asked.map((word) => groupColumns[word][1]);
  return { columns: columns.join(', '), keys };
};

const sides = ['first', 'latest'] as const;
const maskColumns = sides.flatMap((side) => [`${side}_required`, ...counted.map((column) => `${side}_${column}`)]);

/** What the role may read of an assessment: no child, and nothing of a gap but its bit. */
const readable = `notification_id, organisation, unit, authority, received_at, received_on, completed_at, first_complete,
  latest_complete, ${maskColumns.join(', ')}`;

/** Threads; the first four values of a statement are those of `valuesOf`. */
const threadsWhere = (days: string, known: string): string => `(select ${readable} from assessment
  where opens_thread and ${days} and ($3::text is null or organisation = $3) and ${known})`;

const inPeriod = 'received_on between $1::date and $2::date';
// Apart, so that the index of what is current can be used.
const isNow = `known_to = 'infinity' and $4::timestamptz is null`;
const threadsNow = threadsWhere(inPeriod, isNow);
const threads = threadsWhere(inPeriod, 'known_from <= $4::timestamptz and known_to > $4::timestamptz');
/** Those of the days before and after the whole months, which are `$7` until before `$8`. */
const threadsAround = threadsWhere(
  '(received_on >= $1::date and received_on < $7::date or received_on >= $8::date and received_on <= $2::date)',
  isNow,
);

const threadsOf = ({ asKnownAt }: Pick<CompletenessQuestion, 'asKnownAt'>): string =>
  asKnownAt === null ? threadsNow : threads;

/** The values every statement begins with. */
export const valuesOf = ({
  from,
  to,
  organisation,
  asKnownAt,
}: Omit<CandidateQuestion, 'field' | 'receipt' | 'unit' | 'authority'>) => [...[from, to, organisation, asKnownAt]];

const bits = (mask: string): string => `bit_count((${mask})::bit(64))`;

/** The mean share of `of` that passes; threads of which nothing is required are left out. */
const meanShare = (passes: string, of: string): string =>
  `round(avg(${bits(`${passes} & ${of}`)}::numeric / nullif(${bits(of)}, 0)), 4)`;

/** Threads by group; `$5` is the mask of the fields the audit named, `$6` the most rows. */
export const threadsSql = (question: CompletenessQuestion): string => {
  const { columns, keys } = placeOf(question.by);
  return `select ${columns}, count(*) notifications,
      count(*) filter (where first_complete) "firstComplete", count(*) filter (where latest_complete) "latestComplete",
      ${meanShare('first_passes', 'first_required')} "firstScore",
      ${meanShare('latest_passes', 'latest_required')} "latestScore",
      ${meanShare('first_passes', '(first_required & $5::int8)')} "firstSeedScore",
      ${meanShare('latest_passes', '(latest_required & $5::int8)')} "latestSeedScore",
      round((percentile_cont(0.5) within group (order by extract(epoch from completed_at - received_at)::float8 / 3600)
        filter (where completed_at is not null))::numeric, 2) "medianHoursToComplete"
    from ${threadsOf(question)} t group by ${keys.length === 0 ? '()' : keys.join(', ')}
    order by 1, 2, 3, 4, 5 limit $6`;
};

const statesJson = (prefix: 'first' | 'latest', count: (column: string) => string): string => {
  const pairs = counted.map((column, at) => `'${stateNames[at]}', ${count(`${prefix}_${column}`)}`);
  return `json_build_object(${pairs.join(', ')}) "${prefix}"`;
};

const groupsOf = (keys: readonly string[]): string => [...keys, 'field'].join(', ');

/** Answers by group and field, counted one by one; `$5` are the fields left out, `$6` the most rows. */
export const liveFields = (question: CompletenessQuestion): string => {
  const { columns, keys } = placeOf(question.by);
  const count = (column: string): string => `coalesce(sum((${column} >> bit) & 1), 0)::int`;
  return `select ${columns}, bit + 1 field, ${statesJson('first', count)}, ${statesJson('latest', count)}
    from ${threadsOf(question)} t cross join generate_series(0, 50) bit
    where (((first_applies | latest_applies) >> bit) & 1) = 1 and bit + 1 <> all($5::int[])
    group by ${[...keys, 'bit'].join(', ')} order by 1, 2, 3, 4, 5, field limit $6`;
};

const sumColumns = sides.flatMap((side) => counted.map((column) => `${side}_${column}`));

/** The whole months of a period: the first day of the first, and the day after the last. */
export const wholeMonths = ({ from, to }: Period): readonly [string, string] => {
  const firstOf = (day: Date): string => `${day.toISOString().slice(0, 8)}01`;
  const later = (day: string, days: number): Date => new Date(Date.parse(day) + days * 86_400_000);
  const begins = from.endsWith('-01') ? from : firstOf(later(`${from.slice(0, 8)}01`, 31));
  const ends = firstOf(later(to, 1));
  const after = later(to, 1).toISOString().slice(0, 10);
  return begins < ends ? [begins, ends] : [after, after];
};

/** Whole months from their sums, the days before and after them from the notifications themselves. */
export const summedFields = (question: CompletenessQuestion): string => {
  const { columns, keys } = placeOf(question.by);
  const count = (column: string): string => `sum(${column})::int`;
  const ones = sumColumns.map((column) => `((${column} >> bit) & 1)::int ${column}`);
  return `with counts as (
      select "month" received_on, organisation, field, ${sumColumns.join(', ')}
      from completeness_month
      where "month" >= $7::date and "month" < $8::date and ($3::text is null or organisation = $3)
      union all
      select received_on, organisation, bit + 1, ${ones.join(', ')}
      from ${threadsAround} t cross join generate_series(0, 50) bit
      where (((first_applies | latest_applies) >> bit) & 1) = 1)
    select ${columns}, field, ${statesJson('first', count)}, ${statesJson('latest', count)}
    from counts where field <> all($5::int[]) group by ${groupsOf(keys)}
    having sum(first_applies) + sum(latest_applies) > 0 order by 1, 2, 3, 4, 5, field limit $6`;
};

/** Whether the sums of months answer the question. */
export const isSummed = ({ by, asKnownAt }: CompletenessQuestion): boolean =>
  asKnownAt === null && by.every((word) => word === 'FORCE' || word === 'MONTH' || word === 'FIELD');

/** What each feed sent. */
export const feedsSql = (question: CompletenessQuestion): string => `with days as (
    select organisation, received_on, count(*) sent,
      received_on - lag(received_on) over (partition by organisation order by received_on) - 1 silent
    from ${threadsOf(question)} t group by 1, 2)
  select organisation force, sum(sent) notifications, min(received_on)::text "firstOn", max(received_on)::text "lastOn",
    ($2::date - $1::date + 1) - count(*) "daysWithNone",
    greatest(coalesce(max(silent), 0), min(received_on) - $1::date, $2::date - max(received_on)) "longestSilenceDays",
    array(select distinct e from feed_day f cross join unnest(f.elements) e
      where f.organisation = days.organisation and f.day between $1::date and $2::date order by 1) elements
  from days group by organisation order by 1`;

/** Ids of one cell; `$5` to `$8` are authority, unit, field and the most ids. */
export const candidatesSql = (question: CandidateQuestion): string => {
  const side = question.receipt === 'FIRST' ? 'first' : 'latest';
  return `select notification_id::text id from ${threadsOf(question)} t
    where ($5::text is null or authority = $5) and ($6::text is null or unit = $6)
      and case when $7::int is null then not ${side}_complete
        else ((${side}_applies & ~${side}_passes) >> ($7::int - 1)) & 1 = 1 end
    order by notification_id limit $8`;
};
