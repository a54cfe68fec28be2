import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoDeliveries, loadDemo, readDemoFile } from '../../prisma/seed.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { eraseChild } from '../../src/app/retention/erase-child.ts';
import { retain } from '../../src/app/retention/retain.ts';
import { ingestDepsOf } from '../../src/cli/ingest-deps.ts';
import { recordKinds } from '../../src/domain/model/kinds.ts';
import { factTable } from '../../src/store/columns.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { wholeDatabase } from '../support/whole-database.ts';

/** When every child of the demo is older than any rule keeps records for. */
const longAfter = '2095-06-01';

let database: TestDatabase;
let deps: ReturnType<typeof ingestDepsOf>;
let memorable: string;
beforeAll(async () => {
  database = await createDatabase({ demo: true });
  deps = ingestDepsOf({ pools: database.pools, key: 'ab'.repeat(32) });
  memorable = (await loadDemo(deps)).childId;
});
afterAll(() => database.drop());

const ask = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
  (await database.pools.owner.query<Row>(sql, [...values])).rows;

const leaves = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(leaves);
};

/** Columns that say where a fact came from and when, which a tombstone may keep. */
const common = ['id', 'known_from', 'known_to', 'closed_as', 'subject_id', 'child_id', 'organisation'];
const origins = [...common, 'source_record_id', 'stated_at', 'received_at', 'entered_by', 'absences', 'answers'];

const isTime = (text: string) => /^\d{4}-\d{2}-\d{2}(T|$)/.test(text);

const rowsOf = async (where: string, child: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const all = recordKinds.map((kind) => `select to_jsonb(t) "row" from ${factTable(kind).name} t where ${where}`);
  const rows = await ask<{ row: Record<string, unknown> }>(all.join(' union all '), [child]);
  return rows.map(({ row }) => row);
};

const numbersOf = async (child: string): Promise<readonly string[]> => {
  const rows = await ask<{ key: string }>(
    `select s.key from subject s join membership m on m.subject_id = s.id where m.child_id = $1
     union select f.key from fact f join membership m using (subject_id) where m.child_id = $1`,
    [child],
  );
  return rows.map(({ key }) => key);
};

/** What is said of this child and of no other, in any version. */
const uniqueValues = async (child: string): Promise<readonly string[]> => {
  const own = await rowsOf('child_id = $1', child);
  const others = JSON.stringify(await rowsOf('child_id <> $1', child));
  const said = own.flatMap((row) =>
    leaves(Object.fromEntries(Object.entries(row).filter(([c]) => !origins.includes(c)))),
  );
  const candidates = [...said, ...(await numbersOf(child))].filter((text) => text.length > 4 && !isTime(text));
  return [...new Set(candidates)].filter((text) => !others.includes(JSON.stringify(text).slice(1, -1)));
};

