import { type ExchangeKind, exchangeBody, messageKinds } from '../../src/domain/exchange/messages/index.ts';
import type { Border, BorderHub } from './border-hubs.ts';
import { doncaster, rotherham } from './exchange-world.ts';

/** A message of a kind, as its example has it but for what is given. */
export const say = (kind: ExchangeKind, over: object = {}) =>
  exchangeBody.parse({ kind, content: { ...messageKinds[kind].example, ...over } });

/** What the boy of the demo is known by. */
export const tyler = {
  ...{ givenName: 'Tyler', familyName: 'Brambleby', dateOfBirth: '2000-01-27', nhsNumber: '9990152020' },
};

/** What two hubs of one test say to each other about him. */
export const talkOver = (border: Border) => {
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
  /** From the request to the result, delivered. */
  const toResult = async (over: object = {}) => {
    const id = await request();
    await reply(border.theirs, id, 'RHI_ACCEPT');
    await reply(border.theirs, id, 'RHI_STATUS');
    await reply(border.theirs, id, 'RHI_STATUS', { status: 'HELD', at: '2015-10-22T10:00:00Z' });
    const { message } = await reply(border.theirs, id, 'RHI_RESULT', over);
    await border.deliver();
    return { id, resultId: message.messageId };
  };
  const stateIn = async ({ hub }: BorderHub, id: string) => {
    const { rows } = await hub.database.pools.owner.query<{ state: string; matching: string }>(
      'select state, matching from exchange_conversation where id = $1',
      [id],
    );
    return rows[0];
  };
  const both = async (id: string) => [
    (await stateIn(border.ours, id))?.state,
    (await stateIn(border.theirs, id))?.state,
  ];
  /** The interview of a conversation as the hub that asked for it now has it. */
  const current = async (conversation: string) => {
    const { rows } = await border.ours.hub.database.pools.owner.query(
      `select organisation, account, absences from interview where key like '%' || $1 and known_to = 'infinity'`,
      [conversation],
    );
    return rows;
  };
  return { ask, request, reply, toResult, stateIn, both, current };
};
