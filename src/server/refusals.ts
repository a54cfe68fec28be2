import { GraphQLError } from 'graphql';
import { Refusal } from '../domain/errors.ts';

/** Nobody has said who they are, and what they ask for is not for everybody. */
export class SignInRequired extends Refusal {
  readonly code = 'UNAUTHENTICATED';
}

/** The token stands, but what is asked for wants somebody who has just signed in, and strongly. */
export class StepUpRequired extends Refusal {
  readonly code = 'STEP_UP_REQUIRED';
}

/** The schema is read from `/schema.graphql`; a query does not list it here. */
export class IntrospectionRefused extends Refusal {
  readonly code = 'INTROSPECTION_REFUSED';
}

/** The operation costs more than any operation may. */
export class CostTooHigh extends Refusal {
  readonly code = 'COST_TOO_HIGH';
}

/** The caller has spent what may be spent in a minute. */
export class BudgetSpent extends Refusal {
  readonly code = 'BUDGET_SPENT';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`You have asked for as much as is answered in a minute: ask again in ${retryAfterSeconds} s.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The caller may send only documents the hub has agreed to, or names one that it has not. */
export class DocumentNotTrusted extends Refusal {
  readonly code = 'DOCUMENT_NOT_TRUSTED';
}

/** The hub cannot listen where it was told to. */
export class AddressInUse extends Refusal {
  readonly code = 'ADDRESS_IN_USE';
}

/** One error as GraphQL clients read it, for answers given before a document is read. */
export const errorBody = (code: string, message: string, more: Readonly<Record<string, string | number>> = {}) => ({
  errors: [{ message, extensions: { code, ...more } }],
});

/** A refusal that also settles the HTTP status of the whole answer. */
export const refusedWith = (refusal: Refusal, status: number, headers: ReadonlyMap<string, string> = new Map()) =>
  new GraphQLError(refusal.message, { originalError: refusal, extensions: { http: { status, headers } } });
