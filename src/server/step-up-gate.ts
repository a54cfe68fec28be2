import { stepUp } from '../domain/step-up.ts';
import { stepUpChallenge } from './challenge.ts';
import type { Gate } from './graphql-plugins.ts';
import { refusedWith, StepUpRequired } from './refusals.ts';
import { rootFields } from './root-fields.ts';

const asking: ReadonlySet<string> = new Set(stepUp.mutations);

/**
 * Refuses, before anything of an operation is done, what wants a fresh and strong sign-in from whoever presented a token
 * without one, and tells a client how to get it (RFC 9470). At the hub's own command line nobody presents a token.
 */
export const stepUpGate =
  ({ isProofRequired = false }: { readonly isProofRequired?: boolean | undefined }): Gate =>
  ({ document, operation, contextValue }) => {
    const token = contextValue.viewer?.token;
    if (!token || token.isFresh || !operation) return;
    if (!rootFields(document, operation.selectionSet).some(({ name }) => asking.has(name.value))) return;
    const message = `Sign in again, strongly, and ask within ${stepUp.seconds} seconds.`;
    const headers = new Map([['www-authenticate', stepUpChallenge(isProofRequired)]]);
    throw refusedWith(new StepUpRequired(message), 401, headers);
  };
