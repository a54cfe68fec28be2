import type { Submission } from '../../src/app/submit-notification.ts';
import type { Issue as IssueFacts } from '../../src/domain/adapter.ts';
import { builder } from '../builder.ts';
import { payloadType, refusable, refusals } from '../errors.ts';
import { Notification } from '../types/refs.ts';

export const Issue = builder.objectRef<IssueFacts>('Issue').implement({
  description: 'Something wrong in a record that was nevertheless kept.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule that found it.' }),
    field: t.exposeString('field', { description: 'The field, as the sender named it.' }),
    message: t.exposeString('message', { description: 'What is wrong, without the value.' }),
  }),
});

const Submitted = builder.objectRef<Submission>('NotificationSubmitted').implement({
  description: 'The notification was received and everything that follows from it is done.',
  fields: (t) => ({
    notification: t.field({
      type: Notification,
      description: 'The notification as the sender may now see it.',
      resolve: ({ notificationId }, _args, context) => context.reader().node(`Notification:${notificationId}`),
    }),
    outcome: t.exposeString('outcome', {
      nullable: false,
      description: 'STORED, or UNCHANGED where the hub already held exactly this.',
    }),
    repeated: t.exposeBoolean('repeated', {
      nullable: false,
      description: 'Whether this answers an earlier request with the same idempotency key.',
    }),
    issues: t.field({
      type: [Issue],
      nullable: { list: false, items: false },
      description: 'What was found wrong in the message.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

const Payload = builder.unionType('NotificationSubmitPayload', {
  description: 'The notification, or why it was refused.',
  types: [Submitted, ...refusals],
  resolveType: payloadType('NotificationSubmitted'),
});

const Input = builder.inputType('NotificationSubmitInput', {
  description: 'One message of the `police-misper` contract.',
  fields: (t) => ({
    message: t.field({
      type: 'JSON',
      required: true,
      description: 'The message, as the published JSON Schema describes one notification.',
    }),
    idempotencyKey: t.string({
      required: true,
      description: 'The sender’s own key, 8 to 100 characters: the same key and request again changes nothing.',
    }),
    expectedKnownAt: t.field({
      type: 'DateTime',
      description:
        'The `knownAt` of the newest message of the incident the sender has seen; refused if there is a newer.',
    }),
  }),
});

builder.mutationField('notificationSubmit', (t) =>
  t.field({
    type: Payload,
    nullable: false,
    description: 'Receives a police notification of the sender’s own force. Repeating the same request is harmless.',
    args: { input: t.arg({ type: Input, required: true, description: 'The message and its terms.' }) },
    resolve: (_root, { input }, context) =>
      refusable(() =>
        context.useCases.submitNotification({
          viewer: context.viewer,
          message: input.message,
          idempotencyKey: input.idempotencyKey,
          expectedKnownAt: input.expectedKnownAt ?? null,
          now: context.clock.now(),
        }),
      ),
  }),
);
