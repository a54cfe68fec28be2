import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rebuild } from '../../src/app/rebuild.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';

const notification: unknown = JSON.parse(
  readFileSync(new URL('../../adapters/police/fixtures/complete-new.json', import.meta.url), 'utf8'),
);
const kayleigh = { givenName: 'Kayleigh', familyName: 'Marsden', dateOfBirth: '2001-03-14' };

const viewer = (role: Viewer['role'], organisation: string, purpose: Viewer['purpose'], person: string): Viewer => ({
  ...{ role, organisation, purpose, person },
});
const emergency = viewer('health-clinician', 'RP5', 'DIRECT_CARE', 'nurse-1');
const sheffield = viewer('duty-team', 'E08000039', 'SAFEGUARD_PLAN', 'duty-9');
const coordinator = viewer('police-missing-coordinator', '14', 'SAFEGUARD_PLAN', 'officer-1');
const socialWorker = viewer('social-worker', 'E08000017', 'SAFEGUARD_PLAN', 'worker-1');
const colleague = viewer('social-worker', 'E08000017', 'SAFEGUARD_PLAN', 'worker-2');
const protector = viewer('data-protection-officer', 'DSCP', 'SUBJECT_ACCESS', 'dpo-1');
const auditor = viewer('auditor', 'DSCP', 'AUDIT_IDENTIFIED', 'auditor-1');
const pseudonymised: Viewer = { ...auditor, purpose: 'AUDIT_PSEUDONYMISED' };

const matchDocument = `mutation($input: ChildMatchInput!) { childMatch(input: $input) { __typename
  ... on ChildMatch { outcome handle } ... on Refusal { code message } } }`;
const match = z.object({
  childMatch: z.looseObject({
    outcome: z.string().optional(),
    handle: z.string().nullish(),
    code: z.string().optional(),
  }),
});
const wayFields =
  '{ __typename ... on WayOpened { grantId until reviewDueOn repeated child { id familyName } } ... on Refusal { code } }';
const way = z.looseObject({
  ...{ __typename: z.string(), code: z.string().optional(), grantId: z.string().optional() },
  ...{ until: z.string().optional(), reviewDueOn: z.string().nullish(), repeated: z.boolean().optional() },
  child: z.object({ id: z.string(), familyName: z.string().nullable() }).nullish(),
});
const reason = 'Brought in by ambulance, unconscious, no relative here';

let hub: AskedHub;
beforeAll(async () => {
  hub = await openAskedHub();
  await hub.send('police', '14', notification);
});
afterAll(() => hub.close());

const matchAs = async (asker: Viewer, input: object = kayleigh) =>
  match.parse(await hub.ask(asker, matchDocument, { input })).childMatch;
const namesSeen = async (asker: Viewer) =>
  z
    .object({ children: z.object({ nodes: z.array(z.object({ familyName: z.string().nullable() })) }) })
    .parse(await hub.ask(asker, '{ children { nodes { familyName } } }'))
    .children.nodes.map(({ familyName }) => familyName);
const open = async (asker: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const data = await hub.ask(asker, `mutation($input: ${type}!) { way: ${mutation}(input: $input) ${wayFields} }`, {
    input,
  });
  return way.parse(data['way']);
};
const ledgerRows = async (): Promise<number> =>
  (await hub.database.pools.owner.query<{ n: number }>('select count(*)::int n from ledger_entry')).rows[0]?.n ?? 0;

describe('asking whether the hub holds a child', () => {
  test('three exact identifiers give a handle and nothing of the child', async () => {
    expect(await matchAs(emergency)).toEqual({
      __typename: 'ChildMatch',
      outcome: 'MATCH',
      handle: expect.any(String),
    });
    expect(await namesSeen(emergency)).toEqual([]);
  });

  test('whatever the case of a name, and by a number as well', async () => {
    const input = { familyName: 'MARSDEN', dateOfBirth: kayleigh.dateOfBirth, upn: 'M371000015001' };
    expect((await matchAs(emergency, input)).outcome).toBe('MATCH');
  });

  test('one wrong identifier is nobody', async () => {
    expect(await matchAs(emergency, { ...kayleigh, dateOfBirth: '2001-03-15' })).toMatchObject({
      ...{ outcome: 'NONE', handle: null },
    });
  });

  test('two are too few, and an auditor may not ask', async () => {
    expect((await matchAs(emergency, { familyName: 'Marsden', givenName: 'Kayleigh' })).code).toBe('INVALID_REQUEST');
    expect((await matchAs(pseudonymised)).code).toBe('NOT_PERMITTED');
  });

  test.for([
    { title: 'a match', input: kayleigh, touched: 1 },
    { title: 'that there is nobody', input: { ...kayleigh, dateOfBirth: '2001-03-15' }, touched: 0 },
  ])('$title is in the ledger', async ({ input, touched }) => {
    const before = await ledgerRows();
    await matchAs(emergency, input);
    expect(await ledgerRows()).toBe(before + 1);
    const newest = 'select jsonb_array_length(touched) n from ledger_entry order by at desc, sequence desc limit 1';
    expect((await hub.database.pools.owner.query(newest)).rows).toEqual([{ n: touched }]);
  });

  test('twenty an hour, then no more until an hour has passed', async () => {
    const busy = { ...emergency, person: 'nurse-busy' };
    for (let count = 0; count < 20; count += 1) expect((await matchAs(busy)).outcome).toBe('MATCH');
    expect((await matchAs(busy)).code).toBe('BUDGET_SPENT');
    expect((await matchAs({ ...emergency, person: 'nurse-other' })).outcome).toBe('MATCH');
    hub.setClock('2015-10-23T10:00:01.000Z');
    expect((await matchAs(busy)).outcome).toBe('MATCH');
    hub.setClock('2015-10-23T09:00:00.000Z');
  });
});

