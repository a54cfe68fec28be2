import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rebuild } from '../../src/app/rebuild.ts';
import { dqmi } from '../../src/domain/completeness/dqmi.ts';
import { organisations } from '../../src/domain/organisations.ts';
import { gapFieldsOfPoliceIntelligence } from '../../src/domain/profile/fields.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { loadFacts } from '../../src/store/child-facts.ts';
import { diffSums, renewSums } from '../../src/store/consistency.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';
import { viewerOf, worldViewers } from '../support/world-viewers.ts';
import { completenessOracles } from './completeness-queries.ts';

let hub: AskedHub;
beforeAll(async () => {
  hub = await openAskedHub(undefined, undefined, { demo: true });
}, 240_000);
afterAll(() => hub.close());

const week = 'from: "2015-10-16", to: "2015-10-22"';
const place = 'force authority unit week month';
const counts = 'applies passes unanswered notKnown declined notApplicable missing invalid withheld';
const whole = (by: string, more = '') => `{ completeness(${week}, by: [${by}]${more}) {
  from to by withheldFields
  total { notifications firstComplete latestComplete stillIncomplete firstScore latestScore firstSeedScore latestSeedScore
    medianHoursToComplete }
  groups { ${place} notifications firstComplete latestComplete firstScore medianHoursToComplete }
  fields { ${place} field number seed first { ${counts} } latest { ${counts} } }
  feeds { force notifications firstOn lastOn daysWithNone longestSilenceDays fieldsCarried }
  index items { field score coverage } } }`;

const row = z.object({
  field: z.string(),
  seed: z.boolean(),
  first: z.object({ applies: z.int(), unanswered: z.int(), missing: z.int() }),
  latest: z.object({ applies: z.int(), unanswered: z.int() }),
});
const total = z.object({ notifications: z.int(), firstComplete: z.int(), latestComplete: z.int() });
const report = z.object({
  completeness: z
    .object({ total: total.loose(), fields: z.array(row.loose()), withheldFields: z.array(z.string()) })
    .loose(),
});

const auditor = viewerOf('auditor');
const ask = async (by = 'FIELD', viewer: Viewer = auditor, more = '') =>
  report.parse(await hub.ask(viewer, whole(by, more))).completeness;

const oracle = async <Row extends object>(sql: string) => (await hub.database.pools.owner.query<Row>(sql)).rows;

describe('the gap table of the demo', () => {
  test('names the fields the audit names: appearance, ethnicity, culture, religion, language, disability, exploitation', async () => {
    const { fields } = await ask();
    const named = fields.filter(({ seed, first }) => seed && first.unanswered > 0).map(({ field }) => field);
    expect(named).toEqual([
      ...['ethnicity', 'culture', 'religion', 'language', 'disability', 'appearance', 'sexualExploitation'],
    ]);
  });

  test('is what a query written by hand finds in the notifications', async () => {
    const { fields } = await ask();
    const found = fields
      .filter(({ seed }) => seed)
      .map(({ field, first, latest }) => ({
        ...{ field, of: first.applies, first: first.unanswered, latest: latest.unanswered },
      }));
    expect(found).toEqual(await oracle(completenessOracles.seedFields));
  });

  test('counts threads, complete ones and the time they took as a query written by hand does', async () => {
    const { total: found } = await ask();
    expect([found]).toMatchObject(await oracle(completenessOracles.threads));
  });

  test.for([
    ['2015-10-01', '2015-10-31'],
    ['2015-09-15', '2015-11-10'],
    ['2015-10-01', '2015-10-21'],
    ['2015-10-17', '2015-10-31'],
    ['2014-12-31', '2016-01-01'],
    ['2015-10-20', '2015-10-20'],
  ])('from %s to %s the sums of months are the notifications counted', async ([from, to]) => {
    const asked = (more: string) =>
      `{ completeness(from: "${from}", to: "${to}", by: [FORCE, MONTH, FIELD]${more}) { fields { month field first { ${counts} } latest { ${counts} } } } }`;
    const summed = await hub.ask(auditor, asked(''));
    expect(JSON.stringify(summed).length).toBeGreaterThan(5_000);
    expect(summed).toEqual(await hub.ask(auditor, asked(', asKnownAt: "2100-01-01T00:00:00Z"')));
  });
});

