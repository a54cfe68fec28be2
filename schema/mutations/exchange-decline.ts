import { builder } from '../builder.ts';
import { refusable } from '../errors.ts';
import { ExchangePayload, exchangeTexts } from '../types/exchange-sent.ts';

const Input = builder.inputType('ExchangeDeclineInput', {
  description: 'Why an interview is not taken on.',
  fields: (t) => ({
    conversationId: t.id({ required: true, description: exchangeTexts.conversationId }),
    reason: t.string({
      required: true,
      description: 'NO_CAPACITY, NOT_OUR_AREA, CONFLICT, CHILD_MOVED, COST or OTHER.',
    }),
    detail: t.string({ description: 'More of it.' }),
    idempotencyKey: t.string({ required: true, description: exchangeTexts.idempotencyKey }),
  }),
});

builder.mutationField('exchangeDecline', (t) =>
  t.field({
    type: ExchangePayload,
    nullable: false,
    description: 'Refuses an interview another authority asked for; it is that authority’s to hold again.',
    args: { input: t.arg({ type: Input, required: true, description: 'Why.' }) },
    resolve: (_root, { input }, { viewer, clock, useCases }) =>
      refusable(async () => {
        const { conversationId, reason, detail, idempotencyKey } = input;
        const said = { kind: 'RHI_DECLINE', content: { reason, ...(detail ? { detail } : {}) } };
        return useCases.sendExchange({ viewer, where: { conversationId }, said, idempotencyKey, now: clock.now() });
      }),
  }),
);
