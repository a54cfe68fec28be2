import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escalateOverdue } from '../../src/app/exchange/escalate-overdue.ts';
import { receiveEnvelope } from '../../src/app/exchange/receive-envelope.ts';
import { sealMessage } from '../../src/domain/exchange/envelope.ts';
import { type ExchangeKind, exchangeBody, messageKinds } from '../../src/domain/exchange/messages/index.ts';
import { payload as payloadSchema } from '../../src/domain/exchange/payload.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { forgetPayloads } from '../../src/store/exchange/messages.ts';
import { revokeAgreement } from '../../src/store/exchange/revocations.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type Border, type BorderHub, openBorder } from '../support/border-hubs.ts';
import { doncaster, messageOf, rotherham, sheffield, wholeTerms } from '../support/exchange-world.ts';

let border: Border;
beforeAll(async () => {
  border = await openBorder();
});
afterAll(() => border.close());

const say = (kind: ExchangeKind, over: object = {}) =>
  exchangeBody.parse({ kind, content: { ...messageKinds[kind].example, ...over } });

const tyler = {
  ...{ givenName: 'Tyler', familyName: 'Brambleby', dateOfBirth: '2000-01-27', nhsNumber: '9990152020' },
};
const ask = (responsible = doncaster) => ({
  ...{ to: rotherham, responsible, childId: border.childId.ours, child: tyler, episodes: [] },
});

const request = async () => {
  const { conversation } = await border.send(border.ours, {
    ...{ body: say('RHI_REQUEST', { returnedAt: '2015-10-20T00:50:00Z' }), in: ask(), inReplyTo: null },
  });
  await border.deliver();
  return conversation.id;
};
const reply = (hub: BorderHub, conversationId: string, kind: ExchangeKind, over: object = {}) =>
  border.send(hub, { body: say(kind, over), in: { conversationId }, inReplyTo: null });

const stateIn = async ({ hub }: BorderHub, id: string) => {
  const { rows } = await hub.database.pools.owner.query<{ state: string; matching: string; performer: string }>(
    'select state, matching from exchange_conversation where id = $1',
    [id],
  );
  return rows[0];
};
const both = async (id: string) => [(await stateIn(border.ours, id))?.state, (await stateIn(border.theirs, id))?.state];

const toResult = async () => {
  const id = await request();
  await reply(border.theirs, id, 'RHI_ACCEPT');
  await reply(border.theirs, id, 'RHI_STATUS');
  await reply(border.theirs, id, 'RHI_STATUS', { status: 'HELD', at: '2015-10-22T10:00:00Z' });
  const { message } = await reply(border.theirs, id, 'RHI_RESULT');
  await border.deliver();
  return { id, resultId: message.messageId };
};

const worker: Viewer = {
  ...{ person: 'sw-1', organisation: doncaster, role: 'social-worker', purpose: 'SAFEGUARD_PLAN' },
};
const interviews = async () => {
  const query = `query ($id: ID!) { child(id: $id) { interviews { status account whereabouts organisation absences { field reason } } } }`;
  const { child } = await border.ours.hub.ask(worker, query, { id: `Child:${border.childId.ours}` });
  return JSON.stringify(child);
};
const current = async (conversation: string) => {
  const { rows } = await border.ours.hub.database.pools.owner.query(
    `select organisation, account, absences from interview where key like '%' || $1 and known_to = 'infinity'`,
    [conversation],
  );
  return rows;
};

