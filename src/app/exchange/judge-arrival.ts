import { type Agreement, agreementFault, exportPart } from '../../domain/agreement.ts';
import type { OpenedMessage } from '../../domain/exchange/envelope.ts';
import type { ExchangeLog, KeptConversation, KeptMessage } from '../../domain/exchange/log.ts';
import { messageKinds } from '../../domain/exchange/messages/index.ts';
import type { RefusalReason } from '../../domain/exchange/receipt.ts';
import { anchorsOf, type Standing, step } from '../../domain/exchange/standing.ts';
import { eventOf } from '../../domain/exchange/transitions.ts';
import type { ExchangeDeps } from './deps.ts';

/** A message that was believed, and the conversation it belongs to as it was before. */
export interface Arriving extends OpenedMessage {
  readonly envelope: string;
  readonly conversation: KeptConversation;
  readonly messages: readonly KeptMessage[];
  /** Where it stood before the message’s place in its log. */
  readonly before: Standing;
  readonly now: string;
}

/** The terms a message names, where they are between these two; undefined where there are none. */
export const termsOf = (
  { self, register }: Pick<ExchangeDeps, 'self' | 'register'>,
  { agreement, sender }: { readonly agreement: string; readonly sender: string },
): Agreement | undefined =>
  register.agreements.find(({ terms }) => terms.id === agreement && terms.sender === sender && terms.recipient === self)
    ?.terms;

const agreementReason = async (
  log: ExchangeLog,
  { payload }: Arriving,
  terms: Agreement | undefined,
): Promise<RefusalReason | null> => {
  if (!terms) return 'NO_AGREEMENT';
  const kept = { terms, revokedAt: await log.revokedAt(terms.id) };
  if (agreementFault(kept, payload.purpose, payload.sentAt) !== null) return 'NO_AGREEMENT';
  const { body } = payload;
  const parts = [
    [body.kind, body.content] as const,
    ['child', payload.child ?? {}] as const,
    ...(body.kind === 'CORRECT' ? [[body.content.kind, body.content.replacement] as const] : []),
  ];
  const isWithin = parts.every(([part, fields]) => {
    const allowed = exportPart(terms, part, fields).fields;
    return Object.keys(fields).every((field) => field in allowed);
  });
  return isWithin ? null : 'NOT_IN_AGREEMENT';
};

/** The message that a correction or a withdrawal is of. */
const correctedBy = ({ payload: { body }, claims, messages }: Arriving): KeptMessage | null => {
  if (body.kind !== 'CORRECT' && body.kind !== 'RECALL') return null;
  const named = body.kind === 'CORRECT' ? body.content.corrects : body.content.recalls;
  const found = messages.find(({ messageId, sender }) => messageId === named && sender === claims.iss);
  return found?.kind === body.content.kind ? found : null;
};

const isOfItsOwn = (arriving: Arriving): boolean => {
  const { body } = arriving.payload;
  if (body.kind !== 'CORRECT' && body.kind !== 'RECALL') return true;
  if (correctedBy(arriving) === null) return false;
  return body.kind === 'RECALL' || messageKinds[body.content.kind].content.safeParse(body.content.replacement).success;
};

const isAccounted = ({ conversation, payload }: Arriving): boolean => {
  const { accountable, opener, other, course } = conversation;
  if (payload.responsible !== accountable) return false;
  if (course === 'COPY') return true;
  return course === 'RHI' ? accountable === opener : accountable === opener || accountable === other;
};

const entryOf = ({ claims, payload }: OpenedMessage) => ({
  event: eventOf(payload.body),
  sender: claims.iss,
  at: payload.sentAt,
  anchors: anchorsOf(payload.body),
});

/** Why a message that was believed has no effect; null where it has. */
export const reasonAgainst = async (
  log: ExchangeLog,
  arriving: Arriving,
  terms: Agreement | undefined,
): Promise<RefusalReason | null> => {
  if (!isAccounted(arriving)) return 'NOT_ACCOUNTABLE';
  const unagreed = await agreementReason(log, arriving, terms);
  if (unagreed) return unagreed;
  if (!isOfItsOwn(arriving)) return 'NOT_ITS_MESSAGE';
  return step(arriving.before, entryOf(arriving)) ? null : 'ILLEGAL_TRANSITION';
};
