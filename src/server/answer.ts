import { randomUUID } from 'node:crypto';
import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Viewer } from '../domain/viewer.ts';
import { withAsKnownAt } from './as-known-at.ts';
import { startGraphql } from './graphql.ts';
import type { Log } from './log.ts';
import type { hubServing } from './serving.ts';

/** A GraphQL request, as a client would send it. */
export interface Ask {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** The past that root fields read which name none. */
  readonly asKnownAt?: string | undefined;
}

/** Whom a request comes from and what answers it. */
export interface Answering {
  readonly serving: ReturnType<typeof hubServing>;
  readonly log: Log;
  readonly production: boolean;
  readonly viewer: Viewer;
}

/** An answer as HTTP would carry it. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

const headers = new HeaderMap([
  ['content-type', 'application/json'],
  ['accept', 'application/graphql-response+json'],
]);

const documentOf = ({ serving }: Answering, { query, asKnownAt }: Ask): string => {
  if (asKnownAt === undefined) return query;
  try {
    return withAsKnownAt(serving.schema, query, asKnownAt);
  } catch (error) {
    // The server says best what is wrong with a document that cannot be parsed.
    if (error instanceof GraphQLError) return query;
    throw error;
  }
};

/** Answers one request of one viewer exactly as HTTP would: the same rules, masks, transaction and ledger. */
export const answer = async (answering: Answering, ask: Ask): Promise<Answer> => {
  const { serving, log, production, viewer } = answering;
  const apollo = await startGraphql({ ...serving, log, production });
  try {
    const { variables = {}, operationName = null } = ask;
    const { status = 200, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        ...{ method: 'POST', headers, search: '' },
        body: { query: documentOf(answering, ask), variables, operationName },
      },
      context: async () => serving.contextFor({ viewer, requestId: randomUUID() }),
    });
    if (body.kind === 'chunked') throw new Error('the hub answers in one piece');
    return { status, text: body.string };
  } finally {
    await apollo.stop();
  }
};
