import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escalateOverdue } from '../../src/app/exchange/escalate-overdue.ts';
import { type Border, openBorder } from '../support/border-hubs.ts';
import { talkOver } from '../support/border-talk.ts';

let border: Border;
let talk: ReturnType<typeof talkOver>;
beforeAll(async () => {
  border = await openBorder();
  talk = talkOver(border);
});
afterAll(() => border.close());

describe('a deadline across the border', () => {
  test('nobody answers in twelve hours: it lapses, is the responsible authority’s again, and both duty managers are named', async () => {
    const id = await talk.request();
    border.hours(13);
    await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 });
    await border.deliver();
    expect(await talk.both(id)).toEqual(['EXPIRED', 'EXPIRED']);
    const { rows } = await border.theirs.hub.database.pools.owner.query<{ payload: string }>(
      `select payload from exchange_message where conversation_id = $1 and kind = 'ESCALATE'`,
      [id],
    );
    expect(rows.map(({ payload }) => JSON.parse(payload).body.content)).toMatchObject([
      { reason: 'EXPIRED', to: { name: 'Maeve Oduya' }, from: { name: 'Colin Reay' } },
    ]);
    expect(await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 })).toBe(0);
    await expect(talk.reply(border.theirs, id, 'RHI_ACCEPT')).rejects.toThrow('RHI_ACCEPT is no step from EXPIRED');
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('an interview that is not held is told to the duty managers 48 and 72 hours after the return, each once', async () => {
    const id = await talk.request();
    await talk.reply(border.theirs, id, 'RHI_ACCEPT');
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
    expect(await talk.both(id)).toEqual(['ACCEPTED', 'ACCEPTED']);
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('what stays late climbs the stages of Resolving Professional Differences, one when the limit of another ends', async () => {
    const id = await talk.request();
    await talk.reply(border.theirs, id, 'RHI_ACCEPT');
    await border.deliver();
    const said: unknown[] = [];
    for (const at of [
      '2015-10-22T01:00',
      '2015-10-23T01:00',
      '2015-10-27T00:00',
      '2015-10-29T00:00',
      '2015-11-05T00:00',
    ]) {
      border.setClock(`${at}:00.000Z`);
      await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 });
      await border.deliver();
    }
    border.setClock('2015-12-01T00:00:00.000Z');
    await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 });
    const { rows } = await border.theirs.hub.database.pools.owner.query<{ payload: string }>(
      `select payload from exchange_message where conversation_id = $1 and kind = 'ESCALATE' order by at`,
      [id],
    );
    for (const { payload } of rows) {
      const { reason, stage, between, resolveBy, to } = JSON.parse(payload).body.content;
      said.push([reason, stage, between, resolveBy, to.name]);
    }
    expect(said).toEqual([
      ['DUE_SOON', 1, 'practitioners', '2015-10-27T00:00:00.000Z', 'Maeve Oduya'],
      ['OVERDUE', 1, 'practitioners', '2015-10-27T00:00:00.000Z', 'Maeve Oduya'],
      ['OVERDUE', 2, 'line managers', '2015-10-29T00:00:00.000Z', 'Maeve Oduya'],
      ['OVERDUE', 3, 'senior or named leads', '2015-11-05T00:00:00.000Z', 'Maeve Oduya'],
      ['OVERDUE', 4, 'statutory leads of the partnership', '2015-11-19T00:00:00.000Z', 'Maeve Oduya'],
    ]);
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('an answer that crosses its lapse is refused with a signed reason, and both sides agree', async () => {
    const id = await talk.request();
    border.isDown = true;
    await talk.reply(border.theirs, id, 'RHI_ACCEPT');
    border.hours(13);
    await escalateOverdue(border.ours.exchange(), { now: border.now(), limit: 50 });
    border.isDown = false;
    await border.deliver();
    border.hours(1);
    await border.deliver();
    expect(await talk.both(id)).toEqual(['EXPIRED', 'EXPIRED']);
    const { rows } = await border.theirs.hub.database.pools.owner.query(
      `select decision, reason from exchange_message where conversation_id = $1 and kind = 'RHI_ACCEPT'`,
      [id],
    );
    expect(rows).toEqual([{ decision: 'REFUSED', reason: 'ILLEGAL_TRANSITION' }]);
    border.setClock('2015-10-20T09:00:00.000Z');
  });
});
