import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { approveAuditCase } from '../../src/app/access/approve-audit-case.ts';
import { handleKeyOf } from '../../src/app/access/deps.ts';
import { drawFrom } from '../../src/app/practice/draw-sample.ts';
import { countPractice } from '../../src/app/practice/report-practice.ts';
import { packAt } from '../../src/domain/practice/policy-packs.ts';
import { judgeTriggers } from '../../src/domain/practice/triggers.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { eraseFacts, insertErasure } from '../../src/store/erasure.ts';
import { loadCases } from '../../src/store/practice-cases.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';
import { typeCommand } from '../support/type-command.ts';
import { practiceQueries } from './practice-queries.ts';

const now = '2015-10-23T09:00:00.000Z';
const week = { from: '2015-10-16', to: '2015-10-22' };
const question = { ...week, authority: null, size: 15, seed: 'audit of October 2015' };

const auditor = (person: string, purpose: Viewer['purpose'] = 'AUDIT_IDENTIFIED'): Viewer => ({
  ...{ person, organisation: 'DSCP', role: 'auditor', purpose },
});
const pseudonymised = auditor('a-1', 'AUDIT_PSEUDONYMISED');
const socialWorker: Viewer = {
  ...{ person: 's-1', organisation: 'E08000017', role: 'social-worker', purpose: 'SAFEGUARD_PLAN' },
};
const officer: Viewer = {
  ...{ person: 'p-1', organisation: '14', role: 'police-missing-coordinator', purpose: 'SAFEGUARD_PLAN' },
};
const dataProtection: Viewer = {
  ...{ person: 'd-1', organisation: 'DSCP', role: 'data-protection-officer', purpose: 'SUBJECT_ACCESS' },
};

let hub: AskedHub;
let interview: { readonly id: string; readonly child: string };
let drawn: readonly string[];

const ask = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await hub.database.pools.owner.query<Row>(sql, [...values])).rows;

const approve = (childId: string, person: string) =>
  approveAuditCase({ ...hub.deps, handleKey: handleKeyOf(Buffer.alloc(32, 7)) })({
    ...{ viewer: dataProtection, childId, auditor: person, days: 30, reason: 'Drawn for the audit of October' },
    ...{ idempotencyKey: randomUUID(), now },
  });

beforeAll(async () => {
  hub = await openAskedHub(now, undefined, { demo: true });
  const sample = await drawFrom(hub.database.pools, { viewer: pseudonymised, now }, question);
  drawn = sample.drawn;
  const [found] = await ask<{ id: string; child: string }>(
    `select id::text, child_id::text child from interview where known_to = 'infinity' and held_at is not null
       and offered_at is not null and organisation = 'E08000017' and child_id = any($1::uuid[]) order by id limit 1`,
    [drawn],
  );
  if (!found) throw new Error('no interview was held of any case of the sample');
  interview = found;
  for (const childId of drawn) await approve(childId, 'a-1');
  for (const person of ['a-2', 'a-3', 'a-4']) await approve(interview.child, person);
}, 120_000);
afterAll(() => hub.close());

const standing = z.object({
  __typename: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  state: z.string().optional(),
  toScore: z.array(z.string()).optional(),
  repeated: z.boolean().optional(),
  items: z
    .array(
      z.object({
        item: z.string(),
        yours: z.int().nullable(),
        scores: z.array(z.int()).nullable(),
        settled: z.int().nullable(),
      }),
    )
    .optional(),
});
const fields = 'state toScore repeated items { item yours scores settled }';

const people = ['Q7', 'Q8', 'Q9', 'Q11', 'Q12'] as const;
const scoresOf = (scores: readonly number[], items: readonly string[] = people) =>
  items.map((item, index) => ({ item, score: scores[index] ?? 0, evidence: 'Paragraph 2' }));

const submit = async (viewer: Viewer, input: Readonly<Record<string, unknown>>) => {
  const document = `mutation($input: RubricScoreSubmitInput!) { answer: rubricScoreSubmit(input: $input) {
    __typename ... on RubricStanding { ${fields} } ... on Refusal { code message } } }`;
  const usual = { id: `Interview:${interview.id}`, body: 'CSC', expectedKnownAt: now, idempotencyKey: randomUUID() };
  return standing.parse((await hub.ask(viewer, document, { input: { ...usual, ...input } }))['answer']);
};

const rubricFor = async (viewer: Viewer) =>
  standing
    .nullable()
    .parse(
      (await hub.ask(viewer, `query($id: ID!) { rubric(id: $id) { ${fields} } }`, { id: `Interview:${interview.id}` }))[
        'rubric'
      ],
    );