describe('a return home interview across the border', () => {
  test('goes from request to acknowledged result, in the same state on both sides', async () => {
    const { id } = await toResult();
    expect(await both(id)).toEqual(['RESULT_SENT', 'RESULT_SENT']);
    await reply(border.ours, id, 'RESULT_ACK');
    await border.deliver();
    expect(await both(id)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);
    expect((await stateIn(border.theirs, id))?.matching).toBe('MATCHED');
  });

  test('stands in the child’s record at home as the other authority’s', async () => {
    const { id } = await toResult();
    expect(await current(id)).toMatchObject([
      { organisation: rotherham, account: messageKinds.RHI_RESULT.example.account },
    ]);
  });

  test('a correction is a new version of it, and both are confirmed', async () => {
    const { id, resultId } = await toResult();
    await reply(border.ours, id, 'RESULT_ACK');
    const replacement = { ...messageKinds.RHI_RESULT.example, account: 'She slept at her sister’s.' };
    await reply(border.theirs, id, 'CORRECT', {
      corrects: resultId,
      kind: 'RHI_RESULT',
      reason: 'Misheard',
      replacement,
    });
    await border.deliver();
    expect(await both(id)).toEqual(['RESULT_SENT', 'RESULT_SENT']);
    expect(await current(id)).toMatchObject([{ account: 'She slept at her sister’s.' }]);
    await reply(border.ours, id, 'RESULT_ACK');
    await border.deliver();
    expect(await both(id)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);
  });

  test('recalled after it was acknowledged, it is taken out of use, confirmed, and may be sent anew', async () => {
    const { id, resultId } = await toResult();
    await reply(border.ours, id, 'RESULT_ACK');
    await border.deliver();
    expect(await current(id)).toHaveLength(1);
    await reply(border.theirs, id, 'RECALL', { recalls: resultId, kind: 'RHI_RESULT', reason: 'Of another child' });
    await border.deliver();
    expect(await current(id)).toHaveLength(0);
    expect(await both(id)).toEqual(['RESULT_RECALLED', 'RESULT_RECALLED']);
    await reply(border.ours, id, 'ACKNOWLEDGE', { confirms: resultId });
    await border.deliver();
    await reply(border.theirs, id, 'RHI_RESULT');
    await border.deliver();
    expect(await both(id)).toEqual(['RESULT_SENT', 'RESULT_SENT']);
    expect(await current(id)).toHaveLength(1);
  });

  test('goes on where keys are changed in the middle of it', async () => {
    const id = await request();
    await reply(border.theirs, id, 'RHI_ACCEPT');
    await border.rotate(border.theirs);
    await border.rotate(border.ours);
    await border.deliver();
    await reply(border.theirs, id, 'RHI_STATUS');
    await border.deliver();
    expect(await both(id)).toEqual(['SCHEDULED', 'SCHEDULED']);
  });

  test('a partner that is away for 72 hours gets everything once it is back, in order', async () => {
    const id = await request();
    border.isDown = true;
    await reply(border.theirs, id, 'RHI_ACCEPT');
    await reply(border.theirs, id, 'RHI_STATUS');
    for (let hour = 0; hour < 72; hour += 1) {
      expect(await border.deliver()).toBe(0);
      border.hours(1);
    }
    expect(await both(id)).toEqual(['REQUESTED', 'SCHEDULED']);
    border.isDown = false;
    border.hours(1);
    await border.deliver();
    expect(await both(id)).toEqual(['SCHEDULED', 'SCHEDULED']);
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('a message that comes twice, also to a hub that was started anew, has one effect and the same receipt', async () => {
    const { id } = await toResult();
    const { rows } = await border.ours.hub.database.pools.owner.query<{ envelope: string; receipt: string }>(
      `select envelope, receipt from exchange_message where conversation_id = $1 and kind = 'RHI_RESULT'`,
      [id],
    );
    const again = await Promise.all(
      rows.flatMap(({ envelope }) =>
        [1, 2, 3].map(() => receiveEnvelope(border.ours.exchange(), envelope, border.now())),
      ),
    );
    expect(again).toEqual(again.map(() => ({ kind: 'RECEIPT', receipt: rows[0]?.receipt })));
    const versions = await border.ours.hub.database.pools.owner.query(
      `select 1 from interview where key like '%' || $1`,
      [id],
    );
    expect(versions.rowCount).toBe(1);
  });

  test('sent to two replicas at once, it has one effect', async () => {
    const { message } = await border.send(border.ours, { body: say('RHI_REQUEST'), in: ask(), inReplyTo: null });
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => receiveEnvelope(border.theirs.exchange(), message.envelope, border.now())),
    );
    expect(new Set(answers.map((one) => (one.kind === 'RECEIPT' ? one.receipt : 'none'))).size).toBe(1);
  });

  test('nobody answers in twelve hours: it lapses, is the responsible authority’s again, and both duty managers are named', async () => {
    const id = await request();
    border.hours(13);
    await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 });
    await border.deliver();
    expect(await both(id)).toEqual(['EXPIRED', 'EXPIRED']);
    const { rows } = await border.theirs.hub.database.pools.owner.query<{ payload: string }>(
      `select payload from exchange_message where conversation_id = $1 and kind = 'ESCALATE'`,
      [id],
    );
    expect(rows.map(({ payload }) => JSON.parse(payload).body.content)).toMatchObject([
      { reason: 'EXPIRED', to: { name: 'Maeve Oduya' }, from: { name: 'Colin Reay' } },
    ]);
    expect(await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 })).toBe(0);
    await expect(reply(border.theirs, id, 'RHI_ACCEPT')).rejects.toThrow('RHI_ACCEPT is no step from EXPIRED');
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('an interview that is not held is told to the duty managers 48 and 72 hours after the return, each once', async () => {
    const id = await request();
    await reply(border.theirs, id, 'RHI_ACCEPT');
    await border.deliver();
    const reasons = async () => {
      for (let times = 0; times < 2; times += 1) {
        await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 });
        await escalateOverdue(border.theirs.exchange(), { now: border.now(), limit: 50 });
        await border.deliver();
      }
      const { rows } = await border.theirs.hub.database.pools.owner.query<{ event: string }>(
        `select event from exchange_message where conversation_id = $1 and kind = 'ESCALATE' order by at`,
        [id],
      );
      return rows.map(({ event }) => event);
    };
    border.setClock('2015-10-22T00:40:00.000Z');
    expect(await reasons()).toEqual([]);
    border.setClock('2015-10-22T01:00:00.000Z');
    expect(await reasons()).toEqual(['ESCALATE:DUE_SOON']);
    border.setClock('2015-10-23T01:00:00.000Z');
    expect(await reasons()).toEqual(['ESCALATE:DUE_SOON', 'ESCALATE:OVERDUE']);
    expect(await both(id)).toEqual(['ACCEPTED', 'ACCEPTED']);
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('an answer that crosses its lapse is refused with a signed reason, and both sides agree', async () => {
    const id = await request();
    border.isDown = true;
    await reply(border.theirs, id, 'RHI_ACCEPT');
    border.hours(13);
    await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 });
    border.isDown = false;
    await border.deliver();
    border.hours(1);
    await border.deliver();
    expect(await both(id)).toEqual(['EXPIRED', 'EXPIRED']);
    const { rows } = await border.theirs.hub.database.pools.owner.query(
      `select decision, reason from exchange_message where conversation_id = $1 and kind = 'RHI_ACCEPT'`,
      [id],
    );
    expect(rows).toEqual([{ decision: 'REFUSED', reason: 'ILLEGAL_TRANSITION' }]);
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('a worker reads it in the child’s view', async () => {
    await toResult();
    expect(await interviews()).toContain('slept at a friend’s');
  });
});

