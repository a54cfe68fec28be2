import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiveEnvelope } from '../../src/app/exchange/receive-envelope.ts';
import { messageKinds } from '../../src/domain/exchange/messages/index.ts';
import { type Border, openBorder } from '../support/border-hubs.ts';
import { say, talkOver } from '../support/border-talk.ts';
import { rotherham } from '../support/exchange-world.ts';

let border: Border;
let talk: ReturnType<typeof talkOver>;
beforeAll(async () => {
  border = await openBorder();
  talk = talkOver(border);
});
afterAll(() => border.close());

describe('a return home interview across the border', () => {
  test('goes from request to acknowledged result, in the same state on both sides', async () => {
    const { id } = await talk.toResult();
    expect(await talk.both(id)).toEqual(['RESULT_SENT', 'RESULT_SENT']);
    await talk.reply(border.ours, id, 'RESULT_ACK');
    await border.deliver();
    expect(await talk.both(id)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);
    expect((await talk.stateIn(border.theirs, id))?.matching).toBe('MATCHED');
  });

  test('stands in the child’s record at home as the other authority’s', async () => {
    const { id } = await talk.toResult();
    expect(await talk.current(id)).toMatchObject([
      { organisation: rotherham, account: messageKinds.RHI_RESULT.example.account },
    ]);
  });

  test('a correction is a new version of it, and both are confirmed', async () => {
    const { id, resultId } = await talk.toResult();
    await talk.reply(border.ours, id, 'RESULT_ACK');
    const replacement = { ...messageKinds.RHI_RESULT.example, account: 'She slept at her sister’s.' };
    await talk.reply(border.theirs, id, 'CORRECT', {
      corrects: resultId,
      kind: 'RHI_RESULT',
      reason: 'Misheard',
      replacement,
    });
    await border.deliver();
    expect(await talk.both(id)).toEqual(['RESULT_SENT', 'RESULT_SENT']);
    expect(await talk.current(id)).toMatchObject([{ account: 'She slept at her sister’s.' }]);
    await talk.reply(border.ours, id, 'RESULT_ACK');
    await border.deliver();
    expect(await talk.both(id)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);
  });

  test('recalled after it was acknowledged, it is taken out of use, confirmed, and may be sent anew', async () => {
    const { id, resultId } = await talk.toResult();
    await talk.reply(border.ours, id, 'RESULT_ACK');
    await border.deliver();
    expect(await talk.current(id)).toHaveLength(1);
    await talk.reply(border.theirs, id, 'RECALL', {
      recalls: resultId,
      kind: 'RHI_RESULT',
      reason: 'Of another child',
    });
    await border.deliver();
    expect(await talk.current(id)).toHaveLength(0);
    expect(await talk.both(id)).toEqual(['RESULT_RECALLED', 'RESULT_RECALLED']);
    await talk.reply(border.ours, id, 'ACKNOWLEDGE', { confirms: resultId });
    await border.deliver();
    await talk.reply(border.theirs, id, 'RHI_RESULT');
    await border.deliver();
    expect(await talk.both(id)).toEqual(['RESULT_SENT', 'RESULT_SENT']);
    expect(await talk.current(id)).toHaveLength(1);
  });

  test('goes on where keys are changed in the middle of it', async () => {
    const id = await talk.request();
    await talk.reply(border.theirs, id, 'RHI_ACCEPT');
    await border.rotate(border.theirs);
    await border.rotate(border.ours);
    await border.deliver();
    await talk.reply(border.theirs, id, 'RHI_STATUS');
    await border.deliver();
    expect(await talk.both(id)).toEqual(['SCHEDULED', 'SCHEDULED']);
  });

  test('a partner that is away for 72 hours gets everything once it is back, in order', async () => {
    const id = await talk.request();
    border.isDown = true;
    await talk.reply(border.theirs, id, 'RHI_ACCEPT');
    await talk.reply(border.theirs, id, 'RHI_STATUS');
    for (let hour = 0; hour < 72; hour += 1) {
      expect(await border.deliver()).toBe(0);
      border.hours(1);
    }
    expect(await talk.both(id)).toEqual(['REQUESTED', 'SCHEDULED']);
    border.isDown = false;
    border.hours(1);
    await border.deliver();
    expect(await talk.both(id)).toEqual(['SCHEDULED', 'SCHEDULED']);
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('a message that comes twice, also to a hub that was started anew, has one effect and the same receipt', async () => {
    const { id } = await talk.toResult();
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
    const { message } = await border.send(border.ours, { body: say('RHI_REQUEST'), in: talk.ask(), inReplyTo: null });
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => receiveEnvelope(border.theirs.exchange(), message.envelope, border.now())),
    );
    expect(new Set(answers.map((one) => (one.kind === 'RECEIPT' ? one.receipt : 'none'))).size).toBe(1);
  });
});
