import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryTable } from '../../prisma/build-demo.ts';
import { builtFiles } from '../../prisma/demo-cases/built-files.ts';
import { filesByHand } from '../../prisma/demo-cases/by-hand.ts';
import { demoCases } from '../../prisma/demo-cases/demo-cases.ts';
import { auditFindings, withoutMeetingOrReason } from '../../prisma/demo-cases/findings.ts';
import { loadDemo, readDemoFile } from '../../prisma/seed.ts';
import { countPractice, type PracticeReport } from '../../src/app/practice/report-practice.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';
import { typeCommand } from '../support/type-command.ts';
import { auditQueries, childrenWithoutMeeting } from './audit-queries.ts';
import { medianHoursOfW1, practiceQueries } from './practice-queries.ts';

const week = { from: '2015-10-16', to: '2015-10-22' };
const now = '2015-10-23T09:00:00.000Z';

let hub: AskedHub;
let loaded: Awaited<ReturnType<typeof loadDemo>>;
let report: PracticeReport;
beforeAll(async () => {
  hub = await openAskedHub(now, undefined, { demo: true });
  loaded = await loadDemo(hub.deps);
  report = await countPractice(hub.database.pools, 'OPERATOR', { ...week, now, authority: null });
}, 120_000);
afterAll(() => hub.close());

const ask = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await hub.database.pools.owner.query<Row>(sql)).rows;

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
    expect((await rebuild(hub.deps, { verify: true })).differences).toEqual([]);
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

const auditor: Viewer = { person: 'a-1', organisation: 'DSCP', role: 'auditor', purpose: 'AUDIT_PSEUDONYMISED' };
const socialWorker: Viewer = {
  ...{ person: 's-1', organisation: 'E08000017', role: 'social-worker', purpose: 'SAFEGUARD_PLAN' },
};
const officer: Viewer = {
  ...{ person: 'p-1', organisation: '14' },
  role: 'police-investigator',
  purpose: 'INVESTIGATION',
};

interface Shown {
  readonly practice: {
    readonly children: number;
    readonly figures: readonly {
      readonly line: string;
      readonly numerator: number;
      readonly denominator: number;
      readonly behind: { readonly withheld: number; readonly cases: readonly { readonly childId: string }[] };
    }[];
  } | null;
}

const asking = (lines: string, more = ''): string =>
  `{ practice(from: "${week.from}", to: "${week.to}"${more}) { children figures(lines: [${lines}]) { line numerator denominator
    excluded { stillMissing withinClock notApplicable unknown } behind(outcome: UNMET) { withheld hasMore cases { childId episodeIds outcome explanation flipsAt } } } } }`;

const shownTo = async (viewer: Viewer, lines: string, more = ''): Promise<Shown['practice']> =>
  JSON.parse(JSON.stringify(await hub.ask(viewer, asking(lines, more)))).practice;

const ledgered = async (): Promise<number> =>
  (await ask<{ rows: number }>('select count(*)::int rows from ledger_subject'))[0]?.rows ?? 0;

