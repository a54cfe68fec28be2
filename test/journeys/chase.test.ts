import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rebuild } from '../../src/app/rebuild.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';
import { policeMessage } from '../support/police-file.ts';

const viewer = (role: Viewer['role'], organisation: string, purpose: Viewer['purpose'], person: string): Viewer => ({
  ...{ role, organisation, purpose, person },
});
const coordinator = viewer('police-missing-coordinator', '14', 'SAFEGUARD_PLAN', 'officer-1');
const otherForce = viewer('police-missing-coordinator', '16', 'SAFEGUARD_PLAN', 'officer-2');
const socialWorker = viewer('social-worker', 'E08000017', 'SAFEGUARD_PLAN', 'worker-1');
const otherAuthority = viewer('social-worker', 'E08000018', 'SAFEGUARD_PLAN', 'worker-2');
const auditor = viewer('auditor', 'DSCP', 'AUDIT_PSEUDONYMISED', 'auditor-1');
const secondAuditor = viewer('auditor', 'DSCP', 'AUDIT_PSEUDONYMISED', 'auditor-2');
const reviewer = viewer('reviewing-officer', 'E08000017', 'SAFEGUARD_PLAN', 'officer-9');
const protector = viewer('data-protection-officer', 'DSCP', 'SUBJECT_ACCESS', 'dpo-1');

const listDocument = `query($status: EnrichmentRequestState, $overdue: Boolean, $first: PageSize, $after: String) {
  enrichmentRequests(status: $status, overdue: $overdue, first: $first, after: $after) {
    nodes { id childId organisation unit forceReference notificationNumber field number title why leaves requirement
      urgency openedAt dueAt state isOverdue closedAt outcome answeredThrough absences { field reason } }
    pageInfo { hasNextPage endCursor } } }`;
