import { agreementFault, exportChild, exportPart, type Redaction } from '../../domain/agreement.ts';
import { InvalidRequest, NotFound, NotPermitted } from '../../domain/errors.ts';
import type { ChildSet } from '../../domain/exchange/child-set.ts';
import { dueAtOf } from '../../domain/exchange/deadlines.ts';
import { sealMessage } from '../../domain/exchange/envelope.ts';
import {
  countOf,
  type ExchangeLog,
  type ExchangeTransaction,
  type KeptConversation,
  type KeptMessage,
  lastPosition,
  standingOf,
} from '../../domain/exchange/log.ts';
import { type ExchangeBody, exchangeBody, messageKinds } from '../../domain/exchange/messages/index.ts';
import { type ExchangePayload, payload as payloadSchema, schemaVersion } from '../../domain/exchange/payload.ts';
import type { ListedAgreement } from '../../domain/exchange/register.ts';
import { anchorsOf, step } from '../../domain/exchange/standing.ts';
import { eventOf } from '../../domain/exchange/transitions.ts';
import { type Beginning, beginningOf, checkCopy } from './begin-conversation.ts';
import type { ExchangeDeps } from './deps.ts';
import { keepStanding } from './keep-standing.ts';
import { partnerOf } from './partner-of.ts';

/** A message to be sent: in a conversation, or to begin one. */
export interface NewMessage {
  readonly body: ExchangeBody;
  readonly in: { readonly conversationId: string } | Beginning;
  readonly inReplyTo: string | null;
  /** Subject id of the worker of this authority who takes an interview on; left out where nobody does. */
  readonly performer?: string | null;
  /** The domain clock. */
  readonly now: string;
}

const purposeOf = ({ course }: KeptConversation) => (course === 'RHI' ? 'RHI_DELIVERY' : 'SAFEGUARD_PLAN');

/** The agreement under which this authority may send the other something now. @throws NotPermitted */
const agreementFor = async (
  { self, register }: ExchangeDeps,
  log: ExchangeLog,
  conversation: KeptConversation,
  now: string,
): Promise<ListedAgreement> => {
  const partner = partnerOf(self, conversation);
  for (const listed of register.agreements) {
    const { terms } = listed;
    if (terms.sender !== self || terms.recipient !== partner) continue;
    const kept = { terms, revokedAt: await log.revokedAt(terms.id) };
    if (agreementFault(kept, purposeOf(conversation), now) === null) return listed;
  }
  throw new NotPermitted('exchange: no agreement in force lets anything be sent to that authority for this purpose');
};

const findOpen = async (log: ExchangeLog, id: string): Promise<KeptConversation> => {
  const found = await log.findConversation(id);
  if (!found) throw new NotFound('exchange: there is no such conversation');
  return found;
};

interface Leaving {
  readonly body: ExchangeBody;
  readonly child: ChildSet | null;
  readonly redacted: readonly Redaction[];
}

/** The message as the agreement lets it leave; a correction’s new content by the rules of its own kind. */
const leaving = ({ terms }: ListedAgreement, { body, in: place }: NewMessage): Leaving => {
  const own = exportPart(terms, body.kind, body.content);
  const child = 'child' in place ? exportChild(terms, place.child) : null;
  const inner = body.kind === 'CORRECT' ? exportPart(terms, body.content.kind, body.content.replacement) : null;
  const content = inner === null ? own.fields : { ...own.fields, replacement: inner.fields };
  return {
    body: exchangeBody.parse({ kind: body.kind, content }),
    child: child?.child ?? null,
    redacted: [...(child?.redacted ?? []), ...own.redacted, ...(inner?.redacted ?? [])],
  };
};

const checkCorrection = (body: ExchangeBody, messages: readonly KeptMessage[], self: string): void => {
  if (body.kind !== 'CORRECT' && body.kind !== 'RECALL') return;
  const named = body.kind === 'CORRECT' ? body.content.corrects : body.content.recalls;
  const found = messages.find(({ messageId, sender }) => messageId === named && sender === self);
  if (found?.kind !== body.content.kind)
    throw new NotFound('exchange: that is no message of yours in the conversation');
  if (body.kind !== 'CORRECT') return;
  if (!messageKinds[body.content.kind].content.safeParse(body.content.replacement).success) {
    throw new InvalidRequest('exchange: replacement: it does not follow the schema of its kind');
  }
};

