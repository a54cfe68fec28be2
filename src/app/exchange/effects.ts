import { ceilingOf } from '../../domain/agreement.ts';
import type { ExchangeEffects, ExchangeLog, KeptConversation } from '../../domain/exchange/log.ts';
import { payload as payloadSchema } from '../../domain/exchange/payload.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { findExactly, type MatchInput } from '../../store/child-match.ts';
import { enqueue } from '../../store/jobs.ts';
import { takeLane } from '../../store/lane.ts';
import { announceLater, type Topic } from '../../store/outbox.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { resultIn, takeResult, withdrawResult } from './take-result.ts';

/** ★ When a child is taken for one of the hub’s without a person looking: so many exact identifiers, a number among them. */
const threshold = 3;

const numbers = ['nhsNumber', 'upn', 'authorityChildId'] as const;

/** Nobody in particular: no way to a child follows from it. */
const hubItself = (self: string): Viewer => ({
  ...{ person: 'exchange', organisation: self, role: 'duty-team', purpose: 'SAFEGUARD_PLAN' },
});

const tell = async (tx: Transaction, self: string, topic: Topic, conversation: KeptConversation): Promise<void> => {
  const { id, childId } = conversation;
  if (childId === null) return;
  const announcement = { topic, childId, payload: { conversationId: id }, toldTo: [self] };
  await announceLater(tx, [announcement], await takeLane(tx, '-infinity'));
  await enqueue(tx, { type: 'announce', key: '', payload: {} });
};

const episodesOf = async (log: ExchangeLog, conversation: KeptConversation) => {
  const [first] = (await log.messagesOf(conversation.id)).filter(({ position }) => position === 1);
  return first?.payload ? payloadSchema.parse(JSON.parse(first.payload)).episodes : [];
};

/** What conversations do to the hub’s records, in the caller’s transaction. `now` is the domain clock’s. */
export const exchangeEffects = (
  deps: IngestDeps,
  tx: Transaction,
  { self, log, now }: { readonly self: string; readonly log: ExchangeLog; readonly now: string },
): ExchangeEffects => ({
  findChild: async ({ child }) => {
    if (!child) return null;
    const { givenName = null, familyName = null, dateOfBirth = null } = child;
    const { nhsNumber = null, upn = null, authorityChildId = null } = child;
    const input: MatchInput = { givenName, familyName, dateOfBirth, nhsNumber, upn, authorityChildId };
    const given = Object.values(input).filter((value) => value !== null).length;
    if (given < threshold || numbers.every((number) => input[number] === null)) return null;
    const found = await findExactly(tx, hubItself(self), input);
    return found.length === 1 ? (found[0] ?? null) : null;
  },
  take: async (conversation, message, terms) => {
    const { childId } = conversation;
    const performer = message.from;
    const result = resultIn(message);
    if (result === 'WITHDRAWN') await withdrawResult(deps, tx, { conversation, performer, now });
    else if (result !== null && childId !== null) {
      const episodes = await episodesOf(log, conversation);
      const ceiling = ceilingOf(terms, result.part);
      await takeResult(deps, tx, { conversation, childId, performer, ...result, ceiling, episodes, now });
    }
    await tell(tx, self, 'EXCHANGE_RECEIVED', conversation);
  },
  tellOverdue: (conversation) => tell(tx, self, 'EXCHANGE_OVERDUE', conversation),
});
