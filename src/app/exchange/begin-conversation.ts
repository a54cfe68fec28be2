import { InvalidRequest, NotFound } from '../../domain/errors.ts';
import type { ChildSet } from '../../domain/exchange/child-set.ts';
import type { ExchangeLog, KeptConversation } from '../../domain/exchange/log.ts';
import { type ExchangeBody, messageKinds } from '../../domain/exchange/messages/index.ts';
import { maySpeak } from '../../domain/exchange/speakers.ts';
import { courseOf } from '../../domain/exchange/transitions.ts';
import type { EpisodeReference } from '../../domain/model/values.ts';
import type { ExchangeDeps } from './deps.ts';

/** What a message that begins a conversation says beside its content. */
export interface Beginning {
  readonly to: string;
  /** The responsible authority: this one or the other. */
  readonly responsible: string;
  readonly childId: string;
  readonly child: ChildSet;
  readonly episodes: readonly EpisodeReference[];
}

/**
 * A conversation that a message begins.
 * @throws InvalidRequest, NotFound
 */
export const beginningOf = (
  { self, register, newId }: ExchangeDeps,
  body: ExchangeBody,
  given: Beginning,
  now: string,
): KeptConversation => {
  if (!messageKinds[body.kind].opens) throw new InvalidRequest('exchange: such a message begins no conversation');
  if (!register.findPartner(given.to) || given.to === self) {
    throw new NotFound('exchange: the authority is not in the partner register');
  }
  if (!maySpeak(body.kind, self, given.to)) {
    throw new InvalidRequest('exchange: a police force is told of danger and given copies of results, nothing else');
  }
  const isEither = body.kind === 'RESULT_COPY' || given.responsible === self || given.responsible === given.to;
  if (!isEither || (body.kind === 'RHI_REQUEST' && given.responsible !== self)) {
    throw new InvalidRequest(
      'exchange: the responsible authority must be one of the two, and ask for an interview itself',
    );
  }
  return {
    ...{ id: newId(), course: courseOf(body.kind), opener: self, other: given.to, accountable: given.responsible },
    ...{ state: 'DRAFT', waitsFor: null, dueAt: null, childId: given.childId, matching: 'OWN' },
    ...{ openedAt: now, changedAt: now, escalateAt: null, performer: null },
  };
};

/**
 * Refuses a copy but of a result this authority itself sent, of the same child, whom the same authority answers for.
 * @throws InvalidRequest, NotFound
 */
export const checkCopy = async (log: ExchangeLog, body: ExchangeBody, given: KeptConversation): Promise<void> => {
  if (body.kind !== 'RESULT_COPY') return;
  const about = await log.findConversation(body.content.about);
  const hasSent =
    about?.other === given.opener &&
    (await log.messagesOf(about.id)).some(({ kind, sender }) => kind === 'RHI_RESULT' && sender === given.opener);
  if (!hasSent || about?.childId !== given.childId || about.accountable !== given.accountable) {
    throw new NotFound('exchange: about: there is no such conversation in which this authority sent a result');
  }
  if ([about.opener, about.other].includes(given.other)) {
    throw new InvalidRequest('exchange: a copy is for a third party; the two authorities have the result itself');
  }
};
