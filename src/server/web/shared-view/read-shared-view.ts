import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../domain/clock.ts';
import { type AskWithToken, askReaders } from './ask-readers.ts';
import { readKnownAt } from './known-week.ts';
import type { SharedView } from './reader.ts';
import type { SharedViewContent } from './shared-view-section.ts';

/** Sends a request through the server’s own door: authentication, policy, masks and ledger as for anybody. */
export const askOver =
  (app: FastifyInstance): AskWithToken =>
  async (token, request) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${token}`, accept: 'application/graphql-response+json' },
      payload: request,
    });
    return answer.json<unknown>();
  };

/** An answer for a page: what it shows and the status it is sent with. */
export interface ReadSharedView {
  readonly content: SharedViewContent;
  readonly status: 200 | 400;
}

/** Reads the shared view at the hour that an address asks for; a time that is none is refused and nobody is asked. */
export const readSharedView = async (
  ask: AskWithToken,
  view: SharedView,
  { at, clock }: { readonly at: unknown; readonly clock: Clock },
): Promise<ReadSharedView> => {
  const knownAt = readKnownAt(at);
  const now = clock.now();
  if (knownAt.kind === 'refused') return { status: 400, content: { knownAt, now, columns: undefined } };
  const columns = await askReaders(ask, view, knownAt.kind === 'past' ? knownAt.instant : null);
  return { status: 200, content: { knownAt, now, columns } };
};
