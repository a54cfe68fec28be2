import { builder } from '../builder.ts';
import { refusable } from '../errors.ts';
import { ExchangePayload, exchangeTexts } from '../types/exchange-sent.ts';

const Input = builder.inputType('ExchangeAcceptInput', {
  description: 'Who will hold the interview.',
  fields: (t) => ({
    conversationId: t.id({ required: true, description: exchangeTexts.conversationId }),
    name: t.string({ required: true, description: 'Full name of the worker.' }),
    post: t.string({ required: true, description: 'Their post.' }),
    phone: t.string({ required: true, description: 'Where to ring them.' }),
    workerId: t.string({
      description:
        'Their subject id, where they sign in to this hub: they reach the child until the result is accepted. Left out, whoever accepts, as an interview worker.',
    }),
    slotAt: t.field({ type: 'DateTime', description: 'When, where that is known already.' }),
    idempotencyKey: t.string({ required: true, description: exchangeTexts.idempotencyKey }),
  }),
});

builder.mutationField('exchangeAccept', (t) =>
  t.field({
    type: ExchangePayload,
    nullable: false,
    description: 'Takes on an interview another authority asked for, with a named worker.',
    args: { input: t.arg({ type: Input, required: true, description: 'Who will hold it.' }) },
    resolve: (_root, { input }, { viewer, clock, useCases }) =>
      refusable(async () => {
        const { conversationId, name, post, phone, workerId, slotAt, idempotencyKey } = input;
        const content = { worker: { name, post, phone }, slotAt: slotAt ?? null };
        const said = { kind: 'RHI_ACCEPT', content };
        return useCases.sendExchange({
          ...{ viewer, where: { conversationId }, said, performer: workerId ?? null, idempotencyKey },
          now: clock.now(),
        });
      }),
  }),
);
