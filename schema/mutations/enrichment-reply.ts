import type { Reply } from '../../src/app/chase/reply-to-request.ts';
import { answerWords } from '../../src/domain/enrichment-reply.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { payloadType, refusable, refusals } from '../errors.ts';
import { EnrichmentRequest } from '../types/enrichment-request.ts';
import { Notification } from '../types/refs.ts';
import { Issue } from './notification-submit.ts';

const requestOf = async ({ requestId }: Reply, context: HubContext) => {
  const { viewer, clock, useCases } = context;
  if (!viewer) return null;
  const now = clock.now();
  const page = { status: null, overdue: null, after: null, limit: 1, id: requestId, now };
  const [found] = await useCases.listRequests({ viewer, ...page });
  if (found) context.tell(found.request.childId, found.mask);
  return found ?? null;
};

const Replied = builder.objectRef<Reply>('EnrichmentReplied').implement({
  description: 'The answer was received as an UPDATE message of the report.',
  fields: (t) => ({
    request: t.field({
      type: EnrichmentRequest,
      description: 'The question as it now stands: OPEN still where the answer was not the whole of it.',
      resolve: (reply, _args, context) => requestOf(reply, context),
    }),
    notification: t.field({
      type: Notification,
      description: 'The message the answer became.',
      resolve: ({ notificationId }, _args, context) => context.reader().node(`Notification:${notificationId}`),
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

const Payload = builder.unionType('EnrichmentReplyPayload', {
  description: 'What the answer became, or why it was refused.',
  types: [Replied, ...refusals],
  resolveType: payloadType('EnrichmentReplied'),
});

const AnswerWord = builder.enumType('AnswerWord', {
  description: 'What stands in the place of a value.',
  values: answerWords,
});

const LeafAnswer = builder.inputType('LeafAnswerInput', {
  description: 'The answer to one element: a value, or the word in its place with who was asked and when.',
  fields: (t) => ({
    leaf: t.string({ required: true, description: 'Dotted path in the `police-misper` contract: `child.religion`.' }),
    value: t.field({ type: 'JSON', description: 'The value, as the contract writes it.' }),
    answer: t.field({ type: AnswerWord, description: 'The word in its place.' }),
    askedBy: t.string({ description: 'Who asked the child or carer.' }),
    askedAt: t.field({ type: 'DateTime', description: 'When.' }),
  }),
});

const Input = builder.inputType('EnrichmentReplyInput', {
  description: 'The answer to one question.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'Which question, `EnrichmentRequest:…`.' }),
    answers: t.field({ type: [LeafAnswer], required: true, description: 'One for each element answered.' }),
    idempotencyKey: t.string({
      required: true,
      description: 'The sender’s own key, 8 to 100 characters: the same key and request again changes nothing.',
    }),
  }),
});

builder.mutationField('enrichmentReply', (t) =>
  t.field({
    type: Payload,
    nullable: false,
    description:
      'Answers a question to the sender’s own force. The answer is received as an UPDATE message of the report.',
    args: { input: t.arg({ type: Input, required: true, description: 'The answer.' }) },
    resolve: (_root, { input }, { viewer, clock, useCases, requestIds }) =>
      refusable(() =>
        useCases.replyToRequest({
          viewer,
          requestId: viewer ? requestIds.own(input.requestId) : input.requestId,
          answers: input.answers.map(({ leaf, value, answer, askedBy, askedAt }) => ({
            ...{ leaf, value: value ?? null, answer: answer ?? null },
            ...{ askedBy: askedBy ?? null, askedAt: askedAt ?? null },
          })),
          idempotencyKey: input.idempotencyKey,
          now: clock.now(),
        }),
      ),
  }),
);