describe('first contact', () => {
  test('lets the one who met the child in for 24 hours, tells those who know the child, and is the same asked twice', async () => {
    const { handle } = await matchAs(emergency);
    const input = { handle, reason, idempotencyKey: 'referral-0001' };
    const opened = await open(emergency, 'referralOpen', input);
    expect(opened).toMatchObject({
      ...{ __typename: 'WayOpened', until: '2015-10-24T09:00:00.000Z', repeated: false },
      child: { familyName: 'Marsden' },
    });
    expect(await open(emergency, 'referralOpen', input)).toMatchObject({ grantId: opened.grantId, repeated: true });
    expect(await namesSeen(emergency)).toEqual(['Marsden']);
    expect(await namesSeen({ ...emergency, person: 'nurse-2' })).toEqual([]);
    const { rows } = await hub.database.pools.owner.query(`select topic from outbox where topic = 'REFERRAL_OPENED'`);
    expect(rows).toHaveLength(1);
    hub.setClock('2015-10-24T09:00:00.000Z');
    expect(await namesSeen(emergency)).toEqual([]);
    hub.setClock('2015-10-23T09:00:00.000Z');
  });

  test('another’s handle is of no use, nor one half an hour old, nor a made up one', async () => {
    const { handle } = await matchAs(emergency);
    const input = { handle, reason, idempotencyKey: 'referral-0002' };
    expect((await open({ ...emergency, person: 'nurse-3' }, 'referralOpen', input)).code).toBe('INVALID_REQUEST');
    expect((await open(emergency, 'referralOpen', { ...input, handle: 'abc' })).code).toBe('INVALID_REQUEST');
    hub.setClock('2015-10-23T09:30:01.000Z');
    expect((await open(emergency, 'referralOpen', input)).code).toBe('INVALID_REQUEST');
    hub.setClock('2015-10-23T09:00:00.000Z');
    expect((await open(emergency, 'referralOpen', input)).__typename).toBe('WayOpened');
  });

  test('a reason is needed that says something', async () => {
    const { handle } = await matchAs(emergency);
    const input = { handle, reason: 'because', idempotencyKey: 'referral-0003' };
    expect((await open(emergency, 'referralOpen', input)).code).toBe('INVALID_REQUEST');
  });
});

describe('breaking the glass', () => {
  test('lets a duty team without a relationship in for an hour and is reviewed by somebody else in two working days', async () => {
    const { handle } = await matchAs(sheffield);
    const opened = await open(sheffield, 'breakGlassOpen', { handle, reason, idempotencyKey: 'glass-00001' });
    // 23 October 2015 was a Friday.
    expect(opened).toMatchObject({ until: '2015-10-23T10:00:00.000Z', reviewDueOn: '2015-10-27' });
    expect(await namesSeen(sheffield)).toEqual(['Marsden']);
    hub.setClock('2015-10-23T10:00:00.000Z');
    expect(await namesSeen(sheffield)).toEqual([]);
    hub.setClock('2015-10-28T09:00:00.000Z');
    const list = '{ accessReviews(waiting: true) { hasMore reviews { grantId person reason isOverdue outcome } } }';
    expect(await hub.ask(protector, list)).toEqual({
      accessReviews: {
        hasMore: false,
        reviews: [{ grantId: opened.grantId, person: 'duty-9', reason, isOverdue: true, outcome: null }],
      },
    });
    expect(await hub.ask(socialWorker, list)).toEqual({ accessReviews: null });
    const record = `mutation($input: AccessReviewRecordInput!) { accessReviewRecord(input: $input) { __typename
      ... on AccessReview { outcome reviewedBy } ... on Refusal { code } } }`;
    const found = { grantId: opened.grantId, outcome: 'JUSTIFIED', note: 'The child was at the door of the office' };
    const input = { ...found, idempotencyKey: 'review-00001' };
    expect(await hub.ask(sheffield, record, { input })).toMatchObject({
      accessReviewRecord: { code: 'NOT_PERMITTED' },
    });
    expect(await hub.ask(protector, record, { input })).toMatchObject({
      accessReviewRecord: { outcome: 'JUSTIFIED', reviewedBy: 'dpo-1' },
    });
    expect(await hub.ask(protector, record, { input: { ...input, idempotencyKey: 'review-00002' } })).toMatchObject({
      accessReviewRecord: { code: 'VERSION_CONFLICT' },
    });
    expect(await hub.ask(protector, list)).toEqual({ accessReviews: { hasMore: false, reviews: [] } });
    hub.setClock('2015-10-23T09:00:00.000Z');
  });

  test('a data protection officer is shown identity only so, and does not review that', async () => {
    const ids = z.object({ children: z.object({ nodes: z.array(z.object({ id: z.string() })).length(1) }) });
    const [child] = ids.parse(await hub.ask(protector, '{ children { nodes { id } } }')).children.nodes;
    expect(await namesSeen(protector)).toEqual([null]);
    const input = { childId: child?.id, reason, idempotencyKey: 'glass-00002' };
    const opened = await open(protector, 'breakGlassOpen', input);
    expect(opened.child).toEqual({ id: child?.id, familyName: 'Marsden' });
    const record = `mutation($input: AccessReviewRecordInput!) { accessReviewRecord(input: $input) { ... on Refusal { code } } }`;
    const own = { grantId: opened.grantId, outcome: 'JUSTIFIED', note: 'It was I', idempotencyKey: 'review-00003' };
    expect(await hub.ask(protector, record, { input: { ...own, note: 'It was I myself' } })).toMatchObject({
      accessReviewRecord: { code: 'NOT_PERMITTED' },
    });
  });

  test('a school may not', async () => {
    const school = viewer('school-safeguarding-lead', '3714000', 'SAFEGUARD_PLAN', 'dsl-1');
    const { handle } = await matchAs(school);
    expect((await open(school, 'breakGlassOpen', { handle, reason, idempotencyKey: 'glass-00003' })).code).toBe(
      'NOT_PERMITTED',
    );
  });
});