const counted = async (): Promise<number> =>
  (await ask<{ n: number }>('select count(*)::int n from rubric_score'))[0]?.n ?? Number.NaN;

const figuresNow = () => countPractice(hub.database.pools, 'OPERATOR', { ...week, now, authority: null });

describe('an audit draws its cases', () => {
  const sampled = async (viewer: Viewer) =>
    z
      .object({
        ...{ size: z.int(), frameSize: z.int(), frameHash: z.string(), percent: z.number() },
        drawn: z.array(z.object({ childId: z.string().nullable() })),
      })
      .nullable()
      .parse(
        (
          await hub.ask(
            viewer,
            `{ auditSample(from: "${week.from}", to: "${week.to}", size: 15, seed: "${question.seed}") { size frameSize frameHash percent drawn { childId } } }`,
          )
        )['auditSample'],
      );

  test('from the children the auditor reaches, the same each time, under pseudonyms, and noted in the ledger', async () => {
    const ledgered = async () => (await ask<{ n: number }>('select count(*)::int n from ledger_subject'))[0]?.n ?? 0;
    const before = await ledgered();
    const first = await sampled(pseudonymised);
    expect(first).toMatchObject({ size: 15, frameSize: 26, percent: 57.7 });
    expect((await ledgered()) - before).toBe(15);
    expect(await sampled(pseudonymised)).toEqual(first);
    expect(first?.drawn.some(({ childId }) => drawn.includes(childId?.replace('Child:', '') ?? ''))).toBe(false);
    expect(await sampled(socialWorker)).toBeNull();
  });

  test('A2: the cases that were given to an auditor, of all there were', async () => {
    const figure = (await figuresNow()).figures.find(({ id }) => id === 'A2');
    expect([figure?.numerator, figure?.denominator]).toEqual([15, 27]);
    expect(await ask(practiceQueries['A2'] ?? '')).toEqual([{ found: 15, of: 27 }]);
  });

  const type = (...words: readonly string[]) =>
    typeCommand(['audit', 'sample', ...words], {
      env: { DATABASE_URL: hub.database.url, HOMEWARD_CLOCK: now, HOMEWARD_KEY: '07'.repeat(32) },
    });

  test('whoever runs the hub draws 15 of 27 by places in the frame, and sees no child', async () => {
    const words = ['--from', week.from, '--to', week.to, '--size', '15', '--seed', question.seed];
    const { code, stdout } = await type(...words);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^15 of 27 children \(55\.6 %\)/);
    const children = await ask<{ id: string }>('select id::text from child');
    expect(children.filter(({ id }) => stdout.includes(id))).toEqual([]);
    const sample = await drawFrom(hub.database.pools, 'OPERATOR', question);
    const { places } = z
      .object({ places: z.array(z.int()) })
      .parse(JSON.parse((await type(...words, '--json')).stdout));
    const frame = [...sample.masks.keys()].toSorted();
    expect(places.map((place) => frame[place - 1])).toEqual(sample.drawn);
  });

  test('a sample larger than its frame is refused', async () => {
    const { code, stderr } = await type('--from', week.from, '--to', week.to, '--size', '28', '--seed', 'x');
    expect([code, stderr]).toEqual([1, expect.stringContaining('size: 1 to 27')]);
  });
});

