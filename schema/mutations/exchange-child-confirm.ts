import { builder } from '../builder.ts';
import { payloadType, refusable, refusals } from '../errors.ts';
import { exchangeTexts } from '../types/exchange-sent.ts';

interface Confirmed {
  readonly conversationId: string;
  readonly repeated: boolean;
}

const ChildConfirmed = builder.objectRef<Confirmed>('ExchangeChildConfirmed').implement({
  description: 'The conversation is about that child.',
  fields: (t) => ({
    conversationId: t.exposeID('conversationId', { nullable: false, description: exchangeTexts.conversationId }),
    repeated: t.exposeBoolean('repeated', {
      nullable: false,
      description: 'Whether this answers an earlier request with the same idempotency key.',
    }),
  }),
});

const Payload = builder.unionType('ExchangeChildConfirmPayload', {
  description: 'Confirmed, or why it was refused.',
  types: [ChildConfirmed, ...refusals],
  resolveType: payloadType('ExchangeChildConfirmed'),
});

const Input = builder.inputType('ExchangeChildConfirmInput', {
  description: 'Which child a message is about.',
  fields: (t) => ({
    conversationId: t.id({ required: true, description: exchangeTexts.conversationId }),
    childId: t.id({ required: true, description: 'A child the caller has a relationship to.' }),
    idempotencyKey: t.string({ required: true, description: exchangeTexts.idempotencyKey }),
  }),
});

builder.mutationField('exchangeChildConfirm', (t) =>
  t.field({
    type: Payload,
    nullable: false,
    description:
      'Says which of the hub’s children another authority’s message is about, where exact identifiers did not tell.',
    args: { input: t.arg({ type: Input, required: true, description: 'Which child.' }) },
    resolve: (_root, { input }, { viewer, clock, childIds, useCases }) =>
      refusable(async () => {
        const { conversationId, childId, idempotencyKey } = input;
        return useCases.confirmExchangeChild({
          ...{ viewer, conversationId, childId: childIds.own(childId), idempotencyKey, now: clock.now() },
        });
      }),
  }),
);