const found = (dump: string, values: readonly string[]): readonly string[] => {
  // A value with quotes or line ends is written with backslashes in a row and in JSON.
  const bare = (text: string) => text.replaceAll(/["\\\s]/g, '');
  const whole = bare(dump);
  return values.filter((value) => whole.includes(bare(value)));
};

const snapshotOf = (child: string) =>
  ask(
    `select to_jsonb(v) "row" from child_view v where child_id = $1 union all
     select to_jsonb(e) from episode e where child_id = $1 order by 1`,
    [child],
  );

const accounts = () =>
  ask(
    `select id, received, stored, unchanged, quarantined,
       (select count(*)::int from source_record r where r.delivery_id = d.id and r.state = 'STORED') kept
     from delivery d order by id`,
  );

const differences = async () => (await rebuild(deps, { verify: true })).differences;

/** Children who are neither missing nor under investigation, those of whom most is held first. */
const settled = async (): Promise<readonly string[]> => {
  const rows = await ask<{ id: string }>(
    `select v.child_id id from child_view v where v.known_to = 'infinity' and not v.missing_now
       and v.live_investigation is distinct from 'YES' and exists (select 1 from person p where p.child_id = v.child_id)
       and not exists (select 1 from investigation i where i.child_id = v.child_id)
     order by (select count(*) from fact f join membership m using (subject_id) where m.child_id = v.child_id) desc,
       v.child_id`,
  );
  return rows.map(({ id }) => id);
};

const request = { reason: 'asked for by the person it is about', approvedBy: 'the data protection officer' };

describe('erasing a child on request', () => {
  let erasedWords: readonly string[] = [];

  test('keeps what a rule still asks for, and says which', async () => {
    const [childId = ''] = await settled();
    const before = await snapshotOf(childId);
    const report = await eraseChild(deps, { childId, ...request, asAt: '2015-10-23' });
    expect(report).toMatchObject({ child: childId, erased: {}, held: null });
    expect(report.kept.length).toBeGreaterThan(0);
    for (const { source, until } of report.kept) {
      expect(source).toMatch(/\w/);
      expect(until > '2020-01-01').toBe(true);
    }
    expect(await snapshotOf(childId)).toEqual(before);
  });

  test('erases nothing of a child who is missing or whom an investigation touches', async () => {
    const [investigated] = await ask<{ id: string }>(
      `select child_id id from investigation where known_to = 'infinity' and status = 'LIVE' and child_id <> $1`,
      [memorable],
    );
    for (const childId of [memorable, investigated?.id ?? '']) {
      const before = await snapshotOf(childId);
      const report = await eraseChild(deps, { childId, ...request, asAt: longAfter });
      expect(report).toMatchObject({ erased: {}, held: expect.stringMatching(/^(INVESTIGATION_LIVE|EPISODE_OPEN)$/) });
      expect(await snapshotOf(childId)).toEqual(before);
    }
  });

  test('leaves not one word of the child in the database, and every word of another', async () => {
    const [childId = '', other = ''] = await settled();
    const [values, othersValues] = [await uniqueValues(childId), await uniqueValues(other)];
    const [othersBefore, accountsBefore] = [await snapshotOf(other), await accounts()];
    const dump = await wholeDatabase(database.pools.owner);
    expect(values.length).toBeGreaterThan(20);
    erasedWords = values;
    expect(found(dump, values)).toEqual(values);

    const report = await eraseChild(deps, { childId, ...request, asAt: longAfter });
    expect(report).toMatchObject({ held: null, kept: [] });
    expect(report.erased).toMatchObject({ person: expect.any(Number), notification: expect.any(Number) });

    const after = await wholeDatabase(database.pools.owner);
    expect(found(after, values)).toEqual([]);
    expect(found(after, othersValues)).toEqual(othersValues);
    expect(await snapshotOf(childId)).toEqual([]);
    expect(await snapshotOf(other)).toEqual(othersBefore);
    expect(await accounts()).toEqual(accountsBefore);
    expect(await differences()).toEqual([]);
    expect(await eraseChild(deps, { childId, ...request, asAt: longAfter })).toMatchObject({ erased: {}, kept: [] });
  });

  test('leaves a tombstone: what it hashed to, when it was erased, why, and who approved it', async () => {
    const [stone] = await ask(
      `select f.erasure_rule rule, e.reason, e.approved_by, e.as_at::text as_at, octet_length(r.hash) hash
       from fact f join erasure e on e.id = f.erasure_id join source_record r on f.id = any(r.fact_ids)
       where f.kind = 'notification' and r.erasure_id = e.id limit 1`,
    );
    const { reason, approvedBy: approved_by } = request;
    expect(stone).toEqual({ rule: 'police-review', reason, approved_by, as_at: longAfter, hash: 32 });
  });

  test('and the same files sent again bring nothing of it back', async () => {
    const children = async () => (await ask(`select child_id from child_view where known_to = 'infinity'`)).length;
    const [before, facts] = [await children(), await ask('select count(*) from fact where erasure_id is null')];
    for (const { adapterId, file: name, organisation } of demoDeliveries.filter(
      ({ adapterId: id }) => id === 'police',
    )) {
      const bytes = await readDemoFile({ adapterId, file: name, organisation, receivedAt: '' });
      const receivedAt = '2015-10-23T09:00:00Z';
      const summary = await ingestFile(deps, { adapterId, name, bytes, organisation, receivedAt });
      expect(summary).toMatchObject({ stored: 0, quarantined: 0, unchanged: summary.received });
    }
    expect(await children()).toBe(before);
    expect(await ask('select count(*) from fact where erasure_id is null')).toEqual(facts);
    expect(erasedWords.length).toBeGreaterThan(20);
    expect(found(await wholeDatabase(database.pools.owner), erasedWords)).toEqual([]);
  });
});

describe('what no rule asks for any longer', () => {
  test('is listed first, then erased, and is no longer due', async () => {
    const listed = await retain(deps, { asAt: longAfter, dryRun: true });
    expect(listed.due.length).toBeGreaterThan(5);
    expect(listed.erased).toBe(false);
    expect(listed.held).toContainEqual({ child: memorable, why: expect.any(String) });
    expect(listed.toDecide).toContainEqual(expect.objectContaining({ rule: 'police-review', why: 'REVIEW' }));
    expect(await retain(deps, { asAt: longAfter, dryRun: true })).toEqual(listed);

    const done = await retain(deps, { asAt: longAfter, dryRun: false });
    expect(done.due).toEqual(listed.due);
    expect(done.erased).toBe(true);
    expect((await retain(deps, { asAt: longAfter, dryRun: true })).due).toEqual([]);
    expect(await differences()).toEqual([]);
    expect(await ask('select 1 from raw_content')).toEqual([]);
  });

  test('nothing is due while the children of the demo are children', async () => {
    const { due, toDecide } = await retain(deps, { asAt: '2015-10-23', dryRun: true });
    expect({ due, toDecide }).toEqual({ due: [], toDecide: [] });
  });
});
