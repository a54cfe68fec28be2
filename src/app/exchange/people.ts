import { InvalidRequest, NotFound, NotPermitted } from '../../domain/errors.ts';
import { waitingFor } from '../../domain/exchange/deadlines.ts';
import { type KeptConversation, type KeptMessage, standingOf } from '../../domain/exchange/log.ts';
import { exchangeBody } from '../../domain/exchange/messages/index.ts';
import { payload as payloadSchema } from '../../domain/exchange/payload.ts';
import type { Partner } from '../../domain/exchange/register.ts';
import { exchangeReaders, speakers } from '../../domain/exchange/speakers.ts';
import { ownerOf } from '../../domain/exchange/standing.ts';
import type { Role } from '../../domain/policy.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { isReached } from '../../store/access-grants.ts';
import { blockedChildren } from '../../store/exchange/children.ts';
import { type ConversationFilter, listConversations } from '../../store/exchange/conversations.ts';
import { messagesOf } from '../../store/exchange/messages.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import type { ExchangeParts } from './open-exchange.ts';

/** A use case of a hub that may have no exchange. */
export const needed = (parts: ExchangeParts | undefined): ExchangeParts => {
  if (!parts) throw new NotPermitted('exchange: this hub speaks with no other authority');
  return parts;
};

/** Whoever asks, where they are of the authority the hub speaks for and in such a role. @throws NotPermitted */
export const ofAuthority = (viewer: Viewer | null, { self }: ExchangeParts, roles: readonly Role[]): Viewer => {
  if (!viewer || viewer.organisation !== self || !roles.includes(viewer.role)) {
    throw new NotPermitted(`exchange: for ${roles.join(', ')} of the authority this hub speaks for`);
  }
  return viewer;
};

/** What a person says, as its kind has it. @throws InvalidRequest, NotPermitted */
export const saidBy = (viewer: Viewer | null, parts: ExchangeParts, said: unknown) => {
  const read = exchangeBody.safeParse(said);
  if (!read.success) {
    const places = read.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
    throw new InvalidRequest(`message: it does not follow the schema of its kind: ${places.join(', ')}`);
  }
  return { body: read.data, viewer: ofAuthority(viewer, parts, speakers[read.data.kind]) };
};

/** Refuses a worker who may have nothing to do with the child. @throws NotFound */
export const refuseKin = async (tx: Transaction, viewer: Viewer, childId: string | null): Promise<void> => {
  if (childId === null) return;
  const blocked = await blockedChildren(tx, viewer, [childId]);
  if (blocked.size > 0) throw new NotFound('exchange: there is no such conversation');
};

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

/** The use case, given what it needs. */
export const listExchange =
  (given: ExchangeParts | undefined): ListExchange =>
  async ({ viewer: asking, box, unmatched, limit, overdue, now }) => {
    const parts = needed(given);
    const viewer = ofAuthority(asking, parts, exchangeReaders);
    if (limit < 1) throw new InvalidRequest('first: at least one');
    return inTransaction(parts.ingest.pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      const filter = { box, self: parts.self, dueBy: overdue ? now : null, unmatched, limit };
      const listed = await listConversations(tx, filter);
      const blocked = await blockedChildren(
        tx,
        viewer,
        listed.flatMap(({ childId }) => childId ?? []),
      );
      const conversations = listed.filter(({ childId }) => childId === null || !blocked.has(childId));
      const messages = await messagesOf(
        tx,
        conversations.map(({ id }) => id),
      );
      const rows: ShownConversation[] = [];
      for (const conversation of conversations) {
        const { childId, id } = conversation;
        const mayKnow = childId !== null && (await isReached(tx, viewer, childId, now));
        const own = messages.filter(({ conversationId }) => conversationId === id);
        rows.push(shown(parts, { conversation, messages: own, childId: mayKnow ? childId : null, now }));
      }
      return rows;
    });
  };