describe('two auditors score an interview, and a third where they are far apart', () => {
  test('nobody else may, and nobody what they were not given to read', async () => {
    const scores = scoresOf([2, 2, 2, 2, 2]);
    expect(await submit(socialWorker, { scores })).toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await submit(pseudonymised, { scores })).toMatchObject({ code: 'NOT_PERMITTED' });
    const stranger = await submit(auditor('a-9'), { scores });
    expect(stranger).toMatchObject({ code: 'NOT_FOUND' });
    expect(await submit(auditor('a-1'), { id: 'Interview:x', scores })).toEqual(stranger);
    expect(await rubricFor(auditor('a-9'))).toBeNull();
    expect(await counted()).toBe(0);
  });

  test.for([
    ['an item is missing', scoresOf([1, 1, 1, 1], people.slice(0, 4)), /each of Q7, Q8, Q9, Q11, Q12 once/],
    ['the machine’s own item is scored', scoresOf([1, 1, 1, 1, 1, 1], [...people, 'Q4']), /and nothing else/],
    ['a score is none', scoresOf([3, 1, 1, 1, 1]), /0 absent, 1 partial or 2 met/],
    ['what is met shows nowhere', people.map((item) => ({ item, score: 2 })), /says where it shows/],
  ] as const)('it is refused where %s', async ([_title, scores, complaint]) => {
    const answer = await submit(auditor('a-1'), { scores });
    expect(answer).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringMatching(complaint) });
    expect(await counted()).toBe(0);
  });

  const scorable = async (id: string) =>
    standing.nullable().parse((await hub.ask(auditor('a-1'), `{ rubric(id: "${id}") { ${fields} } }`))['rubric'])
      ?.toScore;
  /** A record of a child of the partnership that the first auditor is then given to read. */
  const recordOf = async (table: string, where: string): Promise<string> => {
    const [found] = await ask<{ id: string; child: string }>(
      `select id::text, child_id::text child from ${table} t where known_to = 'infinity' and ${where}
         and exists (select from reach r where r.child_id = t.child_id and r.organisation = 'DSCP') order by id limit 1`,
    );
    if (!found) throw new Error(`the demo has no such ${table}`);
    await approve(found.child, 'a-1');
    return found.id;
  };

  test('a meeting and a note are scored by items of their own', async () => {
    expect(await scorable(`StrategyMeeting:${await recordOf('strategy_meeting', 'held_at is not null')}`)).toEqual([
      ...['Q3', 'Q6', 'Q14'],
    ]);
    expect(await scorable(`CaseNote:${await recordOf('case_note', 'true')}`)).toEqual(['N6', 'N7', 'N8', 'N11']);
  });

  test('what was never held is not scored', async () => {
    const id = `Interview:${await recordOf('interview', 'held_at is null')}`;
    const answer = await submit(auditor('a-1'), { id, scores: scoresOf([0, 0, 0, 0, 0]) });
    expect(answer).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining('was held') });
  });

  test('nobody scores a version they did not read', async () => {
    const input = { scores: scoresOf([2, 2, 2, 2, 2]), expectedKnownAt: '2015-10-01T00:00:00Z' };
    expect(await submit(auditor('a-1'), input)).toMatchObject({ code: 'VERSION_CONFLICT' });
  });

  test('nobody scores their own work', async () => {
    const entered = `update interview set entered_by = $2 where id = $1 and known_to = 'infinity'`;
    await ask(entered, [interview.id, 'a-1']);
    const answer = await submit(auditor('a-1'), { scores: scoresOf([2, 2, 2, 2, 2]) });
    expect(answer).toMatchObject({ code: 'NOT_PERMITTED', message: expect.stringContaining('own work') });
    await ask(entered, [interview.id, null]);
  });

  test('the first scores, once however often they send it, and it counts nowhere yet', async () => {
    const before = await figuresNow();
    const input = { scores: scoresOf([2, 2, 0, 1, 2]), idempotencyKey: 'the first of the two' };
    expect(await submit(auditor('a-1'), input)).toMatchObject({ state: 'WAITING_FOR_SECOND', repeated: false });
    expect(await submit(auditor('a-1'), input)).toMatchObject({ state: 'WAITING_FOR_SECOND', repeated: true });
    expect(await counted()).toBe(5);
    const other = { ...input, scores: scoresOf([0, 0, 0, 0, 0]) };
    expect(await submit(auditor('a-1'), other)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await submit(auditor('a-2'), input)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await submit(auditor('a-1'), { scores: input.scores })).toMatchObject({
      ...{ code: 'INVALID_REQUEST', message: expect.stringContaining('you scored') },
    });
    const after = await figuresNow();
    expect(after.agreement.map(({ pairs }) => pairs)).toEqual([0, 0, 0]);
    const but = (report: typeof before) => report.figures.filter(({ id }) => id !== 'A4');
    expect(but(after)).toEqual(but(before));
  });

  test('the second is blind to the first, and the first to the second', async () => {
    const second = await rubricFor(auditor('a-2'));
    expect(second).toMatchObject({ state: 'WAITING_FOR_SECOND', toScore: people });
    expect(second?.items?.every(({ yours, scores, settled }) => (yours ?? scores ?? settled) === null)).toBe(true);
    const first = await rubricFor(auditor('a-1'));
    expect(first?.items?.map(({ yours, scores }) => [yours, scores])).toEqual(
      [2, 2, 0, 1, 2].map((own) => [own, null]),
    );
  });

  test('once both have scored they see each other’s, and what is two apart waits for a third who does not', async () => {
    const answer = await submit(auditor('a-2'), { body: 'POLICE', scores: scoresOf([2, 1, 0, 1, 0]) });
    expect(answer).toMatchObject({ state: 'WAITING_FOR_THIRD', toScore: [] });
    expect(answer.items?.map(({ item, scores, settled }) => [item, scores, settled])).toEqual([
      ['Q7', [2, 2], 2],
      ['Q8', [2, 1], 1],
      ['Q9', [0, 0], 0],
      ['Q11', [1, 1], 1],
      ['Q12', [2, 0], null],
    ]);
    const third = await rubricFor(auditor('a-3'));
    expect(third).toMatchObject({ state: 'WAITING_FOR_THIRD', toScore: ['Q12'] });
    expect(third?.items?.every(({ scores }) => scores === null)).toBe(true);
  });

  test('kappa is that of the definition, told by GraphQL and on the command line', async () => {
    const [row] = await ask<{ kappa: number }>(
      `with p as (select a.score x, b.score y from rubric_score a join rubric_score b using (record_id, version, item)
         where a.scorer = 'a-1' and b.scorer = 'a-2')
       select (1 - avg(power(x - y, 2)) / (select avg(power(o.x - t.y, 2)) from p o, p t))::float8 kappa from p`,
    );
    const shown = z
      .object({ agreement: z.array(z.object({ scored: z.string(), pairs: z.int(), kappa: z.number().nullable() })) })
      .parse(
        (
          await hub.ask(
            pseudonymised,
            `{ practice(from: "${week.from}", to: "${week.to}") { agreement { scored pairs kappa items { item title pairs kappa } } } }`,
          )
        )['practice'],
      );
    expect(shown.agreement.map(({ scored, pairs }) => [scored, pairs])).toEqual([
      ['Interview', 5],
      ['StrategyMeeting', 0],
      ['CaseNote', 0],
    ]);
    expect(Math.abs((shown.agreement[0]?.kappa ?? Number.NaN) - (row?.kappa ?? Number.NaN))).toBeLessThan(1e-9);
    const { stdout } = await typeCommand(['practice', '--from', week.from, '--to', week.to], {
      env: { DATABASE_URL: hub.database.url, HOMEWARD_CLOCK: now, HOMEWARD_KEY: '07'.repeat(32) },
    });
    expect(stdout).toContain(`kappa ${row?.kappa.toFixed(2)} over 5 pairs of scores`);
  });

  test('the third scores what is disputed and nothing else, and settles it', async () => {
    expect(await submit(auditor('a-3'), { scores: scoresOf([1, 1, 1, 1, 1]) })).toMatchObject({
      ...{ code: 'INVALID_REQUEST', message: expect.stringContaining('each of Q12 once') },
    });
    const answer = await submit(auditor('a-3'), { body: 'EDUCATION', scores: scoresOf([1], ['Q12']) });
    expect(answer).toMatchObject({ state: 'SETTLED' });
    expect(answer.items?.find(({ item }) => item === 'Q12')).toEqual({
      ...{ item: 'Q12', yours: 1, scores: [2, 0, 1], settled: 1 },
    });
    expect(await submit(auditor('a-4'), { scores: scoresOf([1], ['Q12']) })).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test('A4: three of the seven bodies returned what they found', async () => {
    const figure = (await figuresNow()).figures.find(({ id }) => id === 'A4');
    expect([figure?.numerator, figure?.denominator]).toEqual([3, 7]);
    expect(await ask(practiceQueries['A4'] ?? '')).toEqual([{ found: 3, of: 7 }]);
  });

  test('what was scored of a record goes with it', async () => {
    const erasure = { id: randomUUID(), asAt: '2015-10-23', knownAt: now, request: null };
    await inTransaction(hub.database.pools.ingest, async (tx) => {
      await insertErasure(tx, erasure);
      await eraseFacts(tx, erasure.id, [{ id: interview.id, rule: 'test' }]);
    });
    expect(await counted()).toBe(0);
  });
});

