import { deepStrictEqual } from 'node:assert/strict';
import { fields2015 } from '../../src/domain/profile/fields.ts';
import { type CompletenessCounts, openCompletenessCounts } from '../../src/store/completeness.ts';
import { median, medianRatio } from '../support/median.ts';
import type { ThrowAwayDatabase } from '../support/throw-away-database.ts';

/** A period of the table, and whether its days are whole months. */
export const periods = [
  ['three years', '2023-01-01', '2025-12-31'],
  ['three whole months', '2024-04-01', '2024-06-30'],
  ['three months and some days', '2024-03-20', '2024-07-10'],
  ['four weeks across two months', '2024-05-10', '2024-06-06'],
  ['most of one month', '2024-05-02', '2024-05-30'],
  ['one day', '2024-05-15', '2024-05-15'],
] as const;
type Period = (typeof periods)[number];

const bits = fields2015.map(({ number }) => number - 1);
const perField = bits.flatMap((bit) => [
  `count(*) filter (where (first_applies >> ${bit}) & 1 = 1)::int`,
  `count(*) filter (where ((first_applies & ~first_passes) >> ${bit}) & 1 = 1)::int`,
  `count(*) filter (where (first_missing >> ${bit}) & 1 = 1)::int`,
]);

/** The same table as anybody would count it, as first received and of three counts only: one scan, one filter a count. */
const plainScan = `select organisation, date_trunc('month', received_on)::date::text "month", ${perField.join(', ')}
  from assessment where opens_thread and known_to = 'infinity' and received_on between $1 and $2 group by 1, 2`;

type Cells = ReadonlyMap<string, readonly number[]>;

const plainCells = async ({ pools }: ThrowAwayDatabase, [, from, to]: Period): Promise<Cells> => {
  const { rows } = await pools.owner.query<(string | number)[]>({
    ...{ text: plainScan, values: [from, to], rowMode: 'array' },
  });
  const cells = rows.flatMap(([force, month, ...counts]) =>
    bits.map((bit) => [`${force} ${month} ${bit + 1}`, counts.slice(3 * bit, 3 * bit + 3).map(Number)] as const),
  );
  return new Map(cells.filter(([, [applies]]) => applies !== 0).sort());
};

const questionOf = ([, from, to]: Period) => ({
  ...{ from, to, organisation: null, by: ['FORCE', 'MONTH', 'FIELD'] as const, asKnownAt: null },
  ...{ seedMask: 0n, hidden: [], limit: 1_000_000 },
});

const hubCells = async (counts: CompletenessCounts, period: Period): Promise<Cells> => {
  const rows = await counts.fields(questionOf(period));
  const cells = rows.map(
    ({ force, month, field, first: { applies, passes, missing } }) =>
      [`${force} ${month} ${field}`, [applies, applies - passes, missing]] as const,
  );
  return new Map(cells.filter(([, [applies]]) => applies !== 0).sort());
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const ninetyFifth = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;

/** Milliseconds of the hub's table, all of its sixteen counts, and of the scan, in turn; the answers are compared first. */
export const measureGapTable = async (database: ThrowAwayDatabase, period: Period, rounds: number) => {
  const counts = openCompletenessCounts(database.pools.report);
  const cells = await hubCells(counts, period);
  deepStrictEqual(cells, await plainCells(database, period));
  const [, from, to] = period;
  const times: { readonly hub: number; readonly plain: number }[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const hub = await timed(() => counts.fields(questionOf(period)));
    const plain = await timed(() => database.pools.owner.query(plainScan, [from, to]));
    if (round >= 0) times.push({ hub, plain });
  }
  const [hub, plain] = [times.map((time) => time.hub), times.map((time) => time.plain)];
  return {
    ...{ period: period[0], rows: cells.size, hub: median(hub), hubP95: ninetyFifth(hub) },
    ...{ plain: median(plain), plainP95: ninetyFifth(plain), ratio: medianRatio(plain, hub) },
  };
};
