import { dueAtOf } from '../../domain/exchange/deadlines.ts';
import { digestOf, type OpenedMessage, openMessage } from '../../domain/exchange/envelope.ts';
import {
  countOf,
  type ExchangeTransaction,
  firstGap,
  type KeptConversation,
  type KeptMessage,
  lastPosition,
  standingBefore,
} from '../../domain/exchange/log.ts';
import { messageKinds } from '../../domain/exchange/messages/index.ts';
import { erasedEnvelope, type RefusalReason, signReceipt } from '../../domain/exchange/receipt.ts';
import type { EnvelopeFault } from '../../domain/exchange/signed-statement.ts';
import { maySpeak } from '../../domain/exchange/speakers.ts';
import { anchorsOf } from '../../domain/exchange/standing.ts';
import { courseOf, eventOf } from '../../domain/exchange/transitions.ts';
import type { ExchangeDeps } from './deps.ts';
import { type Arriving, reasonAgainst, termsOf } from './judge-arrival.ts';
import { keepStanding } from './keep-standing.ts';

/** Why a message was neither taken nor receipted. */
export type NotReceived = EnvelopeFault | 'REPLAYED' | 'NOT_A_CONVERSATION';

/**
 * What the other side is answered: a receipt, once what came of the message is committed; that an earlier message has
 * to come first; or that it is not believed, which is not explained.
 */
export type Reception =
  | { readonly kind: 'RECEIPT'; readonly receipt: string }
  | { readonly kind: 'NOT_YET' }
  | { readonly kind: 'NOT_BELIEVED'; readonly fault: NotReceived };

const notBelieved = (fault: NotReceived): Reception => ({ kind: 'NOT_BELIEVED', fault });

/** A conversation the other side begins; null where the message begins none. */
const beginning = ({ claims, payload }: OpenedMessage, self: string, now: string): KeptConversation | null => {
  const { kind } = payload.body;
  if (!messageKinds[kind].opens || claims.sequence !== 1 || claims.position !== 1) return null;
  const course = courseOf(kind);
  if (!maySpeak(kind, claims.iss, self)) return null;
  if (course !== 'COPY' && payload.responsible !== claims.iss && payload.responsible !== self) return null;
  return {
    ...{ id: claims.conversation, course, opener: claims.iss, other: self, performer: null },
    ...{ accountable: payload.responsible, state: 'DRAFT', waitsFor: null, dueAt: null, childId: null },
    ...{ matching: 'WAITING', openedAt: now, changedAt: now, escalateAt: null },
  };
};

type Place = 'HERE' | 'LATER' | 'NOWHERE';

/** Whether a message is the next of its sender, and stands at the end of the conversation’s log. */
const placeOf = ({ claims, conversation, messages }: Arriving): Place => {
  const expected = countOf(messages, claims.iss) + 1;
  if (claims.sequence !== expected) return claims.sequence > expected ? 'LATER' : 'NOWHERE';
  if (conversation.opener !== claims.iss) return claims.position === null ? 'HERE' : 'NOWHERE';
  // A message of one's own may have its place behind one of the opener's that has not come yet.
  const position = firstGap(messages);
  if (claims.position === position) return 'HERE';
  return (claims.position ?? 0) > position ? 'LATER' : 'NOWHERE';
};

const receiptFor = (
  deps: ExchangeDeps,
  { claims, envelope, now }: Arriving,
  reason: RefusalReason | null,
  position: number | null,
) =>
  signReceipt(
    {
      ...{ iss: deps.self, aud: claims.iss, iat: Math.floor(Date.parse(now) / 1000), jti: claims.jti },
      ...{ request: digestOf(envelope), decision: reason === null ? 'TAKEN' : 'REFUSED', reason, position },
    },
    deps.keys.signer,
  );

const keptOf = (arriving: Arriving, outcome: Pick<KeptMessage, 'receipt' | 'reason' | 'position'>): KeptMessage => {
  const { claims, payload, envelope, before } = arriving;
  return {
    ...{ messageId: claims.jti, conversationId: claims.conversation, sender: claims.iss, recipient: claims.aud },
    ...{ kind: claims.kind, event: eventOf(payload.body), sequence: claims.sequence, at: payload.sentAt },
    dueAt: dueAtOf(before, payload.body, claims.iss),
    ...{ anchors: anchorsOf(payload.body), agreement: claims.agreement, envelope },
    // What was sent beyond the agreement is not kept where it could be read.
    payload: outcome.reason === 'NOT_IN_AGREEMENT' ? null : JSON.stringify(payload),
    ...outcome,
    decision: outcome.reason === null ? 'TAKEN' : 'REFUSED',
    ...{ attempts: 0, nextAttemptAt: null },
  };
};

