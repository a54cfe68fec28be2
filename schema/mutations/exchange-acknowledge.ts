import { builder } from '../builder.ts';
import { refusable } from '../errors.ts';
import { ExchangePayload, exchangeTexts } from '../types/exchange-sent.ts';

const Input = builder.inputType('ExchangeAcknowledgeInput', {
  description: 'What is confirmed, and by whom.',
  fields: (t) => ({
    conversationId: t.id({ required: true, description: exchangeTexts.conversationId }),
    confirms: t.id({ required: true, description: 'The message that was read and acted on.' }),
    by: t.string({ required: true, description: 'Who confirms it, name and post.' }),
    idempotencyKey: t.string({ required: true, description: exchangeTexts.idempotencyKey }),
  }),
});

builder.mutationField('exchangeAcknowledge', (t) =>
  t.field({
    type: ExchangePayload,
    nullable: false,
    description:
      'Confirms that a notice, an alert, a correction or a withdrawal of another authority was read and acted on.',
    args: { input: t.arg({ type: Input, required: true, description: 'What is confirmed.' }) },
    resolve: (_root, { input }, { viewer, clock, useCases }) =>
      refusable(async () => {
        const { conversationId, confirms, by, idempotencyKey } = input;
        const said = { kind: 'ACKNOWLEDGE', content: { confirms, by } };
        return useCases.sendExchange({ viewer, where: { conversationId }, said, idempotencyKey, now: clock.now() });
      }),
  }),
);
