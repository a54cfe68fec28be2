import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { messageKinds } from '../../src/domain/exchange/messages/index.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { accessLogSql } from '../../src/store/access-log.ts';
import { type Border, type BorderHub, openBorder } from '../support/border-hubs.ts';
import { doncaster, rotherham } from '../support/exchange-world.ts';

let border: Border;
beforeAll(async () => {
  border = await openBorder();
});
afterAll(() => border.close());

const of = (organisation: string, role: Viewer['role']): Viewer => ({
  ...{ person: `${role}-1`, organisation, role, purpose: 'SAFEGUARD_PLAN' },
});
const socialWorker = of(doncaster, 'social-worker');
const host = of(rotherham, 'duty-team');

const imran = { name: 'Imran Vale', post: 'Return interview worker', phone: '01709 000003' };

const list = z.array(z.looseObject({ conversationId: z.string() })).nullable();
const box = async ({ hub }: BorderHub, viewer: Viewer, name: string, args = '') => {
  const fields = `conversationId state partner accountable owner awaits waitsFor dueAt hoursLate matching childId named
    dutyManager { name } messages { kind isLate decision }`;
  const data = await hub.ask(viewer, `{ found: ${name}${args} { ${fields} } }`);
  return list.parse(data['found']);
};
let keys = 0;
const change = async ({ hub }: BorderHub, viewer: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename
    ... on ExchangeSent { conversationId messageId state } ... on Refusal { code message } } }`;
  keys += 1;
  const data = await hub.ask(viewer, query, { input: { idempotencyKey: `key-${keys}-of-a-test`, ...input } });
  return z
    .looseObject({ conversationId: z.string().optional(), messageId: z.string().optional() })
    .parse(data[mutation]);
};

const request = () =>
  change(border.ours, socialWorker, 'exchangeRequest', {
    ...{ childId: `Child:${border.childId.ours}`, to: rotherham, returnedAt: '2015-10-20T00:50:00Z' },
    wishes: 'To talk to Imran, at school.',
  });

describe('what is due between two authorities', () => {
  test('a social worker asks, the host sees it due, takes it on, and both see who performs and who answers for it', async () => {
    const { conversationId } = await request();
    await border.deliver();
    expect(await box(border.theirs, host, 'exchangeInbox')).toMatchObject([
      {
        ...{ conversationId, state: 'REQUESTED', partner: doncaster, accountable: doncaster, owner: doncaster },
        ...{
          awaits: ['RHI_ACCEPT', 'RHI_DECLINE'],
          dueAt: '2015-10-20T21:00:00.000000Z',
          hoursLate: 0,
          matching: 'MATCHED',
        },
        ...{
          dutyManager: { name: 'Maeve Oduya' },
          messages: [{ kind: 'RHI_REQUEST', isLate: false, decision: 'TAKEN' }],
        },
      },
    ]);
    expect(await change(border.theirs, host, 'exchangeAccept', { conversationId, ...imran })).toMatchObject({
      state: 'ACCEPTED',
    });
    await border.deliver();
    expect(await box(border.ours, socialWorker, 'exchangeOutbox')).toMatchObject([
      { conversationId, owner: rotherham, accountable: doncaster, childId: `Child:${border.childId.ours}` },
    ]);
  });

  test('late is told by the hour, and only what is late can be asked for', async () => {
    const { conversationId } = await request();
    await border.deliver();
    expect(await box(border.theirs, host, 'exchangeInbox', '(overdue: true)')).toEqual([]);
    border.setClock('2015-10-20T23:30:00.000Z');
    expect(await box(border.theirs, host, 'exchangeInbox', '(overdue: true)')).toContainEqual(
      expect.objectContaining({ conversationId, hoursLate: 2.5 }),
    );
    await change(border.theirs, host, 'exchangeDecline', { conversationId, reason: 'NO_CAPACITY' });
    await border.deliver();
    const all = await box(border.ours, socialWorker, 'exchangeConversations');
    expect(all?.find((one) => one.conversationId === conversationId)).toMatchObject({
      ...{ state: 'DECLINED', owner: doncaster, waitsFor: null },
      messages: [{ kind: 'RHI_REQUEST' }, { kind: 'RHI_DECLINE', isLate: true }],
    });
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test.for([
    ['another authority', of(rotherham, 'social-worker')],
    ['a police coordinator', of('14', 'police-missing-coordinator')],
    ['an auditor', { ...of('DSCP', 'auditor'), purpose: 'AUDIT_PSEUDONYMISED' } satisfies Viewer],
  ] as const)('%s sees nothing of an authority’s conversations and sends nothing in its name', async ([, viewer]) => {
    expect(await box(border.ours, viewer, 'exchangeConversations')).toBeNull();
    const input = { conversationId: '6f1b5f0e-1f4e-4c5b-9f43-0d8a1e4f7a11', reason: 'OTHER' };
    expect(await change(border.ours, viewer, 'exchangeDecline', input)).toMatchObject({ code: 'NOT_PERMITTED' });
  });

  test('a child the worker has no relationship to is nobody’s to ask about; a step out of order is refused in words', async () => {
    const unknown = { childId: 'Child:6f1b5f0e-1f4e-4c5b-9f43-0d8a1e4f7a11', to: rotherham, returnedAt: border.now() };
    expect(await change(border.ours, socialWorker, 'exchangeRequest', unknown)).toMatchObject({ code: 'NOT_FOUND' });
    const { conversationId } = await request();
    await border.deliver();
    const early = { conversationId, kind: 'RHI_RESULT', content: messageKinds.RHI_RESULT.example };
    expect(await change(border.theirs, host, 'exchangeSay', early)).toMatchObject({
      ...{ code: 'INVALID_REQUEST', message: 'exchange: RHI_RESULT is no step from REQUESTED' },
    });
  });

  test('a child named only by name waits for a person, who says which child it is, once', async () => {
    const named = { givenName: 'Tyler', familyName: 'Brambleby', dateOfBirth: '2000-01-27' };
    const { conversation, message } = await border.send(border.theirs, {
      body: { kind: 'MISSING_ALERT', content: messageKinds.MISSING_ALERT.example },
      in: { to: doncaster, responsible: doncaster, childId: border.childId.theirs, child: named, episodes: [] },
      inReplyTo: null,
    });
    await border.deliver();
    const conversationId = conversation.id;
    const waiting = await box(border.ours, socialWorker, 'exchangeInbox', '(unmatched: true)');
    expect(waiting).toMatchObject([{ conversationId, named: 'Tyler Brambleby 2000-01-27', childId: null }]);
    const seen = async (child: string) => {
      const { rows } = await border.ours.hub.database.pools.owner.query(accessLogSql, [child, null, null, null, 200]);
      return rows.filter(({ selected }) => selected.includes('ExchangeConversation.named')).length;
    };
    expect(await seen(conversationId)).toBe(1);
    const before = await seen(border.childId.ours);
    const query = `mutation ($input: ExchangeChildConfirmInput!) { exchangeChildConfirm(input: $input) { __typename
      ... on Refusal { code } } }`;
    const confirm = (key: string) =>
      border.ours.hub.ask(socialWorker, query, {
        input: { conversationId, childId: `Child:${border.childId.ours}`, idempotencyKey: key },
      });
    expect(await confirm('first-time')).toEqual({ exchangeChildConfirm: { __typename: 'ExchangeChildConfirmed' } });
    expect(await confirm('second-time')).toMatchObject({ exchangeChildConfirm: { code: 'VERSION_CONFLICT' } });
    // Whoever was shown the name then saw this child.
    expect(await seen(border.childId.ours)).toBe(before + 1);
    expect(await box(border.ours, socialWorker, 'exchangeInbox', '(unmatched: true)')).toEqual([]);
    const given = { conversationId, confirms: message.messageId, by: 'Ruth Imrie, social worker' };
    expect(await change(border.ours, socialWorker, 'exchangeAcknowledge', given)).toMatchObject({
      state: 'ACKNOWLEDGED',
    });
  });
});

describe('the worker who holds an interview for another authority', () => {
  const reach = async () => {
    const { rows } = await border.theirs.hub.database.pools.owner.query<{ organisation: string; person: string }>(
      'select organisation, person, reason from reach where child_id = $1 order by 1, 2, 3',
      [border.childId.theirs],
    );
    return rows.map((row) => JSON.stringify(row));
  };
  const interviewer: Viewer = {
    ...{ person: 'imran-1', organisation: rotherham, role: 'interview-worker', purpose: 'RHI_DELIVERY' },
  };
  const sees = async (viewer: Viewer) => {
    const query = 'query ($id: ID!) { child(id: $id) { familyName } }';
    return (await border.theirs.hub.ask(viewer, query, { id: `Child:${border.childId.theirs}` }))['child'];
  };
  const tie = JSON.stringify({ organisation: rotherham, person: 'imran-1', reason: 'BORDER_INTERVIEW' });

  test('reaches the child from the acceptance until the result is accepted, and nobody else gains', async () => {
    const { conversationId } = await request();
    await border.deliver();
    const before = await reach();
    expect(await sees(interviewer)).toBeNull();
    await change(border.theirs, host, 'exchangeAccept', { conversationId, workerId: 'imran-1', ...imran });
    expect((await reach()).filter((row) => !before.includes(row))).toEqual([tie]);
    expect(await sees(interviewer)).toMatchObject({ familyName: 'Brambleby' });
    expect(await sees({ ...interviewer, person: 'another-1' })).toBeNull();
    const say = (content: object, kind: string) =>
      change(border.theirs, host, 'exchangeSay', { conversationId, kind, content });
    await say(messageKinds.RHI_STATUS.example, 'RHI_STATUS');
    await say({ ...messageKinds.RHI_STATUS.example, status: 'HELD' }, 'RHI_STATUS');
    await say(messageKinds.RHI_RESULT.example, 'RHI_RESULT');
    await border.deliver();
    expect(await reach()).toContain(tie);
    const accepted = { conversationId, kind: 'RESULT_ACK', content: messageKinds.RESULT_ACK.example };
    expect(await change(border.ours, socialWorker, 'exchangeSay', accepted)).toMatchObject({ state: 'ACKNOWLEDGED' });
    await border.deliver();
    expect([await reach(), await sees(interviewer)]).toEqual([before, null]);
  });

  test('who accepts in the role of one is that worker; a request that was withdrawn ends it', async () => {
    const { conversationId, messageId } = await request();
    await border.deliver();
    await change(border.theirs, interviewer, 'exchangeAccept', { conversationId, ...imran });
    expect(await reach()).toContain(tie);
    await border.deliver();
    const content = { recalls: messageId, kind: 'RHI_REQUEST', reason: 'The child has moved' };
    await change(border.ours, socialWorker, 'exchangeSay', { conversationId, kind: 'RECALL', content });
    await border.deliver();
    expect(await reach()).not.toContain(tie);
  });
});