describe('before an interview', () => {
  const briefed = async (viewer: Viewer, childId: string) =>
    z
      .looseObject({ absences: z.array(z.looseObject({ field: z.string(), reason: z.string() })) })
      .nullable()
      .parse(
        (
          await hub.ask(
            viewer,
            `{ interviewBriefing(childId: "Child:${childId}") { liveInvestigation ring { name phone organisation } absences { field reason } } }`,
          )
        )['interviewBriefing'],
      );
  const childrenOf = (investigated: boolean) =>
    ask<{ id: string; officer: string }>(
      `select c.child_id::text id, (select i.officer->>'name' from investigation i where i.child_id = c.child_id and i.known_to = 'infinity' limit 1) officer
       from child_view c where c.known_to = 'infinity' and c.responsible_authority = 'E08000017'
         and exists (select from investigation i where i.child_id = c.child_id and i.known_to = 'infinity' and i.status = 'LIVE') = $1
         and exists (select from reach r where r.child_id = c.child_id and r.organisation = '14') order by 1`,
      [investigated],
    );

  test('a worker hears that there is a live investigation and whom to ring, and nothing more', async () => {
    const [child] = await childrenOf(true);
    const answer = await briefed(socialWorker, child?.id ?? '');
    expect(answer).toMatchObject({ liveInvestigation: 'YES', ring: [{ name: child?.officer }], absences: [] });
    expect(Object.keys(answer ?? {}).toSorted()).toEqual(['absences', 'liveInvestigation', 'ring']);
  });

  test('where no force told of any it is not known, which is not none', async () => {
    const [child] = await childrenOf(false);
    expect(await briefed(socialWorker, child?.id ?? '')).toMatchObject({ liveInvestigation: 'NOT_KNOWN', ring: [] });
  });

  test('who may not see police work is told so, whether or not there is any; a stranger nothing', async () => {
    const [with_] = await childrenOf(true);
    const [without] = await childrenOf(false);
    const told = await briefed(officer, with_?.id ?? '');
    expect(told).toMatchObject({ liveInvestigation: null, ring: null });
    expect(told?.absences.map(({ field, reason }) => [field, reason])).toEqual([
      ['liveInvestigation', 'WITHHELD_BY_POLICY'],
      ['ring', 'WITHHELD_BY_POLICY'],
    ]);
    expect(await briefed(officer, without?.id ?? '')).toEqual(told);
    expect(await briefed({ ...socialWorker, organisation: 'E08000018' }, with_?.id ?? '')).toBeNull();
  });
});