describe('the feeds', () => {
  const feed = z.object({
    ...{ force: z.string(), notifications: z.int(), firstOn: z.string().nullable(), lastOn: z.string().nullable() },
    ...{ lastBefore: z.string().nullable(), daysWithNone: z.int(), longestSilenceDays: z.int() },
    fieldsCarried: z.array(z.string()),
  });
  const feeds = async (period: string, viewer: Viewer = auditor) => {
    const fields = Object.keys(feed.shape).join(' ');
    const answer = await hub.ask(viewer, `{ completeness(${period}) { feeds { ${fields} } } }`);
    return z.object({ completeness: z.object({ feeds: z.array(feed) }) }).parse(answer).completeness.feeds;
  };
  const police = organisations.filter(({ agency }) => agency === 'police').map(({ code }) => code);

  test('of every force the hub serves are listed, and one that sent nothing is silent', async () => {
    const found = await feeds(week);
    expect(found.map(({ force }) => force)).toEqual(police.toSorted());
    const silent = found.filter(({ notifications }) => notifications === 0);
    expect(silent.length).toBeGreaterThan(0);
    for (const one of silent) {
      expect(one).toMatchObject({
        firstOn: null,
        lastOn: null,
        daysWithNone: 7,
        longestSilenceDays: 7,
        fieldsCarried: [],
      });
    }
    expect(found.find(({ force }) => force === '14')?.fieldsCarried.length).toBeGreaterThan(20);
  });

  test('a silence goes back to the last day before the period', async () => {
    const [last] = await oracle<{ day: string }>(
      `select max(received_on)::text "day" from assessment where opens_thread and known_to = 'infinity' and organisation = '14'
       and received_on < '2015-10-20'`,
    );
    const found = await feeds('from: "2015-10-20", to: "2015-10-20"');
    expect(found.find(({ force }) => force === '14')?.lastBefore).toBe(last?.day);
    const then = await feeds('from: "2015-10-20", to: "2015-10-20", asKnownAt: "2100-01-01T00:00:00Z"');
    expect(then).toEqual(found);
  });

  test('is on no day that has not come', async () => {
    const none = (found: readonly z.infer<typeof feed>[]) =>
      found.filter(({ notifications }) => notifications === 0).map(({ daysWithNone }) => daysWithNone)[0];
    // The domain clock stands at 23 October 2015.
    expect(none(await feeds('from: "2015-10-16", to: "2015-10-31"'))).toBe(8);
    expect(none(await feeds('from: "2016-01-01", to: "2016-01-31"'))).toBe(0);
  });

  test('of one force are its own', async () => {
    const own = await feeds(week, viewerOf('police-missing-coordinator'));
    expect(own).toEqual((await feeds(week)).filter(({ force }) => force === '14'));
  });
});

test('each item of the index says what its score is made of', async () => {
  const parts = 'score records validAndComplete defaults thresholdPercent coverage';
  const answer = await hub.ask(auditor, `{ completeness(${week}) { index items { field ${parts} } } }`);
  const item = z.object({
    ...{ field: z.string(), score: z.number().nullable(), records: z.int(), validAndComplete: z.int() },
    ...{ defaults: z.int().nullable(), thresholdPercent: z.number().nullable(), coverage: z.number() },
  });
  const { index, items } = z
    .object({ completeness: z.object({ index: z.number(), items: z.array(item) }) })
    .parse(answer).completeness;
  expect(items.length).toBeGreaterThan(20);
  const again = dqmi(items);
  expect(again.scores).toEqual(items.map(({ score }) => score));
  expect(again.index).toBeCloseTo(index, 6);
  expect(items.find(({ field }) => field === 'religion')).toMatchObject({ thresholdPercent: 5 });
  expect(items.find(({ field }) => field === 'dateOfBirth')).toMatchObject({ defaults: null });
});

test('all there is, is counted', async () => {
  expect(await hub.ask(auditor, `{ completeness(${week}) { uncounted } }`)).toEqual({ completeness: { uncounted: 0 } });
});