describe('what good practice asks, counted over the demo', () => {
  test('27 children and the 34 absences of the week', () => {
    expect([report.children, report.episodes]).toEqual([27, 34]);
  });

  test.for(auditFindings)('$id is what the SQL written by hand finds', async ({ id }) => {
    const figure = report.figures.find((one) => one.id === id);
    expect([{ found: figure?.numerator, of: figure?.denominator }]).toEqual(await ask(auditQueries[id] ?? ''));
  });

  test.for(Object.keys(practiceQueries))('%s, which the audit did not count, is what the SQL finds', async (id) => {
    const figure = report.figures.find((one) => one.id === id) ?? { numerator: 0, denominator: 0 };
    expect([{ found: figure.numerator, of: figure.denominator }]).toEqual(await ask(practiceQueries[id] ?? ''));
  });

  test('the median of W1 is PostgreSQL’s own', async () => {
    const [row] = await ask<{ median: number }>(medianHoursOfW1);
    const median = report.figures.find(({ id }) => id === 'W1')?.medianHours ?? Number.NaN;
    expect(median).toBeGreaterThan(0);
    expect(Math.abs(median - (row?.median ?? Number.NaN))).toBeLessThan(1e-9);
  });

  test('what is not decided stands beside each figure and is in none', () => {
    for (const { denominator, excluded, subjects } of report.figures) {
      const beside = Object.values(excluded).reduce((sum, count) => sum + count, 0);
      expect(denominator + beside).toBe(subjects.length);
    }
    expect(report.figures.find(({ id }) => id === 'K5')?.excluded.stillMissing).toBe(1);
  });

  test('the children behind X5 are those of the cases', async () => {
    const ids = report.figures
      .find(({ id }) => id === 'X5')
      ?.subjects.filter(({ outcome }) => outcome === 'UNMET')
      .map(({ childId }) => childId);
    const rows = await hub.database.pools.owner.query<{ number: string }>(
      `select one->>'value' number from child_view c cross join lateral jsonb_array_elements(c.identifiers) one
       where known_to = 'infinity' and child_id = any($1::uuid[]) and one->>'system' = 'authority-child-id'`,
      [ids],
    );
    const numbers = new Set(rows.rows.map(({ number }) => number.replace('DON', 'DON-')));
    expect([...numbers].toSorted()).toEqual(withoutMeetingOrReason);
  });

  test('the auditor is told the figures, and the children behind them under pseudonyms', async () => {
    const before = await ledgered();
    const shown = await shownTo(auditor, '"X5", "W3"');
    expect(shown?.figures.map(({ line, numerator, denominator }) => [line, numerator, denominator])).toEqual([
      // One of the 27 is a child of Sheffield, whom the auditor of Doncaster’s partnership does not reach.
      ['W3', 8, 8],
      ['X5', 4, 13],
    ]);
    const behind = shown?.figures.find(({ line }) => line === 'X5')?.behind;
    expect([behind?.cases.length, behind?.withheld]).toEqual([4, 0]);
    const own = await ask<{ id: string }>('select id::text from child');
    expect(own.filter(({ id }) => behind?.cases.some(({ childId }) => childId.endsWith(id)))).toEqual([]);
    expect((await ledgered()) - before).toBe(4);
  });

  test('nobody is listed whose record the reader may not look into, though all are counted', async () => {
    const shown = await shownTo(auditor, '"X3 officer"');
    expect(
      shown?.figures.map(({ numerator, denominator, behind }) => [
        numerator,
        denominator,
        behind.withheld,
        behind.cases,
      ]),
    ).toEqual([[1, 3, 2, []]]);
  });

  test('an authority’s own workers are told of their own children, and of no other authority', async () => {
    const own = await shownTo(socialWorker, '"X5"');
    const [row] = await ask<{ children: number }>(
      `select count(distinct c.child_id)::int children from child_view c join episode e using (child_id)
       where c.known_to = 'infinity' and e.known_to = 'infinity' and c.responsible_authority = 'E08000017'
         and e.started_on between '2015-10-16' and '2015-10-22'`,
    );
    expect(own?.children).toBe(row?.children);
    expect(own?.children).toBeLessThan(27);
    expect(await shownTo(socialWorker, '"X5"', ', authority: "E08000018"')).toBeNull();
    expect(await shownTo(officer, '"X5"')).toBeNull();
  });

  test('a period that ends before it begins is refused', async () => {
    await expect(hub.ask(auditor, '{ practice(from: "2015-10-22", to: "2015-10-16") { children } }')).rejects.toThrow(
      /last day/,
    );
  });
});

describe('homeward practice', () => {
  const type = (...words: readonly string[]) =>
    typeCommand(['practice', ...words], {
      env: { DATABASE_URL: hub.database.url, HOMEWARD_CLOCK: now, HOMEWARD_KEY: '07'.repeat(32) },
    });

  test('a person reads so many of so many, what stands beside, and what to type next', async () => {
    const { code, stdout } = await type('--from', week.from, '--to', week.to);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^34 absences of 27 children began from 2015-10-16 to 2015-10-22/);
    expect(stdout).toMatch(/X5 +4 of 14 +Decisions where a criterion was recorded/);
    expect(stdout).toMatch(/W1 +31 of 33 .*\(beside them: 1 still missing\)/);
    expect(stdout).toContain("homeward query '{ practice(");
  });

  test('a program reads the figures, and of no child', async () => {
    const { stdout } = await type('--from', week.from, '--to', week.to, '--authority', 'E08000017', '--json');
    const value: { figures: readonly object[] } = JSON.parse(stdout);
    expect(value.figures.length).toBeGreaterThan(60);
    const children = await ask<{ id: string }>('select id::text from child');
    expect(children.filter(({ id }) => stdout.includes(id))).toEqual([]);
  });

  test('a period without absences says so', async () => {
    expect((await type('--from', '2013-01-01', '--to', '2013-01-31')).stdout).toContain('no absence began');
  });

  test.for([
    ['no period', [], /from/],
    ['a period that ends before it begins', ['--from', '2015-10-22', '--to', '2015-10-16'], /--to: is before/],
    ['an authority nobody knows', ['--from', week.from, '--to', week.to, '--authority', 'E1'], /--authority/],
  ] as const)('%s is not understood', async ([_title, words, complaint]) => {
    expect(await type(...words)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(complaint) });
  });
});
