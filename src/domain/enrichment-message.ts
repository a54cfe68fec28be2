import { z } from 'zod';
import { answeringLeaves, profileField } from './chase-threads.ts';
import { type EnrichmentRequest, requestStates, withdrawals } from './enrichment-request.ts';
import { answerStates } from './model/notification.ts';

const instant = z.iso.datetime();
const text = z.string().min(1);

const ask = z.strictObject({
  requestId: z.uuid().describe('What `enrichmentReply` and the reports call this question'),
  field: text.describe('Name of the field of the completeness profile'),
  number: z.int().describe('Its number in the profile'),
  title: text.describe('What the field is, in words'),
  leaves: z.array(text).min(1).describe('Elements of `police-misper` any of which, or all, answer it'),
  requirement: z
    .enum(['MANDATORY', 'ANSWER'])
    .describe('MANDATORY: only a value will do. ANSWER: a value, or who was asked and when'),
  severity: z.enum(['CRITICAL', 'MAJOR', 'MINOR']),
  found: z.enum(answerStates).describe('How the notification left it'),
  why: text.describe('Why it matters to the child'),
  dueAt: instant.describe('By when the answer is needed'),
  state: z.enum(requestStates).describe('OPEN while it waits for an answer'),
  outcome: z.union([z.enum(answerStates), z.enum(withdrawals)]).nullable(),
});

const message = z.strictObject({
  contract: z.literal('homeward/enrichment-request'),
  version: z.literal('1.0'),
  messageId: z.uuid(),
  to: z.strictObject({ force: text.describe('Two-digit code of the force'), unit: text.nullable() }),
  about: z
    .strictObject({ notificationId: text, forceRef: text })
    .describe("The force's own numbers of the notification and of the missing report; nothing else of the child"),
  askedAt: instant,
  asks: z.array(ask).min(1),
  reply: z
    .strictObject({
      byUpdate: z.strictObject({
        contract: z.literal('police-misper'),
        messageType: z.literal('UPDATE'),
        forceRef: text,
      }),
      byMutation: z.literal('enrichmentReply'),
      withoutValue: z.array(z.enum(['NOT_KNOWN', 'DECLINED', 'NOT_APPLICABLE'])),
      note: text,
    })
    .describe('Either way will do; the answer counts from the moment the hub has it'),
});

/** A question to a force as its system fetches it. */
export type EnrichmentMessage = z.infer<typeof message>;

const replyNote =
  'Send an UPDATE of the same report with the elements named, or answer by the mutation. Where nobody can say, give the answer NOT_KNOWN, DECLINED or NOT_APPLICABLE with who was asked and when; for a MANDATORY field only a value will do.';

const askOf = (request: EnrichmentRequest): EnrichmentMessage['asks'][number] => {
  const known = profileField(request.profileVersion, request.field);
  const { field, number, requirement, severity, found, dueAt, state, outcome } = request;
  return {
    ...{ requestId: request.id, field, number },
    title: known?.title ?? field,
    leaves: known === undefined ? [field] : [...answeringLeaves(known)],
    ...{ requirement, severity, found, why: known?.why ?? 'The profile asks for it', dueAt, state, outcome },
  };
};

/** The message of questions put together; they share `messageId` and are at least one. */
export const enrichmentMessage = (
  first: EnrichmentRequest,
  requests: readonly EnrichmentRequest[],
): EnrichmentMessage => ({
  contract: 'homeward/enrichment-request',
  version: '1.0',
  messageId: first.messageId,
  to: { force: first.organisation, unit: first.unit },
  about: { notificationId: first.notificationNumber, forceRef: first.forceReference },
  askedAt: first.openedAt,
  asks: requests.toSorted((a, b) => a.number - b.number).map(askOf),
  reply: {
    byUpdate: { contract: 'police-misper', messageType: 'UPDATE', forceRef: first.forceReference },
    byMutation: 'enrichmentReply',
    withoutValue: ['NOT_KNOWN', 'DECLINED', 'NOT_APPLICABLE'],
    note: replyNote,
  },
});

/** The published JSON Schema of the message. */
export const enrichmentMessageSchema = (): Readonly<Record<string, unknown>> => {
  const { $schema, ...body } = z.toJSONSchema(message);
  return {
    $schema,
    title: 'homeward/enrichment-request 1.0',
    description:
      'What a police notification left out, asked of the force that sent it. It holds the names of fields and no value of a child.',
    ...body,
  };
};
