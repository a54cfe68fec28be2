import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Grouping } from '../../src/domain/completeness/question.ts';
import { groupBy } from '../../src/domain/group-by.ts';
import { type CompletenessCounts, openCompletenessCounts } from '../../src/store/completeness.ts';
import { countedStates, sides } from '../../src/store/completeness-sql.ts';
import { diffSums } from '../../src/store/consistency.ts';
import { takeLane } from '../../src/store/lane.ts';
import { assessments } from '../../src/store/projections.ts';
import { inTransaction, type Transaction } from '../../src/store/transaction.ts';
import { closeOthers, type Row, replaceVersions, writeVersions } from '../../src/store/versions.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { newRandom, type Random } from '../support/random.ts';

let database: TestDatabase;
let counts: CompletenessCounts;
beforeAll(async () => {
  database = await createDatabase();
  // Nobody is behind these assessments, so there is nothing to refer to.
  await database.pools.owner.query(`alter table assessment drop constraint assessment_notification_id_fkey,
    drop constraint assessment_child_id_fkey`);
  counts = openCompletenessCounts(database.pools.report);
});
afterAll(() => database.drop());

const columns = sides.flatMap((side) => Object.values(countedStates).map((state) => `${side}_${state}`));
const dayAt = (offset: number): string => new Date(Date.UTC(2024, 0, 20 + offset)).toISOString().slice(0, 10);
const days = 50;

const aMask = (random: Random): number =>
  random.chance(0.3) ? 0 : random.below(2 ** 26) * 2 ** 25 + random.below(2 ** 25);

/** What is counted of one notification, and by what. */
const anAssessment = (random: Random, id: string, child: string): Row => {
  const day = dayAt(random.below(days));
  return {
    ...{ notification_id: id, child_id: child, profile_version: '2015.1', complete: false, score: 0.5, gaps: [] },
    ...{ first_known_at: `${day}T09:00:00Z`, first_complete: false, first_score: 0.5, latest_complete: false },
    ...{ organisation: random.pick(['14', '16', '13']), opens_thread: random.chance(0.8), received_on: day },
    ...{ received_at: `${day}T09:00:00Z`, first_profile_version: '2015.1', latest_profile_version: '2015.1' },
    ...{ first_required: 0, latest_required: 0 },
    ...Object.fromEntries(columns.map((column) => [column, aMask(random)])),
  };
};

/** The children one writer writes of, each with its notifications. */
type Written = Map<string, readonly string[]>;
type Step = (tx: Transaction, random: Random, written: Written) => Promise<void>;

const some = (random: Random, written: Written): readonly string[] =>
  [...written.keys()].filter(() => random.chance(0.4)).slice(0, 4);

const rowsOf = (random: Random, written: Written, children: readonly string[]): readonly Row[] =>
  children.flatMap((child) => (written.get(child) ?? []).map((id) => anAssessment(random, id, child)));

const received: Step = async (tx, random, written) => {
  const children = Array.from({ length: 1 + random.below(8) }, () => random.uuid());
  for (const child of children)
    written.set(
      child,
      Array.from({ length: 1 + random.below(3) }, () => random.uuid()),
    );
  await writeVersions(tx, assessments, rowsOf(random, written, children), '2024-05-01T00:00:00Z');
};

const updated: Step = async (tx, random, written) => {
  const knownAt = await takeLane(tx, '2024-06-01T00:00:00Z');
  await writeVersions(tx, assessments, rowsOf(random, written, some(random, written)), knownAt);
};

const retracted: Step = async (tx, random, written) => {
  const knownAt = await takeLane(tx, '2024-06-01T00:00:00Z');
  await closeOthers(tx, assessments, some(random, written), [], knownAt);
};

const erased: Step = async (tx, random, written) => {
  const children = some(random, written);
  await tx.query('delete from assessment where child_id = any($1::uuid[])', [children]);
  for (const child of children) written.delete(child);
};

const derivedAnew: Step = async (tx, random, written) => {
  await takeLane(tx, '2024-06-01T00:00:00Z');
  const children = some(random, written);
  const rows = rowsOf(random, written, children);
  const again = rows.map((row) => ({ ...row, known_from: '2024-05-01T00:00:00Z', known_to: 'infinity' }));
  await replaceVersions(tx, assessments, children, again);
};

const undone: Step = async (tx, random) => {
  await tx.query('savepoint undone');
  await received(tx, random, new Map());
  await tx.query('rollback to undone');
};

const steps: readonly Step[] = [received, received, updated, retracted, erased, derivedAnew, undone];