const withChild = async (tx: ExchangeTransaction, { conversation, payload }: Arriving): Promise<KeptConversation> => {
  if (payload.child === null || conversation.childId !== null) return conversation;
  const childId = await tx.effects.findChild(payload);
  return childId === null ? conversation : { ...conversation, childId, matching: 'MATCHED' };
};

const settle = async (deps: ExchangeDeps, tx: ExchangeTransaction, arriving: Arriving): Promise<Reception> => {
  const { log, effects } = tx;
  const { claims, messages, now } = arriving;
  const terms = termsOf(deps, { agreement: claims.agreement, sender: claims.iss });
  const reason = await reasonAgainst(log, arriving, terms);
  const next = reason === null ? lastPosition(messages) + 1 : null;
  const position = arriving.conversation.opener === claims.iss ? claims.position : next;
  const receipt = await receiptFor(
    deps,
    arriving,
    reason,
    arriving.conversation.opener === deps.self ? position : null,
  );
  const conversation = reason === null ? await withChild(tx, arriving) : arriving.conversation;
  await log.keepConversation(conversation);
  await log.addMessage(keptOf(arriving, { receipt, reason, position }));
  const kept = await keepStanding(log, conversation, { now });
  if (reason === null && terms) await effects.take(kept, arriving.payload, terms);
  return { kind: 'RECEIPT', receipt };
};

const answerKnown = (known: KeptMessage, envelope: string): Reception =>
  (known.envelope === envelope || known.envelope === erasedEnvelope(envelope)) && known.receipt !== null
    ? { kind: 'RECEIPT', receipt: known.receipt }
    : notBelieved('REPLAYED');

const isOfBoth = ({ opener, other }: KeptConversation, ...sides: readonly string[]): boolean =>
  sides.every((side) => side === opener || side === other);

const place = async (deps: ExchangeDeps, tx: ExchangeTransaction, arriving: Arriving): Promise<Reception> => {
  switch (placeOf(arriving)) {
    case 'LATER':
      return { kind: 'NOT_YET' };
    case 'NOWHERE':
      return notBelieved('REPLAYED');
    case 'HERE':
      return settle(deps, tx, arriving);
  }
};

const arrive = async (
  deps: ExchangeDeps,
  tx: ExchangeTransaction,
  opened: OpenedMessage,
  { envelope, now }: { readonly envelope: string; readonly now: string },
): Promise<Reception> => {
  const { claims } = opened;
  const known = await tx.log.findMessage(claims.iss, claims.jti);
  if (known) return answerKnown(known, envelope);
  const found = await tx.log.findConversation(claims.conversation);
  if (!found && claims.sequence > 1) return { kind: 'NOT_YET' };
  const conversation = found ?? beginning(opened, deps.self, now);
  if (!conversation || !isOfBoth(conversation, claims.iss, deps.self)) return notBelieved('NOT_A_CONVERSATION');
  const messages = found ? await tx.log.messagesOf(conversation.id) : [];
  const at = conversation.opener === claims.iss ? (claims.position ?? 0) : lastPosition(messages) + 1;
  const before = standingBefore(conversation, messages, at);
  return place(deps, tx, { ...opened, envelope, conversation, messages, before, now });
};

/**
 * Takes a message of another authority in: checked, judged, put into the log with its effect and its receipt, in one
 * transaction. The same message again is answered with the same receipt and does nothing.
 */
export const receiveEnvelope = async (deps: ExchangeDeps, envelope: string, now: string): Promise<Reception> => {
  const { self, register, keys } = deps;
  const opened = await openMessage(envelope, { self, now, findKey: register.findKey, ownKeys: keys.opening });
  if (!opened.ok) return notBelieved(opened.fault);
  return deps.run((tx) => arrive(deps, tx, opened.value, { envelope, now }));
};
