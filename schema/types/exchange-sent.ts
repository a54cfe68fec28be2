import type { ExchangeSent } from '../../src/app/exchange/send-exchange.ts';
import { builder } from '../builder.ts';
import { payloadType, refusals } from '../errors.ts';

const Sent = builder.objectRef<ExchangeSent>('ExchangeSent').implement({
  description: 'The message is in the outbox, sealed and signed; it is sent until the other hub signs for it.',
  fields: (t) => ({
    conversationId: t.exposeID('conversationId', { nullable: false, description: 'The conversation.' }),
    messageId: t.exposeID('messageId', { nullable: false, description: 'The message.' }),
    state: t.exposeString('state', { nullable: false, description: 'Where the conversation now stands.' }),
    repeated: t.exposeBoolean('repeated', {
      nullable: false,
      description: 'Whether this answers an earlier request with the same idempotency key.',
    }),
  }),
});

/** What every message to another authority answers. */
export const ExchangePayload = builder.unionType('ExchangeSentPayload', {
  description: 'What was put into the outbox, or why it was refused.',
  types: [Sent, ...refusals],
  resolveType: payloadType('ExchangeSent'),
});

/** What inputs say of what they have in common. */
export const exchangeTexts = {
  conversationId: 'The conversation.',
  idempotencyKey: 'The caller’s own key, 8 to 100 characters: the same key and request again changes nothing.',
} as const;
