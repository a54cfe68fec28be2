import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiveEnvelope } from '../../src/app/exchange/receive-envelope.ts';
import { sealMessage } from '../../src/domain/exchange/envelope.ts';
import { payload as payloadSchema } from '../../src/domain/exchange/payload.ts';
import { revokeAgreement } from '../../src/store/exchange/revocations.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type Border, openBorder } from '../support/border-hubs.ts';
import { say, talkOver, tyler } from '../support/border-talk.ts';
import { doncaster, messageOf, rotherham, sheffield, wholeTerms } from '../support/exchange-world.ts';

let border: Border;
let talk: ReturnType<typeof talkOver>;
beforeAll(async () => {
  border = await openBorder();
  talk = talkOver(border);
});
afterAll(() => border.close());

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

describe('notices of a child placed elsewhere', () => {
  test('an alert of the host is matched by exact identifiers and acknowledged by a person', async () => {
    const alert = { to: doncaster, responsible: doncaster, childId: border.childId.theirs, child: tyler, episodes: [] };
    const { conversation, message } = await border.send(border.theirs, {
      body: say('MISSING_ALERT'),
      in: alert,
      inReplyTo: null,
    });
    await border.deliver();
    expect(await talk.stateIn(border.ours, conversation.id)).toEqual({ state: 'SENT', matching: 'MATCHED' });
    await talk.reply(border.ours, conversation.id, 'ACKNOWLEDGE', { confirms: message.messageId });
    await border.deliver();
    expect(await talk.both(conversation.id)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);
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
    expect(await talk.stateIn(border.ours, conversation.id)).toEqual({ state: 'SENT', matching: 'WAITING' });
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
    const asked = border.send(border.ours, { body: say('RHI_REQUEST'), in: talk.ask(rotherham), inReplyTo: null });
    await expect(asked).rejects.toThrow('the responsible authority');
  });
});