describe('a case of an audit', () => {
  test('is read with names by the auditor named, as long as approved, and by nobody else', async () => {
    expect(await namesSeen(auditor)).toEqual([]);
    const data = await hub.ask(protector, '{ children { nodes { id } } }');
    const { children } = z.object({ children: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }).parse(data);
    const input = {
      ...{ childId: children.nodes[0]?.id, auditor: 'auditor-1', days: 14 },
      ...{ reason: 'Case 3 of the October sample', idempotencyKey: 'case-000001' },
    };
    expect((await open(protector, 'auditCaseApprove', input)).until).toBe('2015-11-06T09:00:00.000Z');
    expect(await namesSeen(auditor)).toEqual(['Marsden']);
    expect(await namesSeen({ ...auditor, person: 'auditor-2' })).toEqual([]);
    expect(await namesSeen(pseudonymised)).toEqual([null]);
    expect((await open(auditor, 'auditCaseApprove', { ...input, idempotencyKey: 'case-000002' })).code).toBe(
      'NOT_PERMITTED',
    );
    hub.setClock('2015-11-06T09:00:00.000Z');
    expect(await namesSeen(auditor)).toEqual([]);
    hub.setClock('2015-10-23T09:00:00.000Z');
  });
});

describe('restrictions', () => {
  const restrict = (id: string, more: object) =>
    hub.send('hub-records', 'E08000017', {
      ...{ contract: 'hub-records/restrictions', version: '1.0' },
      restrictions: [
        {
          ...{ id, workers: [], startedOn: '2015-10-22' },
          child: { key: 'K1', identifiers: [{ system: 'upn', value: 'M371000015001' }], birthOn: '2001-03-14' },
          ...more,
        },
      ],
    });

  test('a worker who is kin sees nothing and is matched with nobody, the colleague does', async () => {
    expect(await namesSeen(socialWorker)).toEqual(['Marsden']);
    const workers = [{ organisation: 'E08000017', personId: 'worker-1' }];
    await restrict('R-1', { restriction: 'KIN_DECLARED', workers });
    expect(await namesSeen(socialWorker)).toEqual([]);
    expect((await matchAs(socialWorker)).outcome).toBe('NONE');
    expect(await namesSeen(colleague)).toEqual(['Marsden']);
  });

  test('a restricted record is there for the workers on its list alone; to others it does not exist', async () => {
    const workers = [{ organisation: 'E08000017', personId: 'worker-2' }];
    await restrict('R-2', { restriction: 'RESTRICTED_RECORD', workers });
    expect(await namesSeen(colleague)).toEqual(['Marsden']);
    for (const asker of [coordinator, { ...colleague, person: 'worker-3' }, pseudonymised, protector]) {
      expect(await namesSeen(asker)).toEqual([]);
    }
    expect((await matchAs({ ...emergency, person: 'nurse-9' })).outcome).toBe('NONE');
    await restrict('R-2', { restriction: 'RESTRICTED_RECORD', workers, endedOn: '2015-10-23' });
    expect(await namesSeen(coordinator)).toEqual(['Marsden']);
  });

  test('what is stored is what its truth gives', async () => {
    expect((await rebuild(hub.deps, { verify: true })).differences).toEqual([]);
  });
});
