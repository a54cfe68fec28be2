import { NotFound } from '../../domain/errors.ts';
import type { BundleLine } from '../../domain/exchange/bundle.ts';
import type { KeptConversation, KeptMessage } from '../../domain/exchange/log.ts';
import { exchangeKinds } from '../../domain/exchange/messages/index.ts';
import { erasedDigest } from '../../domain/exchange/receipt.ts';
import { findConversation } from '../../store/exchange/conversations.ts';
import { messagesOf } from '../../store/exchange/messages.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { ExchangeParts } from './open-exchange.ts';

/** Conversations with all their messages, in the order they were sent. */
export interface WholeConversations {
  readonly conversations: readonly KeptConversation[];
  readonly messages: readonly KeptMessage[];
}

const bySending = (a: KeptMessage, b: KeptMessage): number =>
  Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence;

/**
 * Conversations as the hub’s own command line shows them.
 * @throws NotFound
 */
export const readConversations = (
  { ingest }: Pick<ExchangeParts, 'ingest'>,
  ids: readonly string[],
): Promise<WholeConversations> =>
  inTransaction(ingest.pools.ingest, async (tx) => {
    const conversations: KeptConversation[] = [];
    for (const id of ids) {
      const found = await findConversation(tx, id);
      if (!found) throw new NotFound('exchange: there is no such conversation');
      conversations.push(found);
    }
    return { conversations, messages: (await messagesOf(tx, ids)).toSorted(bySending) };
  });

/** A message as it was sent; of one that was erased, what its receipt vouches for. */
const sentLine = (message: KeptMessage): BundleLine => {
  const { envelope, sender: iss, recipient: aud, messageId: jti, conversationId: conversation } = message;
  const request = erasedDigest(envelope);
  if (request === null) return { type: 'message', envelope };
  const { agreement, at, sequence } = message;
  const kind = exchangeKinds.find((one) => one === message.kind) ?? 'ACKNOWLEDGE';
  const iat = Math.floor(Date.parse(at) / 1000);
  return { type: 'erased', iss, aud, jti, conversation, agreement, iat, sequence, kind, request };
};

const linesOf = (message: KeptMessage, isDisclosed: boolean): readonly BundleLine[] => [
  sentLine(message),
  ...partsOf(message, isDisclosed),
];

const partsOf = ({ receipt, payload }: KeptMessage, isDisclosed: boolean): readonly BundleLine[] => [
  ...(isDisclosed && payload !== null ? [{ type: 'payload', text: payload } as const] : []),
  ...(receipt === null ? [] : [{ type: 'receipt', receipt } as const]),
];

/**
 * Evidence of conversations that a third party can check with public keys alone: the agreements, every message as it was
 * sent, every receipt. What they said is in it only where it is disclosed.
 * @throws NotFound
 */
export const exportBundle = async (
  parts: Pick<ExchangeParts, 'ingest' | 'register'>,
  ids: readonly string[],
  isDisclosed: boolean,
): Promise<readonly BundleLine[]> => {
  const { messages } = await readConversations(parts, ids);
  const used = new Set(messages.map(({ agreement }) => agreement));
  const agreements = parts.register.agreements.filter(({ terms }) => used.has(terms.id));
  const body: readonly BundleLine[] = [
    ...agreements.map(({ signed }) => ({ type: 'agreement', ...signed }) as const),
    ...messages.flatMap((message) => linesOf(message, isDisclosed)),
  ];
  return [{ type: 'bundle', version: 1 }, ...body, { type: 'end', lines: body.length }];
};
