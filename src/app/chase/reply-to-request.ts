import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Issue } from '../../domain/adapter.ts';
import { profileField } from '../../domain/chase-threads.ts';
import { derivedId } from '../../domain/derived-id.ts';
import { type LeafAnswer, replyFault, replyMessage } from '../../domain/enrichment-reply.ts';
import type { EnrichmentRequest } from '../../domain/enrichment-request.ts';
import { InvalidRequest, NotFound, NotPermitted, VersionConflict } from '../../domain/errors.ts';
import { mayWrite } from '../../domain/may-write.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { findOwnRequest, findPersonReference } from '../../store/request-reading.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { once } from '../once.ts';
import { readMessageOf, receivedMessage, receiveMessage } from '../receive-message.ts';

export interface ReplyToRequestInput {
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly answers: readonly LeafAnswer[];
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

const kept = receivedMessage.extend({ requestId: z.string() });

/** What became of a reply. */
export interface Reply {
  readonly requestId: string;
  /** Fact id of the UPDATE message it became. */
  readonly notificationId: string;
  readonly issues: readonly Issue[];
  readonly repeated: boolean;
}

/**
 * Answers a question to the viewer's own force: the answer becomes an UPDATE message of the report and is received as
 * every message is; where it answers the field the question is closed in the same transaction.
 * @throws NotPermitted, InvalidRequest, MarkingTooHigh, NotFound, VersionConflict, KeyReused
 */
export type ReplyToRequest = (input: ReplyToRequestInput) => Promise<Reply>;

const fileName = 'enrichment-reply.json';

const checkSender = ({ viewer }: ReplyToRequestInput): Viewer => {
  if (!viewer || !mayWrite(viewer.role, 'enrichmentReply')) {
    throw new NotPermitted('only a police missing persons coordinator may answer a question to the force');
  }
  return viewer;
};

const findOpen = async (tx: Transaction, viewer: Viewer, { requestId, now }: ReplyToRequestInput) => {
  const request = await findOwnRequest(tx, viewer, requestId, now);
  if (!request) throw new NotFound('requestId: there is no such question, or it is not your force’s to answer');
  if (request.state !== 'OPEN') throw new VersionConflict(`requestId: the question is ${request.state} already`);
  return request;
};

const checkAnswers = (
  { profileVersion, field: name, requirement }: EnrichmentRequest,
  answers: readonly LeafAnswer[],
) => {
  const field = profileField(profileVersion, name);
  const fault =
    field === undefined ? 'requestId: the profile no longer has the field' : replyFault(field, requirement, answers);
  if (fault !== null) throw new InvalidRequest(fault);
};

const checkReading = (issues: readonly Issue[], answers: readonly LeafAnswer[]): void => {
  const wrong = issues.filter(({ field }) => answers.some(({ leaf }) => leaf === field));
  if (wrong.length === 0) return;
  throw new InvalidRequest(wrong.map(({ field, message, rule }) => `${field}: ${message} (${rule})`).join('; '));
};

const receive = async (
  deps: IngestDeps,
  tx: Transaction,
  viewer: Viewer,
  input: ReplyToRequestInput,
): Promise<z.infer<typeof kept>> => {
  const request = await findOpen(tx, viewer, input);
  checkAnswers(request, input.answers);
  const message = replyMessage(
    {
      notificationNumber: `${request.forceReference}/reply/${derivedId(viewer.organisation, input.idempotencyKey)}`,
      forceReference: request.forceReference,
      personReference: await findPersonReference(tx, request.notificationId),
      sentAt: input.now,
    },
    input.answers,
  );
  const incoming = readMessageOf(deps, { viewer, message, fileName, now: input.now });
  checkReading(incoming.arrival.record.issues, input.answers);
  return { ...(await receiveMessage(deps, tx, viewer, incoming, input.now)), requestId: input.requestId };
};

/** The use case, given what it needs. */
export const replyToRequest =
  (deps: IngestDeps): ReplyToRequest =>
  async (input) => {
    const viewer = checkSender(input);
    const { idempotencyKey, requestId, answers } = input;
    const content = createHash('sha256')
      .update(JSON.stringify(['enrichmentReply', requestId, answers]))
      .digest('hex');
    return once(deps.pools, { viewer, idempotencyKey, request: [content], outcome: kept, field: 'answers' }, (tx) =>
      receive(deps, tx, viewer, input),
    );
  };