describe('how the criteria of a strategy meeting stand', () => {
  const criterion = z.object({
    ...{ trigger: z.string(), outcome: z.string().nullable(), explanation: z.string().nullable() },
    ...{ metAt: z.string().nullable(), flipsAt: z.string().nullable() },
    absences: z.array(z.object({ field: z.string(), reason: z.string(), rule: z.string().nullable() })),
  });
  const criteriaFor = async (viewer: Viewer, childId: string) =>
    z
      .array(z.object({ episodeId: z.string(), criteria: z.array(criterion) }))
      .nullable()
      .parse(
        (
          await hub.ask(
            viewer,
            `{ meetingCriteria(childId: "Child:${childId}") { episodeId pack criteria { trigger title outcome explanation metAt flipsAt flipsTo absences { field reason rule } } } }`,
          )
        )['meetingCriteria'],
      );
  const ofDoncaster = async () =>
    (
      await ask<{ id: string }>(
        `select child_id::text id from child_view c where known_to = 'infinity' and responsible_authority = 'E08000017'
           and exists (select from reach r where r.child_id = c.child_id and r.organisation = 'E08000017') order by 1`,
      )
    ).map(({ id }) => id);

  test('a social worker is told of each absence what the rules find', async () => {
    const ids = await ofDoncaster();
    expect(ids.length).toBeGreaterThan(15);
    const cases = await inTransaction(hub.database.pools.ingest, (tx) => loadCases(tx, ids));
    for (const child of cases) {
      const shown = await criteriaFor(socialWorker, child.childId);
      const told = shown?.map(({ criteria }) =>
        criteria.map(({ trigger, outcome, explanation }) => [trigger, outcome, explanation]),
      );
      const found = child.episodes.map((episode) => {
        const pack = packAt(child.responsibleAuthority, episode.startedOn ?? '');
        return judgeTriggers(episode, child, { pack, now }).map((one) => [one.trigger, one.outcome, one.explanation]);
      });
      expect(told).toEqual(found);
    }
  });

  test('what is read from more than a reader may see is withheld from them, by the class they lack', async () => {
    const school: Viewer = {
      ...{ person: 'l-1', organisation: '3714000', role: 'school-safeguarding-lead', purpose: 'SAFEGUARD_PLAN' },
    };
    const [row] = await ask<{ id: string }>(
      `select child_id::text id from reach where organisation = '3714000' and until > $1 order by 1 limit 1`,
      [now],
    );
    const shown = await criteriaFor(school, row?.id ?? '');
    const told = shown?.[0]?.criteria.map(({ trigger, outcome, absences }) => [
      trigger,
      outcome === null,
      absences.find(({ field }) => field === 'outcome')?.rule?.replace(/.*class /, '') ?? null,
    ]);
    expect(told).toEqual([
      ['T1', false, null],
      ['T2', false, null],
      ['T3', false, null],
      ['T4', true, 'EX'],
      ['T5', false, null],
      ['T6', false, null],
      ['T7', true, 'RC'],
      ['T8', false, null],
    ]);
    expect(await criteriaFor({ ...school, organisation: '3714009' }, row?.id ?? '')).toBeNull();
  });
});
