import { builder } from '../builder.ts';
import { refusable } from '../errors.ts';
import { ExchangePayload, exchangeTexts } from '../types/exchange-sent.ts';

const Input = builder.inputType('ExchangeSayInput', {
  description: 'A message of any kind, as `docs/schemas/exchange` describes it: in a conversation, or to begin one.',
  fields: (t) => ({
    conversationId: t.id({ description: 'The conversation it belongs to.' }),
    childId: t.id({ description: 'To begin one: a child the caller has a relationship to.' }),
    to: t.string({ description: 'To begin one: GSS code of the other authority.' }),
    responsible: t.string({ description: 'To begin one: GSS code of the responsible authority.' }),
    kind: t.string({ required: true, description: 'MISSING_ALERT, RHI_STATUS, RHI_RESULT, RESULT_ACK, RECALL…' }),
    content: t.field({ type: 'JSON', required: true, description: 'Its content.' }),
    idempotencyKey: t.string({ required: true, description: exchangeTexts.idempotencyKey }),
  }),
});

builder.mutationField('exchangeSay', (t) =>
  t.field({
    type: ExchangePayload,
    nullable: false,
    description: 'Says anything else to another authority: a notice, a status, a result, a question, a correction.',
    args: { input: t.arg({ type: Input, required: true, description: 'The message.' }) },
    resolve: (_root, { input }, { viewer, clock, childIds, useCases }) =>
      refusable(async () => {
        const { conversationId, childId, to, responsible, kind, content, idempotencyKey } = input;
        const where = conversationId
          ? { conversationId }
          : { to: to ?? '', responsible: responsible ?? '', childId: childIds.own(childId ?? ''), episodes: [] };
        return useCases.sendExchange({ viewer, where, said: { kind, content }, idempotencyKey, now: clock.now() });
      }),
  }),
);
