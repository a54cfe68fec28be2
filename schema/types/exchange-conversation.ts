import type { ShownConversation, ShownMessage } from '../../src/app/exchange/list-exchange.ts';
import { builder } from '../builder.ts';

const DutyManager = builder.objectRef<NonNullable<ShownConversation['dutyManager']>>('DutyManager').implement({
  description: 'Whom to ring at another authority.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: false, description: 'Full name.' }),
    post: t.exposeString('post', { nullable: false, description: 'Their post.' }),
    phone: t.exposeString('phone', { nullable: false, description: 'Where to ring them.' }),
  }),
});

const ExchangeMessage = builder.objectRef<ShownMessage>('ExchangeMessage').implement({
  description: 'That a message crossed the border, when, and what came of it; not what it said.',
  fields: (t) => ({
    messageId: t.exposeID('messageId', {
      nullable: false,
      description: 'Its id, as both hubs and its receipt name it.',
    }),
    kind: t.exposeString('kind', { nullable: false, description: 'MISSING_ALERT, RHI_REQUEST, RHI_RESULT…' }),
    event: t.exposeString('event', { nullable: false, description: 'The kind, with its word: RHI_STATUS:HELD.' }),
    sender: t.exposeString('sender', { nullable: false, description: 'GSS code of the authority that sent it.' }),
    at: t.field({ type: 'DateTime', nullable: false, description: 'When it was sent.', resolve: ({ at }) => at }),
    dueAt: t.field({ type: 'DateTime', description: 'By when it was due.', resolve: ({ dueAt }) => dueAt }),
    isLate: t.exposeBoolean('isLate', { nullable: false, description: 'Whether it was sent after that.' }),
    decision: t.exposeString('decision', {
      description: 'TAKEN or REFUSED, as its recipient signed; null until it has.',
    }),
    reason: t.exposeString('reason', { description: 'Why it was refused: ILLEGAL_TRANSITION, NO_AGREEMENT…' }),
  }),
});

/** A conversation with another authority. */
export const ExchangeConversation = builder.objectRef<ShownConversation>('ExchangeConversation').implement({
  description: 'A conversation with another authority: where it stands, what is due, from whom and how late.',
  fields: (t) => ({
    conversationId: t.id({ nullable: false, description: 'Its id.', resolve: ({ conversation }) => conversation.id }),
    course: t.string({
      nullable: false,
      description: 'RHI: an interview that was asked for. NOTICE: something told that is to be acknowledged.',
      resolve: ({ conversation }) => conversation.course,
    }),
    partner: t.exposeString('partner', { nullable: false, description: 'GSS code of the other authority.' }),
    accountable: t.string({
      nullable: false,
      description: 'GSS code of the responsible authority. It never changes.',
      resolve: ({ conversation }) => conversation.accountable,
    }),
    owner: t.exposeString('owner', {
      nullable: false,
      description: 'GSS code of who performs now; the responsible authority again where nobody else does.',
    }),
    state: t.string({
      nullable: false,
      description: 'Where it stands.',
      resolve: ({ conversation }) => conversation.state,
    }),
    awaits: t.stringList({
      nullable: { list: false, items: false },
      description: 'Kinds of message that are waited for.',
      resolve: ({ awaits }) => [...awaits],
    }),
    waitsFor: t.string({
      description: 'GSS code of the authority they are waited for from.',
      resolve: ({ conversation }) => conversation.waitsFor,
    }),
    dueAt: t.field({ type: 'DateTime', description: 'By when.', resolve: ({ conversation }) => conversation.dueAt }),
    hoursLate: t.exposeFloat('hoursLate', { nullable: false, description: 'Hours since then; 0 until then.' }),
    dutyManager: t.field({
      type: DutyManager,
      description: 'Duty manager of the authority that is waited for.',
      resolve: ({ dutyManager }) => dutyManager,
    }),
    matching: t.string({
      nullable: false,
      description: 'How its child was found: OWN, MATCHED, CONFIRMED by a person, or WAITING for one.',
      resolve: ({ conversation }) => conversation.matching,
    }),
    childId: t.id({
      description: 'The child, `Child:…`, for who has a relationship to them.',
      resolve: ({ childId }, _args, { childIds }) => (childId === null ? null : childIds.global(childId)),
    }),
    named: t.exposeString('named', {
      description: 'Whom the message names, where a person has to say which child it is.',
    }),
    openedAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When it began.',
      resolve: ({ conversation }) => conversation.openedAt,
    }),
    messages: t.field({
      type: [ExchangeMessage],
      nullable: { list: false, items: false },
      description: 'Its messages, in order.',
      resolve: ({ messages }) => [...messages],
    }),
  }),
});
