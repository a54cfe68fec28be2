import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { Refusal } from '../domain/errors.ts';
import type { Log } from './log.ts';
import { BudgetSpent } from './refusals.ts';
import { withoutValues } from './without-values.ts';

/** ★ The codes whose messages are written by GraphQL about the request itself, and so may be shown without its values. */
const aboutTheRequest = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const extensions = z.looseObject({ code: z.string().optional(), limit: z.string().optional() });

const placeOf = ({ locations, path }: GraphQLFormattedError) => ({
  ...(locations && { locations }),
  ...(path && { path }),
});

const causeOf = (error: unknown): unknown => {
  const cause = error instanceof GraphQLError ? error.originalError : undefined;
  return cause ? causeOf(cause) : error;
};

const refused = (refusal: Refusal) => ({
  code: refusal.code,
  ...(refusal instanceof BudgetSpent && { retryAfterSeconds: refusal.retryAfterSeconds }),
});

/**
 * Decides what a caller may read of an error: refusals and remarks on the request as they are; of anything else, only
 * the id under which the log holds it.
 */
export const errorFormatter =
  (log: Pick<Log, 'fault'>) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = causeOf(error);
    if (cause instanceof Refusal) {
      return { message: cause.message, ...placeOf(formatted), extensions: refused(cause) };
    }
    const { code = '', limit } = extensions.parse(formatted.extensions ?? {});
    if (aboutTheRequest.has(code)) {
      return { message: withoutValues(formatted.message), ...placeOf(formatted), extensions: { code: limit ?? code } };
    }
    const id = log.fault(cause);
    return { message: 'Internal fault', ...placeOf(formatted), extensions: { code: 'FAULT', id } };
  };