describe('what an agreement lets cross', () => {
  const only = (sender: string, recipient: string) =>
    wholeTerms(sender, recipient, {
      fields: ['child.givenName', 'RHI_REQUEST.wishes'],
      ceiling: 'OFFICIAL',
      id: 'little',
    });
  beforeAll(() => border.agree([only(doncaster, rotherham), wholeTerms(rotherham, doncaster)]));
  afterAll(() => border.agree());
  const asked = () => ({
    ...{ body: say('RHI_REQUEST'), inReplyTo: null },
    in: { to: rotherham, responsible: doncaster, childId: border.childId.ours, child: tyler, episodes: [] },
  });

  test('arrives, and nothing else does; what stayed at home is listed', async () => {
    const { message } = await border.send(border.ours, asked());
    const payload = JSON.parse(message.payload ?? '');
    expect(payload.child).toEqual({ givenName: 'Tyler' });
    expect(Object.keys(payload.body.content).toSorted()).toEqual(['questionSet', 'returnedAt']);
    expect(payload.redacted).toContainEqual({ field: 'RHI_REQUEST.wishes', reason: 'ABOVE_CEILING' });
    expect(payload.redacted).toContainEqual({ field: 'child.nhsNumber', reason: 'NOT_IN_AGREEMENT' });
    expect(await border.deliver()).toBeGreaterThanOrEqual(1);
  });

  test('a sender that sends more than was agreed is refused, and what it sent is not kept where it can be read', async () => {
    const { message, conversation } = await border.send(border.ours, asked());
    const recipient = border.register.sealingKey(rotherham);
    if (!recipient || !message.payload) throw new Error('nothing to send');
    const more = payloadSchema.parse({ ...JSON.parse(message.payload), child: tyler });
    const envelope = await sealMessage(more, {
      ...{
        signer: border.ours.authority.keys.signer,
        recipient,
        agreement: message.agreement,
        sequence: 1,
        position: 1,
      },
    });
    const answer = await receiveEnvelope(border.theirs.exchange(), envelope, border.now());
    expect(answer.kind).toBe('RECEIPT');
    const { rows } = await border.theirs.hub.database.pools.owner.query(
      'select decision, reason, payload from exchange_message where conversation_id = $1',
      [conversation.id],
    );
    expect(rows).toEqual([{ decision: 'REFUSED', reason: 'NOT_IN_AGREEMENT', payload: null }]);
  });

  test('revoked, nothing leaves any more, and what had not arrived is refused', async () => {
    border.isDown = true;
    const { conversation } = await border.send(border.ours, asked());
    for (const { hub } of [border.ours, border.theirs]) {
      const given = { agreement: only(doncaster, rotherham).id, at: border.now(), by: 'dpo-1', reason: 'A breach' };
      await inTransaction(hub.database.pools.ingest, (tx) => revokeAgreement(tx, given));
    }
    await expect(border.send(border.ours, asked())).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    border.isDown = false;
    border.hours(1);
    await border.deliver();
    const { rows } = await border.ours.hub.database.pools.owner.query(
      'select decision, reason from exchange_message where conversation_id = $1',
      [conversation.id],
    );
    expect(rows).toEqual([{ decision: 'REFUSED', reason: 'NO_AGREEMENT' }]);
  });

  test('after its end nothing leaves', async () => {
    border.setClock('2016-01-01T00:00:00.000Z');
    await expect(border.send(border.ours, asked())).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    border.setClock('2015-10-20T09:00:00.000Z');
  });
});

