import type { KeptMessage } from '../../domain/exchange/log.ts';
import { isReceiptFor, openReceipt } from '../../domain/exchange/receipt.ts';
import type { Partner } from '../../domain/exchange/register.ts';
import type { ExchangeDeps } from './deps.ts';
import { keepStanding } from './keep-standing.ts';

/** Hands an envelope to a partner’s hub and gives what it answered; null where it did not, or gave no receipt. */
export type Transport = (partner: Partner, envelope: string) => Promise<string | null>;

/** ★ How long a message that was not receipted waits before it is sent again: doubled each time, in seconds. */
const retry = { first: 2, longest: 3_600 } as const;

const nextAttempt = (attempts: number, now: string): string => {
  const seconds = Math.min(retry.first ** Math.min(attempts + 1, 20), retry.longest);
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
};

const postpone = (deps: ExchangeDeps, message: KeptMessage, now: string): Promise<void> =>
  deps.run(({ log }) => log.noteAttempt(message, nextAttempt(message.attempts, now)));

const note = async (deps: ExchangeDeps, message: KeptMessage, receipt: string, now: string): Promise<boolean> => {
  const opened = await openReceipt(receipt, deps.register.findKey);
  const { sender, recipient, messageId, envelope, conversationId } = message;
  const own = { iss: sender, aud: recipient, jti: messageId, envelope };
  if (!opened.ok || !isReceiptFor(opened.value, own)) return false;
  const { decision, reason, position } = opened.value;
  return deps.run(async ({ log }) => {
    const current = await log.findMessage(sender, messageId);
    const conversation = await log.findConversation(conversationId);
    if (!current || !conversation || current.receipt !== null) return true;
    await log.noteOutcome(current, { receipt, decision, reason, position: current.position ?? position });
    await keepStanding(log, conversation, { now });
    return true;
  });
};

const deliver = async (
  deps: ExchangeDeps,
  transport: Transport,
  message: KeptMessage,
  now: string,
): Promise<boolean> => {
  const partner = deps.register.findPartner(message.recipient);
  const answer = partner ? await transport(partner, message.envelope).catch(() => null) : null;
  if (answer !== null && (await note(deps, message, answer, now))) return true;
  await postpone(deps, message, now);
  return false;
};

/**
 * Sends what waits in the outbox, of each conversation its first message without a receipt; what is not receipted is
 * sent again later, the same bytes, for as long as it takes. Returns how many were receipted.
 */
export const deliverQueued = async (
  deps: ExchangeDeps,
  transport: Transport,
  { now, limit }: { readonly now: string; readonly limit: number },
): Promise<number> => {
  const queued = await deps.run(({ log }) => log.queued(deps.self, now, limit));
  let receipted = 0;
  for (const message of queued) if (await deliver(deps, transport, message, now)) receipted += 1;
  return receipted;
};