const node = z.looseObject({
  ...{ id: z.string(), childId: z.string().nullable(), field: z.string().nullable(), state: z.string().nullable() },
  ...{ forceReference: z.string().nullable(), outcome: z.string().nullable(), isOverdue: z.boolean().nullable() },
  ...{ answeredThrough: z.string().nullable(), dueAt: z.string().nullable() },
  absences: z.array(z.object({ field: z.string(), reason: z.string() })),
});
const listed = z.object({
  enrichmentRequests: z.object({
    nodes: z.array(node),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
const replied = z.object({
  enrichmentReply: z.looseObject({
    __typename: z.string(),
    code: z.string().optional(),
    message: z.string().optional(),
    repeated: z.boolean().optional(),
    request: z
      .looseObject({ state: z.string(), outcome: z.string().nullable(), answeredThrough: z.string().nullable() })
      .nullish(),
    notification: z.looseObject({ messageType: z.string().nullable() }).nullish(),
  }),
});
const replyDocument = `mutation($input: EnrichmentReplyInput!) { enrichmentReply(input: $input) { __typename
  ... on EnrichmentReplied { repeated request { state outcome answeredThrough } notification { messageType } }
  ... on Refusal { code message } } }`;

let hub: AskedHub;
beforeAll(async () => {
  hub = await openAskedHub('2015-10-20T09:00:00.000Z');
  const notifications = [policeMessage(1, { risk: { grade: 'HIGH' } }), policeMessage(2, { risk: { grade: 'LOW' } })];
  await hub.send('police', '14', { contract: 'police-misper', version: '1.0', force: { code: '14' }, notifications });
});
afterAll(() => hub.close());

const list = async (who: Viewer, variables: Readonly<Record<string, unknown>> = {}) =>
  listed.parse(await hub.ask(who, listDocument, { first: 200, ...variables })).enrichmentRequests;
const questions = async (who: Viewer, variables: Readonly<Record<string, unknown>> = {}) =>
  (await list(who, variables)).nodes;
const idOf = async (field: string, report = 'SYP-M-1') =>
  (await questions(coordinator)).find((one) => one.field === field && one.forceReference === report)?.id ?? '';
const reply = async (who: Viewer, input: object) =>
  replied.parse(await hub.ask(who, replyDocument, { input })).enrichmentReply;
const count = async (sql: string) => (await hub.database.pools.owner.query<{ n: number }>(sql)).rows[0]?.n;

const intelligence = ['liveInvestigation', 'personsPosingRisk', 'immigrationAndWeapons'];

describe('who sees what forces were asked', () => {
  test('the force sees its own, with its own numbers', async () => {
    const own = await questions(coordinator);
    expect(own.length).toBeGreaterThan(40);
    expect(new Set(own.map(({ forceReference }) => forceReference))).toEqual(new Set(['SYP-M-1', 'SYP-M-2']));
    expect(own.every(({ absences }) => absences.every(({ reason }) => reason === 'NOT_APPLICABLE'))).toBe(true);
    expect(await questions(otherForce)).toEqual([]);
  });

  test('the responsible authority sees them all but those about police intelligence, another authority none', async () => {
    const own = await questions(coordinator);
    const fields = new Set((await questions(socialWorker)).map(({ field }) => field));
    expect(own.some(({ field }) => fields.has(field))).toBe(true);
    expect(intelligence.filter((field) => fields.has(field))).toEqual([]);
    expect(own.filter(({ field }) => !fields.has(field) && !intelligence.includes(field ?? ''))).toEqual([]);
    expect(await questions(otherAuthority)).toEqual([]);
  });

  test('an auditor sees as many under pseudonyms of their own, without the numbers of the force', async () => {
    const [mine, theirs, named] = [
      await questions(auditor),
      await questions(secondAuditor),
      await questions(socialWorker),
    ];
    expect(mine).toHaveLength(named.length);
    expect(mine.map(({ forceReference }) => forceReference)).toEqual(mine.map(() => null));
    expect(mine[0]?.absences).toContainEqual({ field: 'forceReference', reason: 'WITHHELD_BY_POLICY' });
    const ids = (rows: typeof mine) => new Set(rows.flatMap(({ id, childId }) => [id, childId]));
    expect([...ids(mine)].filter((id) => ids(theirs).has(id) || ids(named).has(id))).toEqual([]);
  });

  test.each([
    ['a reviewing officer', reviewer],
    ['a data protection officer', protector],
  ])('%s sees none', async (_who, who) => {
    expect(await questions(who)).toEqual([]);
  });

  test('pages are cut and go on where the last ended', async () => {
    const all = (await questions(socialWorker)).map(({ id }) => id);
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(socialWorker, { first: 7, after });
      walked.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(all);
    await expect(list(socialWorker, { after: 'a cursor of another list' })).rejects.toThrow('after');
  });

  test('what is overdue is told by the clock, and may be asked for', async () => {
    expect(await questions(coordinator, { overdue: true })).toEqual([]);
    hub.setClock('2015-10-20T14:00:00.000Z');
    const late = await questions(coordinator, { overdue: true });
    expect(new Set(late.map(({ forceReference }) => forceReference))).toEqual(new Set(['SYP-M-1']));
    expect(late.every(({ isOverdue }) => isOverdue === true)).toBe(true);
    expect((await questions(coordinator, { overdue: false })).every(({ isOverdue }) => isOverdue === false)).toBe(true);
  });

  test('nothing of it is a value of the child, and each look is in the ledger with what was shown', async () => {
    const said = JSON.stringify(await questions(socialWorker));
    for (const value of ['Number 1', '2001-03-14', 'SYP-P-1']) expect(said).not.toContain(value);
    const rows = await count(
      `select count(*)::int n from ledger_entry where person = 'worker-1' and jsonb_array_length(touched) > 0`,
    );
    expect(rows).toBeGreaterThan(0);
  });
});

const asked = { askedBy: 'PC 2281', askedAt: '2015-10-20T12:00:00Z' };
let keys = 0;
const input = (requestId: string, answers: readonly object[], more: object = {}) => {
  keys += 1;
  return { requestId, answers, idempotencyKey: `reply-key-${keys}`, ...more };
};

describe('answering by mutation', () => {
  test('a value closes the question, as an UPDATE of the report received like any other', async () => {
    const id = await idOf('religion');
    const sent = input(id, [{ leaf: 'child.religion', value: 'NONE', ...asked }]);
    const done = await reply(coordinator, sent);
    expect(done).toMatchObject({
      ...{ __typename: 'EnrichmentReplied', repeated: false, notification: { messageType: 'UPDATE' } },
      request: { state: 'ANSWERED', outcome: 'PRESENT', answeredThrough: 'REPLY' },
    });
    expect(
      await count(`select count(*)::int n from child_view where known_to = 'infinity' and religion = 'NONE'`),
    ).toBe(1);
    expect(await count(`select count(*)::int n from delivery where name = 'enrichment-reply.json'`)).toBe(1);
    expect(await reply(coordinator, sent)).toMatchObject({ repeated: true, request: { state: 'ANSWERED' } });
    expect(await count(`select count(*)::int n from delivery where name = 'enrichment-reply.json'`)).toBe(1);
    expect(await count("select count(*)::int n from child_view where known_to = 'infinity'")).toBe(2);
  });

  test('a word in the place of a value closes it where who was asked and when is said', async () => {
    const id = await idOf('language');
    const leaves = ['child.firstLanguage', 'child.interpreterNeeded'];
    const bare = leaves.map((leaf) => ({ leaf, answer: 'NOT_KNOWN' }));
    expect(await reply(coordinator, input(id, bare))).toMatchObject({ code: 'INVALID_REQUEST' });
    const full = bare.map((answer) => ({ ...answer, ...asked }));
    expect(await reply(coordinator, input(id, full))).toMatchObject({
      request: { state: 'ANSWERED', outcome: 'NOT_KNOWN_ASKED' },
    });
  });

  test('half an answer is kept and the question stays open', async () => {
    const id = await idOf('culture');
    const half = [{ leaf: 'child.culture', value: 'Irish Traveller' }];
    expect(await reply(coordinator, input(id, half))).toMatchObject({ request: { state: 'OPEN', outcome: null } });
    const rest = [{ leaf: 'child.nationality', value: 'Irish' }];
    expect(await reply(coordinator, input(id, rest))).toMatchObject({ request: { state: 'ANSWERED' } });
  });

  test.each([
    ['without answers', []],
    ['about another field', [{ leaf: 'child.religion', value: 'NONE' }]],
    ['with value and word', [{ leaf: 'child.sex', value: 'F', answer: 'DECLINED', ...asked }]],
    ['with neither', [{ leaf: 'child.sex' }]],
    [
      'twice of one element',
      [
        { leaf: 'child.sex', value: 'F' },
        { leaf: 'child.sex', value: 'M' },
      ],
    ],
    ['with a word where only a value will do', [{ leaf: 'child.sex', answer: 'NOT_KNOWN', ...asked }]],
    ['with a value the contract cannot read', [{ leaf: 'child.sex', value: 'perhaps' }]],
  ])('a reply %s is refused and changes nothing', async (_how, answers) => {
    const id = await idOf('sex');
    expect(id).not.toBe('');
    const before = await count('select count(*)::int n from source_record');
    const refused = await reply(coordinator, input(id, answers));
    expect(refused).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(refused.message).not.toContain('perhaps');
    expect(await count('select count(*)::int n from source_record')).toBe(before);
  });

  test('and the one they might have been is accepted', async () => {
    const right = input(await idOf('sex'), [{ leaf: 'child.sex', value: 'F' }]);
    expect(await reply(coordinator, right)).toMatchObject({ request: { state: 'ANSWERED' } });
    expect(await reply(coordinator, { ...right, answers: [{ leaf: 'child.sex', value: 'M' }] })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await reply(coordinator, { ...right, idempotencyKey: 'another-key' })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
  });

  test('nobody answers but a coordinator of the force, and who may not know of a question cannot tell it from none', async () => {
    const id = await idOf('religion', 'SYP-M-2');
    const answers = [{ leaf: 'child.religion', value: 'NONE' }];
    expect(await reply(socialWorker, input(id, answers))).toMatchObject({ code: 'NOT_PERMITTED' });
    const hidden = await reply(otherForce, input(id, answers));
    const none = await reply(otherForce, input('EnrichmentRequest:00000000-0000-8000-8000-00000000abcd', answers));
    expect([hidden.code, hidden.message]).toEqual([none.code, none.message]);
    expect(hidden.code).toBe('NOT_FOUND');
    expect(await reply(coordinator, input(id, answers))).toMatchObject({ request: { state: 'ANSWERED' } });
  });

  test('two answers at the same time are one answer and one refusal', async () => {
    const id = await idOf('language', 'SYP-M-2');
    const answers = [
      { leaf: 'child.firstLanguage', value: 'en' },
      { leaf: 'child.interpreterNeeded', value: false },
    ];
    const both = await Promise.all([reply(coordinator, input(id, answers)), reply(coordinator, input(id, answers))]);
    expect(both.map(({ code }) => code ?? 'done').toSorted()).toEqual(['VERSION_CONFLICT', 'done']);
  });

  test('all that is stored is what the facts give', async () => {
    expect((await rebuild(hub.deps, { verify: true })).differences).toEqual([]);
  });
});
