import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportable } from '../../src/domain/agreement.ts';
import { messageKinds } from '../../src/domain/exchange/messages/index.ts';
import { type Border, openBorder } from '../support/border-hubs.ts';
import { say, talkOver, tyler } from '../support/border-talk.ts';
import { doncaster, rotherham, wholeTerms } from '../support/exchange-world.ts';

const force = '14';
const extract = ['whereabouts', 'companions', 'harm'] as const;

let border: Border;
let talk: ReturnType<typeof talkOver>;
beforeAll(async () => {
  border = await openBorder(force);
  talk = talkOver(border);
  await border.agree([
    wholeTerms(doncaster, rotherham),
    wholeTerms(rotherham, doncaster),
    wholeTerms(rotherham, force, {
      id: 'intelligence-extract',
      fields: [
        ...[...exportable.keys()].filter((name) => name.startsWith('child.')),
        ...extract.map((field) => `RESULT_COPY.${field}`),
      ],
      readers: ['police-missing-coordinator'],
    }),
    wholeTerms(force, rotherham, { id: 'force-answers', fields: [] }),
  ]);
});
afterAll(() => border.close());

const result = { whereabouts: 'At a flat in Kimberworth.', companions: 'A man called Dave.' };
const copy = (about: string, over: object = {}) => ({
  ...{ body: say('RESULT_COPY', { ...result, about }), inReplyTo: null },
  in: { to: force, responsible: doncaster, childId: border.childId.theirs, child: tyler, episodes: [], ...over },
});
const third = () => {
  if (!border.third) throw new Error('there is no third party');
  return border.third;
};

describe('a copy of a result for a third party', () => {
  test('the force is given the extract its own agreement names, signs for it, and acknowledges it', async () => {
    const { id } = await talk.toResult(result);
    const { message, conversation } = await border.send(border.theirs, copy(id));
    const payload = JSON.parse(message.payload ?? '');
    expect(Object.keys(payload.body.content).toSorted()).toEqual([
      'about',
      'companions',
      'heldAt',
      'interviewId',
      'statedAt',
      'whereabouts',
    ]);
    expect(payload.redacted).toContainEqual({ field: 'RESULT_COPY.account', reason: 'NOT_IN_AGREEMENT' });
    await border.deliver();
    expect(await talk.stateIn(third(), conversation.id)).toMatchObject({ state: 'SENT' });
    await talk.reply(third(), conversation.id, 'ACKNOWLEDGE', { confirms: message.messageId });
    await border.deliver();
    expect(await talk.stateIn(border.theirs, conversation.id)).toMatchObject({ state: 'ACKNOWLEDGED' });
    const { rows } = await border.theirs.hub.database.pools.owner.query(
      'select decision, receipt is not null signed from exchange_message where message_id = $1',
      [message.messageId],
    );
    expect(rows).toEqual([{ decision: 'TAKEN', signed: true }]);
  });

  test.for([
    ['of a result nobody sent', async () => copy(await talk.request()), 'there is no such conversation'],
    [
      'about an invented conversation',
      async () => copy('6f1b5f0e-1f4e-4c5b-9f43-0d8a1e4f7a11'),
      'no such conversation',
    ],
    [
      'another authority answers for',
      async () => copy((await talk.toResult()).id, { responsible: rotherham }),
      'no such conversation',
    ],
    ['for one of the two', async () => copy((await talk.toResult()).id, { to: doncaster }), 'is for a third party'],
  ] as const)('%s leaves nothing', async ([, made, reason]) => {
    await expect(border.send(border.theirs, await made())).rejects.toThrow(reason);
  });

  test('whoever asked for the interview gives no copy of it: it did not hold it', async () => {
    const { id } = await talk.toResult();
    await expect(border.send(border.ours, copy(id, { childId: border.childId.ours }))).rejects.toThrow();
  });

  test('without an agreement of its own nothing goes to the third party', async () => {
    const { id } = await talk.toResult();
    await border.agree();
    await border.agree([wholeTerms(doncaster, rotherham), wholeTerms(rotherham, doncaster)]);
    await expect(border.send(border.theirs, copy(id))).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });

  test('a force is asked for no interview, and begins none', async () => {
    const asked = { body: say('RHI_REQUEST'), inReplyTo: null, in: { ...talk.ask(), to: force } };
    await expect(border.send(border.ours, asked)).rejects.toThrow('a police force is told of danger');
    const told = { body: say('MISSING_ALERT', messageKinds.MISSING_ALERT.example), inReplyTo: null };
    const from = { to: doncaster, responsible: doncaster, childId: border.childId.ours, child: tyler, episodes: [] };
    await expect(border.send(third(), { ...told, in: from })).rejects.toThrow('a police force is told of danger');
  });
});
