import { z } from 'zod';
import { NotFound } from '../../domain/errors.ts';
import type { ExchangeBody } from '../../domain/exchange/messages/index.ts';
import { interviewers } from '../../domain/exchange/speakers.ts';
import type { EpisodeReference } from '../../domain/model/values.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { isReached } from '../../store/access-grants.ts';
import { childSetOf } from '../../store/exchange/children.ts';
import type { Transaction } from '../../store/transaction.ts';
import { once } from '../once.ts';
import type { Beginning } from './begin-conversation.ts';
import { type ExchangeParts, exchangeIn, openExchange } from './open-exchange.ts';
import { needed, refuseKin, saidBy } from './people.ts';
import { sendMessage } from './send-message.ts';

/** A conversation that is there, or whom to begin one with about which child. */
export type Where =
  | { readonly conversationId: string }
  | {
      readonly to: string;
      readonly responsible: string;
      readonly childId: string;
      readonly episodes: readonly EpisodeReference[];
    };

export interface SendExchangeInput {
  readonly viewer: Viewer | null;
  readonly where: Where;
  /** `{ kind, content }`, as the schema of the kind has it. */
  readonly said: unknown;
  /** Subject id of the worker who takes an interview on; left out, whoever says so where they hold interviews. */
  readonly performer?: string | null;
  readonly idempotencyKey: string;
  readonly now: string;
}

const sent = z.object({ conversationId: z.string(), messageId: z.string(), state: z.string() });
/** A message as it was put into the outbox, and where that leaves its conversation. */
export type ExchangeSent = Readonly<z.infer<typeof sent>> & { readonly repeated: boolean };

/**
 * Says something to another authority: begins a conversation about a child the viewer has a relationship to, or goes on
 * with one. It is sealed, and sent as soon as the other hub answers.
 * @throws NotPermitted, InvalidRequest, NotFound, KeyReused
 */
export type SendExchange = (input: SendExchangeInput) => Promise<ExchangeSent>;

const beginning = async (
  tx: Transaction,
  viewer: Viewer,
  { childId, ...where }: Exclude<Where, { conversationId: string }>,
  now: string,
): Promise<Beginning> => {
  if (!(await isReached(tx, viewer, childId, now))) {
    throw new NotFound('childId: there is no such child, or none you have a relationship to');
  }
  return { ...where, childId, child: await childSetOf(tx, childId) };
};

/** Who takes an interview on, where the message does: the worker named, else whoever says so in the role of one. */
const performerOf = ({ person, role }: Viewer, { kind }: ExchangeBody, named: string | null): string | null => {
  if (kind !== 'RHI_ACCEPT') return null;
  return named ?? (interviewers.includes(role) ? person : null);
};

/** The use case, given what it needs. */
export const sendExchange =
  (given: ExchangeParts | undefined): SendExchange =>
  async ({ viewer: asking, where, said, performer = null, idempotencyKey, now }) => {
    const parts = needed(given);
    const { body, viewer } = saidBy(asking, parts, said);
    const request = [JSON.stringify(['sendExchange', where, body, ...(performer === null ? [] : [performer])])];
    return once(
      parts.ingest.pools,
      { viewer, idempotencyKey, request, outcome: sent, field: 'message' },
      async (tx) => {
        const exchange = exchangeIn(parts, tx);
        const place = 'to' in where ? await beginning(tx, viewer, where, now) : where;
        if ('conversationId' in place) {
          await refuseKin(tx, viewer, (await exchange.log.findConversation(place.conversationId))?.childId ?? null);
        }
        const message = { body, in: place, inReplyTo: null, performer: performerOf(viewer, body, performer), now };
        const { conversation, message: kept } = await sendMessage(openExchange(parts), exchange, message);
        return { conversationId: conversation.id, messageId: kept.messageId, state: conversation.state };
      },
    );
  };