interface Composed {
  readonly conversation: KeptConversation;
  readonly listed: ListedAgreement;
  readonly messages: readonly KeptMessage[];
}

const payloadOf = (
  deps: ExchangeDeps,
  message: NewMessage,
  { conversation, listed, messages }: Composed,
): ExchangePayload => {
  const { body, child, redacted } = leaving(listed, message);
  return payloadSchema.parse({
    ...{ schemaVersion, salt: deps.newSalt(), messageId: deps.newId(), conversationId: conversation.id },
    ...{ inReplyTo: message.inReplyTo, from: deps.self, to: partnerOf(deps.self, conversation) },
    ...{ responsible: conversation.accountable, purpose: purposeOf(conversation), legalBasis: listed.terms.legalBasis },
    ...{ marking: 'OFFICIAL-SENSITIVE', sentAt: message.now, child, body, redacted },
    dueAt: dueAtOf(standingOf(conversation, messages), body, deps.self),
    episodes: 'episodes' in message.in ? message.in.episodes : [],
  });
};

const seal = async (deps: ExchangeDeps, given: ExchangePayload, composed: Composed): Promise<KeptMessage> => {
  const { conversation, listed, messages } = composed;
  const recipient = deps.register.sealingKey(given.to);
  if (!recipient) throw new NotPermitted('exchange: the partner register lists no key to seal to that authority');
  const sequence = countOf(messages, deps.self) + 1;
  const position = conversation.opener === deps.self ? lastPosition(messages) + 1 : null;
  const agreement = listed.terms.id;
  const envelope = await sealMessage(given, { signer: deps.keys.signer, recipient, agreement, sequence, position });
  return {
    ...{ messageId: given.messageId, conversationId: conversation.id, sender: deps.self, recipient: given.to },
    ...{ kind: given.body.kind, event: eventOf(given.body), sequence, position, at: given.sentAt, dueAt: given.dueAt },
    ...{ anchors: anchorsOf(given.body), agreement, envelope, payload: JSON.stringify(given) },
    ...{ receipt: null, decision: null, reason: null, attempts: 0, nextAttemptAt: given.sentAt },
  };
};

/** A message as it was put into the outbox, and its conversation after it. */
export interface Sent {
  readonly message: KeptMessage;
  readonly conversation: KeptConversation;
}

/**
 * Puts a message into the outbox, sealed and signed, in the caller’s transaction.
 * @throws InvalidRequest for a step the conversation cannot take, NotFound, NotPermitted where no agreement lets it leave
 */
export const sendMessage = async (deps: ExchangeDeps, tx: ExchangeTransaction, message: NewMessage): Promise<Sent> => {
  const { log } = tx;
  const isNew = 'to' in message.in;
  const found =
    'to' in message.in
      ? beginningOf(deps, message.body, message.in, message.now)
      : await findOpen(log, message.in.conversationId);
  const conversation = { ...found, performer: message.performer ?? found.performer };
  const messages = isNew ? [] : await log.messagesOf(conversation.id);
  const standing = standingOf(conversation, messages);
  const entry = { event: eventOf(message.body), sender: deps.self, at: message.now, anchors: anchorsOf(message.body) };
  if (!step(standing, entry)) throw new InvalidRequest(`exchange: ${entry.event} is no step from ${standing.state}`);
  checkCorrection(message.body, messages, deps.self);
  if (isNew) await checkCopy(log, message.body, conversation);
  const listed = await agreementFor(deps, log, conversation, message.now);
  const composed = { conversation, listed, messages };
  const kept = await seal(deps, payloadOf(deps, message, composed), composed);
  if (isNew) await log.keepConversation(conversation);
  await log.addMessage(kept);
  return { message: kept, conversation: await keepStanding(log, conversation, { now: message.now }) };
};
