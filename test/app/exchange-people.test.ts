import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { messageKinds } from '../../src/domain/exchange/messages/index.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
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
    const worker = { name: 'Imran Vale', post: 'Return interview worker', phone: '01709 000003' };
    expect(await change(border.theirs, host, 'exchangeAccept', { conversationId, ...worker })).toMatchObject({
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
    const query = `mutation ($input: ExchangeChildConfirmInput!) { exchangeChildConfirm(input: $input) { __typename
      ... on Refusal { code } } }`;
    const confirm = (key: string) =>
      border.ours.hub.ask(socialWorker, query, {
        input: { conversationId, childId: `Child:${border.childId.ours}`, idempotencyKey: key },
      });
    expect(await confirm('first-time')).toEqual({ exchangeChildConfirm: { __typename: 'ExchangeChildConfirmed' } });
    expect(await confirm('second-time')).toMatchObject({ exchangeChildConfirm: { code: 'VERSION_CONFLICT' } });
    expect(await box(border.ours, socialWorker, 'exchangeInbox', '(unmatched: true)')).toEqual([]);
    const given = { conversationId, confirms: message.messageId, by: 'Ruth Imrie, social worker' };
    expect(await change(border.ours, socialWorker, 'exchangeAcknowledge', given)).toMatchObject({
      state: 'ACKNOWLEDGED',
    });
  });
});