describe('what may leave the partnership', () => {
  const published = (viewer: Viewer, year: number) =>
    hub.ask(viewer, `{ publishedCompleteness(year: ${year}) { month field total cells { force count } } }`);

  test('is the table of a year that is over', async () => {
    expect(await published(auditor, 2014)).toEqual({ publishedCompleteness: [] });
    await expect(published(auditor, 2015)).rejects.toThrow(/not one that is over/);
    await expect(published(auditor, -3)).rejects.toThrow(/not one that is over/);
  });

  test('and nothing for whoever may have no report', async () => {
    expect(await published(viewerOf('health-named-nurse'), 2014)).toEqual({ publishedCompleteness: null });
  });
});

describe('whoever asks', () => {
  const groupings = ['', 'FIELD', 'FORCE, FIELD', 'UNIT, WEEK', 'AUTHORITY, MONTH, FIELD'];

  test.for(groupings)('by [%s] it is the same for every role that may ask', async (by) => {
    const viewers = worldViewers.filter(({ role }) => ['auditor', 'social-worker', 'duty-team'].includes(role));
    const answers = await Promise.all(viewers.map((viewer) => hub.ask(viewer, whole(by))));
    expect(viewers).toHaveLength(3);
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test('a force has its own counted, and they are the rows of it that everybody has', async () => {
    const own = await ask('FORCE, FIELD', viewerOf('police-missing-coordinator'));
    const all = await ask('FORCE, FIELD');
    expect(own.fields).toEqual(all.fields.filter(({ force }) => force === '14'));
    expect(own.fields.length).toBeGreaterThan(20);
    const elsewhere = await ask('FORCE, FIELD', { ...viewerOf('police-missing-coordinator'), organisation: '16' });
    expect(elsewhere.fields).toEqual([]);
  });

  test('whoever may not know whether a notification was answered has no report', async () => {
    const may = new Set(['auditor', 'social-worker', 'duty-team', 'police-missing-coordinator', 'police-investigator']);
    for (const viewer of worldViewers.filter(({ role }) => !may.has(role))) {
      expect(await hub.ask(viewer, `{ completeness(${week}) { from } }`)).toEqual({ completeness: null });
    }
  });

  test('a purpose that serves a child only while it is missing serves no report', async () => {
    const viewer: Viewer = { ...viewerOf('social-worker'), purpose: 'LOCATE_CHILD' };
    expect(await hub.ask(viewer, `{ completeness(${week}) { from } }`)).toEqual({ completeness: null });
  });

  test('nobody is given a row of what is police intelligence', async () => {
    const { fields, withheldFields } = await ask();
    expect(withheldFields).toEqual(gapFieldsOfPoliceIntelligence);
    expect(fields.filter(({ field }) => gapFieldsOfPoliceIntelligence.includes(field))).toEqual([]);
  });
});

describe('the notifications behind a cell', () => {
  const page = z.object({
    incompleteNotifications: z
      .object({
        nodes: z.array(z.object({ id: z.string(), unit: z.string().nullish(), child: z.unknown() })),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      })
      .nullable(),
  });
  const drill = async (viewer: Viewer, more: string) =>
    page.parse(
      await hub.ask(
        viewer,
        `{ incompleteNotifications(${week}${more}) { nodes { id unit child { id } } pageInfo { hasNextPage endCursor } } }`,
      ),
    ).incompleteNotifications;

  test('are those the report counts, for the force that sent them', async () => {
    const { fields } = await ask();
    const culture = fields.find(({ field }) => field === 'culture');
    const found = await drill(viewerOf('police-missing-coordinator'), ', field: "culture", first: 200');
    expect(found?.nodes).toHaveLength(culture?.first.unanswered ?? -1);
  });

  test('are fewer for whoever reaches fewer children, and the report is the same', async () => {
    const all = await drill(viewerOf('police-missing-coordinator'), ', field: "culture", first: 200');
    const some = await drill(
      { ...viewerOf('social-worker'), organisation: 'E08000018' },
      ', field: "culture", first: 200',
    );
    expect(some?.nodes.length).toBeLessThan(all?.nodes.length ?? 0);
  });

  test('come in pages that together are all of them, each once', async () => {
    const viewer = viewerOf('social-worker');
    const all = (await drill(viewer, ', field: "culture", first: 200'))?.nodes.map(({ id }) => id) ?? [];
    const seen: string[] = [];
    let after = '';
    for (let more = true; more; ) {
      const found = await drill(viewer, `, field: "culture", first: 4${after}`);
      seen.push(...(found?.nodes ?? []).map(({ id }) => id));
      after = `, after: "${found?.pageInfo.endCursor}"`;
      more = found?.pageInfo.hasNextPage ?? false;
    }
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
  });

  test('are not told by what is police intelligence', async () => {
    await expect(drill(auditor, ', field: "liveInvestigation"')).rejects.toThrow(/police intelligence/);
    await expect(drill(auditor, ', field: "nonsense"')).rejects.toThrow(/not the name of a field/);
  });

  test('and asking is in the ledger, with the children it named', async () => {
    const before = await oracle<{ n: number }>('select count(*)::int n from ledger_entry');
    const found = await drill(viewerOf('social-worker'), ', field: "religion", first: 3');
    await ask();
    const rows = await oracle<{ touched: number }>(
      'select jsonb_array_length(touched)::int touched from ledger_entry order by at desc, sequence desc limit 2',
    );
    const after = await oracle<{ n: number }>('select count(*)::int n from ledger_entry');
    expect((after[0]?.n ?? 0) - (before[0]?.n ?? 0)).toBe(2);
    expect(rows.map(({ touched }) => touched).toSorted()).toEqual([0, found?.nodes.length ?? -1]);
  });
});

describe('what is asked for', () => {
  test.for([
    ['from: "2015-10-22", to: "2015-10-16"', /lies before/],
    ['from: "2000-01-01", to: "2015-10-16"', /at most 3660 days/],
    ['from: "2015-13-01", to: "2015-10-16"', /Date/],
  ] as const)('%s is refused, saying why', async ([period, why]) => {
    await expect(hub.ask(auditor, `{ completeness(${period}) { total { notifications } } }`)).rejects.toThrow(why);
  });

  test('a past is counted as it was known then', async () => {
    const [then] = await oracle<{ at: string }>(
      `select to_char(first_known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') at from assessment
       where opens_thread order by first_known_at offset 10 limit 1`,
    );
    const { total: found } = await ask('FIELD', auditor, `, asKnownAt: "${then?.at}"`);
    const [expected] = await oracle<{ n: number }>(
      `select count(*)::int n from assessment where opens_thread and received_on between '2015-10-16' and '2015-10-22'
       and known_from <= '${then?.at}' and known_to > '${then?.at}'`,
    );
    expect(found.notifications).toBe(expected?.n);
    expect(found.notifications).toBeLessThan((await ask()).total.notifications);
  });
});

test('every score that ever was can be worked out again as known then, and is identical', async () => {
  expect((await rebuild(hub.deps, { verify: true })).differences).toEqual([]);
  const versions = await oracle<{ id: string; child: string; at: string; score: number; passes: string }>(
    `select notification_id::text id, child_id::text child, score, latest_passes::text passes,
       to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') at from assessment order by 1, 5`,
  );
  expect(versions.length).toBeGreaterThan(100);
  for (const { id, child, at, score, passes } of versions.filter((_, index) => index % 25 === 0)) {
    const [facts] = await inTransaction(hub.database.pools.ingest, (tx) => loadFacts(tx, [child], at));
    const again = facts && hub.deps.projector(facts).assessments.get(id);
    expect(again?.score).toBeCloseTo(score, 6);
    expect(String(again?.thread.masks.passes)).toBe(passes);
  }
});

test('a sum that is not what it sums is found, and put right', async () => {
  const { ingest } = hub.database.pools;
  await oracle(`update completeness_month set first_missing = first_missing + 1`);
  await oracle(`update completeness_day set latest_applies = latest_applies - 1 where "day" = '2015-10-19'`);
  expect(await inTransaction(ingest, diffSums)).toMatchObject([
    { table: 'completeness_day', what: expect.stringContaining('2015-10-19') },
    { table: 'completeness_month', what: expect.stringContaining('2015-10') },
  ]);
  await inTransaction(ingest, renewSums);
  expect(await inTransaction(ingest, diffSums)).toEqual([]);
});
