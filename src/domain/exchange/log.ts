import type { Agreement } from '../agreement.ts';
import type { ExchangePayload } from './payload.ts';
import type { RefusalReason } from './receipt.ts';
import { type Anchors, fold, type Parties, type Standing } from './standing.ts';
import type { ConversationState } from './transitions.ts';

/** A message as a hub keeps it, its own and the other’s alike; the envelope is what was sent, byte for byte. */
export interface KeptMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly sender: string;
  readonly recipient: string;
  readonly kind: string;
  /** What it is to the table of transitions. */
  readonly event: string;
  readonly sequence: number;
  readonly position: number | null;
  readonly at: string;
  /** By when it was due; null where it was not waited for. */
  readonly dueAt: string | null;
  readonly anchors: Anchors;
  readonly agreement: string;
  readonly envelope: string;
  /** What was sealed, as text; null once it has been purged. */
  readonly payload: string | null;
  readonly receipt: string | null;
  readonly decision: 'TAKEN' | 'REFUSED' | null;
  readonly reason: RefusalReason | null;
  readonly attempts: number;
  /** When it is to be sent, or sent again; null where there is nothing more to send. */
  readonly nextAttemptAt: string | null;
}

/** How the child of a conversation was found among the hub’s: its own, by exact identifiers, by a person, not yet. */
export type Matching = 'OWN' | 'MATCHED' | 'CONFIRMED' | 'WAITING';

/** A conversation as a hub keeps it. */
export interface KeptConversation extends Parties {
  readonly id: string;
  readonly state: ConversationState;
  /** Code of the authority something is waited for from, and by when. */
  readonly waitsFor: string | null;
  readonly dueAt: string | null;
  readonly childId: string | null;
  readonly matching: Matching;
  /** Subject id of this hub’s worker who holds the interview for the other authority; it is told to nobody. */
  readonly performer: string | null;
  readonly openedAt: string;
  readonly changedAt: string;
  /** When somebody is to be told that it is late; null where nothing is due, or all were told. */
  readonly escalateAt: string | null;
}

/** What became of a message, as its receipt says. */
export interface Outcome {
  readonly receipt: string;
  readonly decision: 'TAKEN' | 'REFUSED';
  readonly reason: RefusalReason | null;
  readonly position: number | null;
}

/** The log of a hub’s conversations inside one transaction. */
export interface ExchangeLog {
  findConversation(id: string): Promise<KeptConversation | null>;
  keepConversation(conversation: KeptConversation): Promise<void>;
  findMessage(sender: string, messageId: string): Promise<KeptMessage | null>;
  messagesOf(conversationId: string): Promise<readonly KeptMessage[]>;
  /** Fails where the sender’s id, or its place in the conversation, is taken. */
  addMessage(message: KeptMessage): Promise<void>;
  noteOutcome(message: KeptMessage, outcome: Outcome): Promise<void>;
  noteAttempt(message: KeptMessage, nextAttemptAt: string): Promise<void>;
  /** Of each conversation the first message of `self` without a receipt, where it is due to be sent. */
  queued(self: string, now: string, limit: number): Promise<readonly KeptMessage[]>;
  /** Conversations somebody is to be told of. */
  overdue(now: string, limit: number): Promise<readonly KeptConversation[]>;
  revokedAt(agreement: string): Promise<string | null>;
}

/** What a conversation’s messages do to the hub’s own records, in the same transaction. */
export interface ExchangeEffects {
  /** The hub’s child that has all the exact identifiers sent; null where a person has to look. */
  findChild(payload: ExchangePayload): Promise<string | null>;
  /** Takes in what a message of the other side says, as far as the agreement it came under lets it be read. */
  take(conversation: KeptConversation, payload: ExchangePayload, terms: Agreement): Promise<void>;
  /** Tells the hub’s own people that something is late. */
  tellOverdue(conversation: KeptConversation): Promise<void>;
}

export interface ExchangeTransaction {
  readonly log: ExchangeLog;
  readonly effects: ExchangeEffects;
}

const counts = ({ decision }: KeptMessage): boolean => decision !== 'REFUSED';

/** Messages in the order of the conversation’s one log: those with a place in it, then one’s own that still await one. */
const inOrder = (messages: readonly KeptMessage[]): readonly KeptMessage[] => {
  const placed = messages.filter(({ position }) => position !== null);
  const pending = messages.filter(({ position, decision }) => position === null && decision === null);
  return [
    ...placed.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0)),
    ...pending.toSorted((a, b) => a.sequence - b.sequence),
  ];
};

/** Where a conversation stands, by all its messages known here. */
export const standingOf = (parties: Parties, messages: readonly KeptMessage[]): Standing =>
  fold(parties, inOrder(messages).filter(counts));

/** Where a conversation stood before a place in its log: what a message in that place is judged by. */
export const standingBefore = (parties: Parties, messages: readonly KeptMessage[], place: number): Standing =>
  fold(parties, inOrder(messages.filter(({ position }) => position !== null && position < place)).filter(counts));

/** The first place of a conversation’s log of which nothing is known here. */
export const firstGap = (messages: readonly KeptMessage[]): number => {
  const taken = new Set(messages.map(({ position }) => position));
  let place = 1;
  while (taken.has(place)) place += 1;
  return place;
};

/** The last place taken in a conversation’s log. */
export const lastPosition = (messages: readonly KeptMessage[]): number =>
  Math.max(0, ...messages.map(({ position }) => position ?? 0));

/** How many messages of a sender are known. */
export const countOf = (messages: readonly KeptMessage[], sender: string): number =>
  messages.filter((message) => message.sender === sender).length;