/** In the lane, as the hub writes; or one statement a transaction without it, all at once on the same sums. */
const writer = async (random: Random, written: Written, isLaned: boolean): Promise<void> => {
  for (let step = 0; step < 6; step += 1) {
    const work = isLaned ? random.pick(steps) : received;
    await inTransaction(database.pools.ingest, async (tx) => {
      if (isLaned) await takeLane(tx, '2024-06-01T00:00:00Z');
      await work(tx, random, written);
    });
  }
};

const groupings: readonly (readonly Grouping[])[] = [
  ['FIELD'],
  ['FORCE', 'FIELD'],
  ['FORCE', 'MONTH', 'FIELD'],
  ['WEEK', 'FIELD'],
  ['FORCE', 'WEEK', 'MONTH', 'FIELD'],
];

const periodOf = (random: Random): readonly [string, string] => {
  const [from = 0, to = 0] = [random.below(days), random.below(days)].toSorted((a, b) => a - b);
  return random.pick([
    [dayAt(from), dayAt(to)],
    ['2024-02-01', '2024-02-29'],
    ['2024-01-01', '2024-03-31'],
    [dayAt(from), '2024-02-29'],
  ]);
};

const bitsOf = (mask: string): readonly boolean[] =>
  Array.from({ length: 51 }, (_, bit) => (BigInt(mask) >> BigInt(bit)) % 2n === 1n);

const mondayOf = (day: string): string => {
  const time = Date.parse(day);
  return new Date(time - ((new Date(time).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
};

const storedIn = async ([from, to]: readonly [string, string]) =>
  (
    await database.pools.owner.query<Record<string, string>>(
      `select received_on::text "day", organisation, ${columns.map((column) => `${column}::text`).join(', ')}
       from assessment where opens_thread and known_to = 'infinity' and received_on between $1 and $2`,
      [from, to],
    )
  ).rows;

const placeOf = ({ day = '', organisation }: Record<string, string>, by: readonly Grouping[]): string => {
  const force = by.includes('FORCE') ? organisation : null;
  const week = by.includes('WEEK') ? mondayOf(day) : null;
  return [force, week, by.includes('MONTH') ? `${day.slice(0, 7)}-01` : null].join('/');
};

/** The same counts, one notification and one bit at a time. */
const recount = async (period: readonly [string, string], by: readonly Grouping[]) => {
  const set = (await storedIn(period)).flatMap((row) =>
    columns.flatMap((column) =>
      bitsOf(row[column] ?? '0').flatMap((isSet, bit) => (isSet ? [`${placeOf(row, by)}/${bit + 1}/${column}`] : [])),
    ),
  );
  return new Map([...groupBy(set, (key) => key)].map(([key, ones]) => [key, ones.length]));
};

/** Of fields that apply to something: what is counted of others is of no field that was asked for. */
const ofThoseAsked = (cells: ReadonlyMap<string, number>): readonly (readonly [string, number])[] => {
  const stem = (key: string): string => key.slice(0, key.lastIndexOf('/'));
  const asked = new Set([...cells.keys()].filter((key) => key.endsWith('applies')).map(stem));
  return [...cells].filter(([key, count]) => count > 0 && asked.has(stem(key))).toSorted();
};

const summed = async ([from, to]: readonly [string, string], by: readonly Grouping[]) => {
  const rows = await counts.fields({
    ...{ from, to, by, organisation: null, asKnownAt: null, seedMask: 0n, hidden: [], limit: 100_000 },
  });
  return new Map(
    rows.flatMap(({ force, week, month, field, ...answers }) =>
      sides.flatMap((side) =>
        Object.entries(countedStates).map(
          ([name, column]) =>
            [
              `${[force, week, month].join('/')}/${field}/${side}_${column}`,
              Object.entries(answers[side]).find(([state]) => state === name)?.[1] ?? -1,
            ] as const,
        ),
      ),
    ),
  );
};

test('sums are what a recount gives, whatever is written, updated, retracted, erased and undone by several at once', async () => {
  const writers = [1, 2, 3].map((seed) => ({ random: newRandom(seed), written: new Map<string, readonly string[]>() }));
  const asking = newRandom(4);
  for (let round = 0; round < rounds(6, 100); round += 1) {
    await Promise.all(writers.map(({ random, written }) => writer(random, written, round % 2 === 0)));
    const [period, by] = [periodOf(asking), asking.pick(groupings)];
    expect(ofThoseAsked(await summed(period, by)), `${period} by ${by}`).toEqual(
      ofThoseAsked(await recount(period, by)),
    );
  }
  expect(await inTransaction(database.pools.ingest, diffSums)).toEqual([]);
  const [{ n = 0 } = {}] = (await database.pools.owner.query<{ n: number }>('select count(*)::int n from assessment'))
    .rows;
  expect(n).toBeGreaterThan(20);
}, 600_000);