test('what was said of a child can be forgotten; that and when it was said stays, and the conversation goes on', async () => {
  const { id } = await toResult();
  await inTransaction(border.ours.hub.database.pools.ingest, (tx) => forgetPayloads(tx, border.childId.ours));
  const { rows } = await border.ours.hub.database.pools.owner.query(
    'select 1 from exchange_message where conversation_id = $1 and payload is not null',
    [id],
  );
  expect(rows).toEqual([]);
  await reply(border.ours, id, 'RESULT_ACK');
  await border.deliver();
  expect(await both(id)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);
});

describe('notices of a child placed elsewhere', () => {
  test('an alert of the host is matched by exact identifiers and acknowledged by a person', async () => {
    const alert = { to: doncaster, responsible: doncaster, childId: border.childId.theirs, child: tyler, episodes: [] };
    const { conversation, message } = await border.send(border.theirs, {
      body: say('MISSING_ALERT'),
      in: alert,
      inReplyTo: null,
    });
    await border.deliver();
    expect(await stateIn(border.ours, conversation.id)).toEqual({ state: 'SENT', matching: 'MATCHED' });
    await reply(border.ours, conversation.id, 'ACKNOWLEDGE', { confirms: message.messageId });
    await border.deliver();
    expect(await both(conversation.id)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);
  });

  test('with a name alone nobody is taken for him: it waits for a person', async () => {
    const { nhsNumber: _number, ...named } = tyler;
    const alert = { to: doncaster, responsible: doncaster, childId: border.childId.theirs, child: named, episodes: [] };
    const { conversation } = await border.send(border.theirs, {
      body: say('MISSING_ALERT'),
      in: alert,
      inReplyTo: null,
    });
    await border.deliver();
    expect(await stateIn(border.ours, conversation.id)).toEqual({ state: 'SENT', matching: 'WAITING' });
  });

  test.for([
    [
      'asks for an interview of a child the other authority answers for',
      'RHI_REQUEST',
      rotherham,
      'REFUSED: NOT_ACCOUNTABLE',
    ],
    ['names a third authority as responsible', 'MISSING_ALERT', sheffield, 'NOT_A_CONVERSATION'],
    ['begins with an answer', 'RHI_ACCEPT', doncaster, 'NOT_A_CONVERSATION'],
    ['asks as it may', 'RHI_REQUEST', doncaster, 'TAKEN'],
  ] as const)('who %s: %s by %s gives %s', async ([, kind, responsible, outcome]) => {
    const recipient = border.register.sealingKey(rotherham);
    if (!recipient) throw new Error('no key');
    const message = messageOf(say(kind), {
      responsible,
      purpose: kind === 'MISSING_ALERT' ? 'SAFEGUARD_PLAN' : 'RHI_DELIVERY',
    });
    const signer = border.ours.authority.keys.signer;
    const agreement = `${doncaster}-${rotherham}`.toLowerCase();
    const envelope = await sealMessage(message, { signer, recipient, agreement, sequence: 1, position: 1 });
    const answer = await receiveEnvelope(border.theirs.exchange(), envelope, border.now());
    const { rows } = await border.theirs.hub.database.pools.owner.query<{ said: string }>(
      `select concat_ws(': ', decision, reason) said from exchange_message where message_id = $1`,
      [message.messageId],
    );
    expect(answer.kind === 'NOT_BELIEVED' ? answer.fault : rows[0]?.said).toBe(outcome);
  });

  test('nobody makes another authority answer for a child by asking it for an interview', async () => {
    const asked = border.send(border.ours, { body: say('RHI_REQUEST'), in: ask(rotherham), inReplyTo: null });
    await expect(asked).rejects.toThrow('the responsible authority');
  });
});
