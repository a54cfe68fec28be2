import { randomBytes, randomUUID } from 'node:crypto';
import type { ExchangeDeps } from '../../src/app/exchange/deps.ts';
import type { ExchangeLog, ExchangeTransaction, KeptConversation, KeptMessage } from '../../src/domain/exchange/log.ts';
import type { Register } from '../../src/domain/exchange/register.ts';
import type { Authority } from './exchange-world.ts';

/** What a hub has committed, held in memory: what survives a crash. */
export interface Disk {
  readonly conversations: ReadonlyMap<string, KeptConversation>;
  readonly messages: ReadonlyMap<string, KeptMessage>;
  /** Ids of the messages that had an effect, in order. */
  readonly effects: readonly string[];
  readonly told: readonly string[];
  readonly revoked: ReadonlyMap<string, string>;
}

export const emptyDisk: Disk = {
  conversations: new Map(),
  messages: new Map(),
  effects: [],
  told: [],
  revoked: new Map(),
};

const keyOf = (sender: string, messageId: string) => `${sender} ${messageId}`;
const isDue = (at: string | null, now: string) => at !== null && Date.parse(at) <= Date.parse(now);

const firstUnreceipted = (messages: Iterable<KeptMessage>, self: string): readonly KeptMessage[] => {
  const first = new Map<string, KeptMessage>();
  for (const message of messages) {
    if (message.sender !== self || message.receipt !== null) continue;
    const known = first.get(message.conversationId);
    if (!known || known.sequence > message.sequence) first.set(message.conversationId, message);
  }
  return [...first.values()];
};

const logOf = (disk: {
  readonly conversations: Map<string, KeptConversation>;
  readonly messages: Map<string, KeptMessage>;
  readonly revoked: ReadonlyMap<string, string>;
}): ExchangeLog => {
  const { conversations, messages, revoked } = disk;
  const put = (message: KeptMessage) => {
    messages.set(keyOf(message.sender, message.messageId), message);
  };
  return {
    findConversation: async (id) => conversations.get(id) ?? null,
    keepConversation: async (conversation) => {
      conversations.set(conversation.id, conversation);
    },
    findMessage: async (sender, messageId) => messages.get(keyOf(sender, messageId)) ?? null,
    messagesOf: async (id) => [...messages.values()].filter(({ conversationId }) => conversationId === id),
    addMessage: async (message) => {
      const { sender, messageId, conversationId, sequence } = message;
      const isTaken =
        messages.has(keyOf(sender, messageId)) ||
        [...messages.values()].some(
          (one) => one.conversationId === conversationId && one.sender === sender && one.sequence === sequence,
        );
      if (isTaken) throw new Error('the message is there already');
      put(message);
    },
    noteOutcome: async (message, outcome) => put({ ...message, ...outcome, nextAttemptAt: null }),
    noteAttempt: async (message, nextAttemptAt) => put({ ...message, attempts: message.attempts + 1, nextAttemptAt }),
    queued: async (self, now, limit) =>
      firstUnreceipted(messages.values(), self)
        .filter(({ nextAttemptAt }) => isDue(nextAttemptAt, now))
        .slice(0, limit),
    overdue: async (now, limit) =>
      [...conversations.values()].filter(({ escalateAt }) => isDue(escalateAt, now)).slice(0, limit),
    revokedAt: async (agreement) => revoked.get(agreement) ?? null,
  };
};

/** Where a transaction may be cut off: before its commit, so that nothing of it stays, or just after. */
export type Cut = 'BEFORE_COMMIT' | 'AFTER_COMMIT' | null;

export class Crash extends Error {}

/** A hub of the real use cases, over a store whose transactions are all or nothing. */
export interface StormHub {
  /** A child there is in it. */
  readonly childId: string;
  /** Asked at the end of every transaction. */
  cut: () => Cut;
  readonly deps: (register: Register) => ExchangeDeps;
  /** What it has committed. */
  readonly load: () => Promise<Disk>;
  readonly wipe: () => Promise<void>;
}

/** A hub over a store in memory. */
export const memoryHub = (authority: Authority): StormHub => {
  let disk = emptyDisk;
  const hub: StormHub = {
    childId: 'c',
    cut: () => null,
    load: async () => disk,
    wipe: async () => {
      disk = emptyDisk;
    },
    deps: (register) => ({
      self: authority.code,
      register,
      keys: authority.keys,
      newId: randomUUID,
      newSalt: () => randomBytes(16).toString('base64url'),
      run: async (work) => {
        const own = {
          conversations: new Map(disk.conversations),
          messages: new Map(disk.messages),
          effects: [...disk.effects],
          told: [...disk.told],
          revoked: disk.revoked,
        };
        const tx: ExchangeTransaction = {
          log: logOf(own),
          effects: {
            findChild: async () => null,
            take: async (_conversation, { messageId }) => {
              own.effects.push(messageId);
            },
            tellOverdue: async ({ id }) => {
              own.told.push(id);
            },
          },
        };
        const result = await work(tx);
        const cut = hub.cut();
        if (cut === 'BEFORE_COMMIT') throw new Crash('before the commit');
        disk = own;
        if (cut === 'AFTER_COMMIT') throw new Crash('after the commit');
        return result;
      },
    }),
  };
  return hub;
};
