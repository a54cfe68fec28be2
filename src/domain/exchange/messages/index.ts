import { z } from 'zod';
import type { MessageKind } from '../message-kind.ts';
import { acknowledge } from './acknowledge.ts';
import { correct } from './correct.ts';
import { escalate } from './escalate.ts';
import { missingAlert } from './missing-alert.ts';
import { placementNotice } from './placement-notice.ts';
import { recall } from './recall.ts';
import { resultAck } from './result-ack.ts';
import { resultAnswer } from './result-answer.ts';
import { resultCopy } from './result-copy.ts';
import { resultQuery } from './result-query.ts';
import { returnNotice } from './return-notice.ts';
import { rhiAccept } from './rhi-accept.ts';
import { rhiDecline } from './rhi-decline.ts';
import { rhiRequest } from './rhi-request.ts';
import { rhiResult } from './rhi-result.ts';
import { rhiStatus } from './rhi-status.ts';
import { safeguardNow } from './safeguard-now.ts';

/** ★ The register of messages between authorities (domain reference 8.2). */
export const messageKinds = {
  PLACEMENT_NOTICE: placementNotice,
  MISSING_ALERT: missingAlert,
  RETURN_NOTICE: returnNotice,
  RHI_REQUEST: rhiRequest,
  RHI_ACCEPT: rhiAccept,
  RHI_DECLINE: rhiDecline,
  RHI_STATUS: rhiStatus,
  RHI_RESULT: rhiResult,
  RESULT_COPY: resultCopy,
  SAFEGUARD_NOW: safeguardNow,
  ACKNOWLEDGE: acknowledge,
  RESULT_ACK: resultAck,
  RESULT_QUERY: resultQuery,
  RESULT_ANSWER: resultAnswer,
  CORRECT: correct,
  RECALL: recall,
  ESCALATE: escalate,
} as const;

export type ExchangeKind = keyof typeof messageKinds;

/** Every kind of message, in the order of the register. */
export const exchangeKinds: readonly ExchangeKind[] = Object.keys(messageKinds).filter(
  (word): word is ExchangeKind => word in messageKinds,
);

const bodyOf = <Kind extends string, Content extends z.ZodObject>({ kind, content }: MessageKind<Kind, Content>) =>
  z.strictObject({ kind: z.literal(kind), content });

/** What a message says, by its kind. */
export const exchangeBody = z.discriminatedUnion('kind', [
  bodyOf(placementNotice),
  bodyOf(missingAlert),
  bodyOf(returnNotice),
  bodyOf(rhiRequest),
  bodyOf(rhiAccept),
  bodyOf(rhiDecline),
  bodyOf(rhiStatus),
  bodyOf(rhiResult),
  bodyOf(resultCopy),
  bodyOf(safeguardNow),
  bodyOf(acknowledge),
  bodyOf(resultAck),
  bodyOf(resultQuery),
  bodyOf(resultAnswer),
  bodyOf(correct),
  bodyOf(recall),
  bodyOf(escalate),
]);
export type ExchangeBody = z.infer<typeof exchangeBody>;
