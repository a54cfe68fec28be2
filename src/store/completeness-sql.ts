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

/** Of which feeds something is to be said whether they sent anything or not. */
export interface FeedQuestion extends CompletenessQuestion {
  readonly expected: readonly string[];
}

/** Which notifications of a cell are looked for. */
export interface CandidateQuestion extends Omit<CompletenessQuestion, 'by' | 'seedMask' | 'hidden'> {
  readonly authority: string | null;
  readonly unit: string | null;
  /** A field without a usable answer, or any that makes it incomplete. */
  readonly field: number | null;
  readonly receipt: Receipt;
}

/** What is counted of a field, and the column of an assessment that holds it as bits, after `first_` or `latest_`. */
export const countedStates = {
  ...{ applies: 'applies', passes: 'passes', notKnown: 'not_known', declined: 'declined' },
  ...{ notApplicable: 'not_applicable', missing: 'missing', invalid: 'invalid', withheld: 'withheld' },
} as const;
const counted = Object.values(countedStates);

const groupColumns = {
  FORCE: ['force', 'organisation'],
  AUTHORITY: ['authority', 'authority'],
  UNIT: ['unit', 'unit'],
  WEEK: ['week', `date_trunc('week', received_on)::date`],
  MONTH: ['month', `date_trunc('month', received_on)::date`],
} as const;
const groupWords = ['FORCE', 'AUTHORITY', 'UNIT', 'WEEK', 'MONTH'] as const;

/** The place of a row, each part null where the report is not grouped by it, and what to group by. */
export const placeOf = (by: readonly Grouping[]) => {
  const asked = groupWords.filter((word) => by.includes(word));
  const columns = groupWords.map((word) => {
    const [name, sql] = groupColumns[word];
    return `${asked.includes(word) ? sql : 'null'}::text "${name}"`;
  });
  const keys = asked.map((word) => groupColumns[word][1]);
  return { columns: columns.join(', '), keys };
};

/** As first received, and as the thread stands. */
export const sides = ['first', 'latest'] as const;
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
  const pairs = Object.entries(countedStates).map(([name, column]) => `'${name}', ${count(`${prefix}_${column}`)}`);
  return `json_build_object(${pairs.join(', ')}) "${prefix}"`;
};

/** Answers by group and field, counted one by one; `$5` are the fields left out, `$6` the most rows. */
export const liveFields = (question: CompletenessQuestion): string => {
  const { columns, keys } = placeOf(question.by);
  const count = (column: string): string => `coalesce(sum((${column} >> bit) & 1), 0)::int`;
  return `select ${columns}, bit + 1 field, ${statesJson('first', count)}, ${statesJson('latest', count)}
    from ${threadsOf(question)} t cross join generate_series(0, 50) bit
    where (((first_applies | latest_applies) >> bit) & 1) = 1 and bit + 1 <> all($5::int[])
    group by ${[...keys, 'bit'].join(', ')} order by 1, 2, 3, 4, 5, field limit $6`;
};

/** The last day before the period on which a feed sent something. */
const lastBefore = ({ asKnownAt }: CompletenessQuestion): string =>
  asKnownAt === null
    ? `select max(d."day") from completeness_day d where d.organisation = f.force and d."day" < $1::date
         and d.first_applies <> 0`
    : `select max(a.received_on) from assessment a where a.organisation = f.force and a.received_on < $1::date
         and a.opens_thread and a.known_from <= $4::timestamptz and a.known_to > $4::timestamptz`;

/** What each feed sent; `$5` are the forces whose feeds are expected. */
export const feedsSql = (question: FeedQuestion): string => `with days as (
    select organisation, received_on, count(*) sent,
      received_on - lag(received_on) over (partition by organisation order by received_on) - 1 silent
    from ${threadsOf(question)} t group by 1, 2),
  feeds as (
    select organisation force, sum(sent) sent, min(received_on) first_on, max(received_on) last_on, count(*) days,
      greatest(coalesce(max(silent), 0), min(received_on) - $1::date, $2::date - max(received_on)) silence
    from days group by 1)
  select f.force, coalesce(s.sent, 0) notifications, s.first_on::text "firstOn", s.last_on::text "lastOn",
    (${lastBefore(question)})::text "lastBefore",
    ($2::date - $1::date + 1) - coalesce(s.days, 0) "daysWithNone",
    coalesce(s.silence, $2::date - $1::date + 1) "longestSilenceDays",
    array(select distinct e from feed_day d cross join unnest(d.elements) e
      where d.organisation = f.force and d.day between $1::date and $2::date order by 1) elements
  from (select force from feeds union select unnest($5::text[])) f left join feeds s using (force)
  where $3::text is null or f.force = $3 order by 1`;

/** Ids of one cell; `$5` to `$8` are authority, unit, field and the most ids. */
export const candidatesSql = (question: CandidateQuestion): string => {
  const side = question.receipt === 'FIRST' ? 'first' : 'latest';
  return `select notification_id::text id from ${threadsOf(question)} t
    where ($5::text is null or authority = $5) and ($6::text is null or unit = $6)
      and case when $7::int is null then not ${side}_complete
        else ((${side}_applies & ~${side}_passes) >> ($7::int - 1)) & 1 = 1 end
    order by notification_id limit $8`;
};
