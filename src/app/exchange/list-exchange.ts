import { InvalidRequest } from '../../domain/errors.ts';
import { waitingFor } from '../../domain/exchange/deadlines.ts';
import { type KeptConversation, type KeptMessage, standingOf } from '../../domain/exchange/log.ts';
import { payload as payloadSchema } from '../../domain/exchange/payload.ts';
import type { Partner } from '../../domain/exchange/register.ts';
import { exchangeReaders } from '../../domain/exchange/speakers.ts';
import { ownerOf } from '../../domain/exchange/standing.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { isReached } from '../../store/access-grants.ts';
import { blockedChildren } from '../../store/exchange/children.ts';
import { type ConversationFilter, listConversations } from '../../store/exchange/conversations.ts';
import { messagesOf } from '../../store/exchange/messages.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import type { ExchangeParts } from './open-exchange.ts';
import { needed, ofAuthority } from './people.ts';

/** One message as people see it: that it was sent, when, and what came of it; not what it said. */
export interface ShownMessage {
  readonly messageId: string;
  readonly kind: string;
  readonly event: string;
  readonly sender: string;
  readonly at: string;
  readonly dueAt: string | null;
  readonly isLate: boolean;
  readonly decision: string | null;
  readonly reason: string | null;
}

/** A conversation as people see it. */
export interface ShownConversation {
  readonly conversation: KeptConversation;
  readonly partner: string;
  /** Code of the authority that has to act next for the child. */
  readonly owner: string;
  readonly awaits: readonly string[];
  readonly hoursLate: number;
  /** The duty manager of the authority something is waited for from. */
  readonly dutyManager: Partner['dutyManager'] | null;
  /** The child, where the viewer has a relationship to them. */
  readonly childId: string | null;
  /** Who the message says the child is, where a person has to find them. */
  readonly named: string | null;
  readonly messages: readonly ShownMessage[];
}

const isLate = ({ at, dueAt }: KeptMessage): boolean => dueAt !== null && Date.parse(at) > Date.parse(dueAt);

const shownMessage = (message: KeptMessage): ShownMessage => {
  const { messageId, kind, event, sender, at, dueAt, decision, reason } = message;
  return { messageId, kind, event, sender, at, dueAt, isLate: isLate(message), decision, reason };
};

const namedIn = ({ matching }: KeptConversation, messages: readonly KeptMessage[]): string | null => {
  const first = messages.find(({ position }) => position === 1)?.payload;
  if (matching !== 'WAITING' || !first) return null;
  const { child } = payloadSchema.parse(JSON.parse(first));
  return [child?.givenName, child?.familyName, child?.dateOfBirth].filter((part) => part !== undefined).join(' ');
};

const shown = (
  { self, register }: ExchangeParts,
  {
    conversation,
    messages,
    childId,
    now,
  }: {
    readonly conversation: KeptConversation;
    readonly messages: readonly KeptMessage[];
    readonly childId: string | null;
    readonly now: string;
  },
): ShownConversation => {
  const standing = standingOf(conversation, messages);
  const { opener, other, dueAt, waitsFor } = conversation;
  const late = dueAt === null ? 0 : (Date.parse(now) - Date.parse(dueAt)) / 3_600_000;
  return {
    conversation,
    partner: opener === self ? other : opener,
    owner: ownerOf(standing),
    awaits: waitingFor(standing)?.awaits ?? [],
    hoursLate: Math.max(0, Math.floor(late * 10) / 10),
    dutyManager: (waitsFor && register.findPartner(waitsFor)?.dutyManager) || null,
    childId,
    named: namedIn(conversation, messages),
    messages: messages.map(shownMessage),
  };
};

export interface ListExchangeInput extends Pick<ConversationFilter, 'box' | 'unmatched' | 'limit'> {
  readonly viewer: Viewer | null;
  /** Only what is late by now. */
  readonly overdue: boolean;
  readonly now: string;
}

/**
 * What is due between the viewer’s authority and others, from whom and how late, those due first coming first. A child is
 * named only to who has a relationship to them.
 * @throws NotPermitted, InvalidRequest
 */
export type ListExchange = (input: ListExchangeInput) => Promise<readonly ShownConversation[]>;

/** The conversations a worker may know of: all of the authority’s but those about their own kin. */
const listFor = async (tx: Transaction, viewer: Viewer, filter: ConversationFilter) => {
  const listed = await listConversations(tx, filter);
  const children = listed.flatMap(({ childId }) => childId ?? []);
  const blocked = await blockedChildren(tx, viewer, children);
  return listed.filter(({ childId }) => childId === null || !blocked.has(childId));
};

const knownChild = async (tx: Transaction, viewer: Viewer, { childId }: KeptConversation, now: string) =>
  childId !== null && (await isReached(tx, viewer, childId, now)) ? childId : null;

/** The use case, given what it needs. */
export const listExchange =
  (given: ExchangeParts | undefined): ListExchange =>
  async ({ viewer: asking, box, unmatched, limit, overdue, now }) => {
    const parts = needed(given);
    const viewer = ofAuthority(asking, parts, exchangeReaders);
    if (limit < 1) throw new InvalidRequest('first: at least one');
    return inTransaction(parts.ingest.pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      const dueBy = overdue ? now : null;
      const conversations = await listFor(tx, viewer, { box, self: parts.self, dueBy, unmatched, limit });
      const all = await messagesOf(
        tx,
        conversations.map(({ id }) => id),
      );
      const rows: ShownConversation[] = [];
      for (const conversation of conversations) {
        const messages = all.filter(({ conversationId }) => conversationId === conversation.id);
        const childId = await knownChild(tx, viewer, conversation, now);
        rows.push(shown(parts, { conversation, messages, childId, now }));
      }
      return rows;
    });
  };
