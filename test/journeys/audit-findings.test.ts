import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryTable } from '../../prisma/build-demo.ts';
import { builtFiles } from '../../prisma/demo-cases/built-files.ts';
import { filesByHand } from '../../prisma/demo-cases/by-hand.ts';
import { demoCases } from '../../prisma/demo-cases/demo-cases.ts';
import { auditFindings, withoutMeetingOrReason } from '../../prisma/demo-cases/findings.ts';
import { loadDemo, readDemoFile } from '../../prisma/seed.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { ingestDepsOf } from '../../src/cli/ingest-deps.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { auditQueries, childrenWithoutMeeting } from './audit-queries.ts';

let database: TestDatabase;
let deps: ReturnType<typeof ingestDepsOf>;
let loaded: Awaited<ReturnType<typeof loadDemo>>;
beforeAll(async () => {
  database = await createDatabase();
  deps = ingestDepsOf({ pools: database.pools, key: 'ab'.repeat(32) });
  loaded = await loadDemo(deps);
}, 120_000);
afterAll(() => database.drop());

const ask = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await database.pools.owner.query<Row>(sql)).rows;

describe('what the audit of October 2015 found is true of the demo', () => {
  test('each figure of the cases has its query, and each query its figure', () => {
    expect(Object.keys(auditQueries)).toEqual(auditFindings.map(({ id }) => id));
  });

  test.for(auditFindings)('$id: $words: $found of $of', async ({ id, found, of }) => {
    expect(await ask(auditQueries[id] ?? '')).toEqual([{ found, of }]);
  });

  test('the four whose case met a criterion, with neither a meeting nor a reason, are those of the cases', async () => {
    const rows = await ask<{ number: string }>(childrenWithoutMeeting);
    expect(rows.map(({ number }) => number.replace('DON', 'DON-'))).toEqual(withoutMeetingOrReason);
  });

  test('whichever fifteen are drawn, eight of them had good work of several agencies, and eight engaged', () => {
    for (const id of ['W7', 'W8']) {
      const found = auditFindings.find((finding) => finding.id === id)?.found ?? 0;
      expect(15 - (27 - found)).toBeGreaterThanOrEqual(8);
    }
  });
});

interface Absence {
  readonly reference: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

describe('five agencies tell of 27 children', () => {
  test('whom the hub holds as 27 children, each under their own name', async () => {
    const children = await ask<{ name: string }>(
      `select given_names || ' ' || family_name name from child_view where known_to = 'infinity'`,
    );
    expect(children.map(({ name }) => name).toSorted()).toEqual(
      demoCases.map(({ givenNames, familyName }) => `${givenNames} ${familyName}`).toSorted(),
    );
  });

  test('who were away as often, from when and till when as they truly were', async () => {
    const absences = await ask<Absence>(
      `select c.given_names reference, ${instant('e.started_at')} "startedAt", ${instant('e.ended_at')} "endedAt"
       from episode e join child_view c using (child_id)
       where e.known_to = 'infinity' and c.known_to = 'infinity'`,
    );
    const truth = demoCases.flatMap(({ givenNames, episodes }) =>
      episodes.map(({ startedAt, endedAt }) => ({ reference: givenNames, startedAt, endedAt })),
    );
    const sorted = (list: readonly Absence[]) => list.map((one) => JSON.stringify(one)).toSorted();
    expect(sorted(absences)).toEqual(sorted(truth));
  });

  test('up to five agencies of one child, and the absences of care in three systems', async () => {
    const [most] = await ask<{ organisations: number; sources: number }>(
      `select (select max(n) from (select count(distinct organisation) n from person where known_to = 'infinity' group by child_id) per)::int organisations,
              (select max(jsonb_array_length(sources)) from episode where known_to = 'infinity')::int sources`,
    );
    expect(most).toEqual({ organisations: 5, sources: 3 });
  });

  test('all of them took part in the week, and only Robyn is away at its end', async () => {
    const rows = await ask<{ children: number; away: string }>(
      `select count(distinct e.child_id)::int children, string_agg(c.given_names, ',') filter (where e.status = 'OPEN') away
       from episode e join child_view c using (child_id) where e.known_to = 'infinity' and c.known_to = 'infinity'
         and e.started_on between '2015-10-16' and '2015-10-22'`,
    );
    expect(rows).toEqual([{ children: 27, away: 'Robyn' }]);
  });

  test('every file is taken in, no record is quarantined, and a rebuild changes nothing', async () => {
    expect(loaded).toMatchObject({ quarantined: 0, retracted: 0 });
    expect(await ask(`select name from delivery where state <> 'DONE'`)).toEqual([]);
    expect((await rebuild(deps, { verify: true })).differences).toEqual([]);
  });
});

describe('the files of the demo', () => {
  const built = builtFiles(demoCases);

  test('are what the cases say', async () => {
    for (const file of built) {
      expect([file.file, new TextDecoder().decode(await readDemoFile(file))]).toEqual([file.file, file.text]);
    }
  });

  test('arrive as the table of deliveries has it', async () => {
    const { deliveryRows } = await import('../../prisma/demo-deliveries.ts');
    const rows = deliveryRows.map(([receivedAt, organisation, adapterId, file]) => ({
      ...{ receivedAt, organisation, adapterId, file },
    }));
    expect(deliveryTable([...filesByHand, ...built])).toBe(deliveryTable(rows));
  });
});
