import { stepUp } from '../domain/step-up.ts';
import { signingAlgorithms } from './access-tokens.ts';

/** What is wrong with what was presented, in the words of RFC 6750 and RFC 9449. */
type ChallengeError = 'invalid_token' | 'insufficient_scope' | 'invalid_dpop_proof';

const stepUpParameters = {
  error: 'insufficient_user_authentication',
  error_description: 'A fresh and strong sign-in is needed',
  acr_values: stepUp.strong.join(' '),
  max_age: String(stepUp.seconds),
} as const;

const schemeText = (scheme: string, parameters: Readonly<Record<string, string | undefined>>): string => {
  const written = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}="${value}"`,
  );
  return `${scheme} ${written.join(', ')}`;
};

/** The `WWW-Authenticate` header: how to present a token here, and what was wrong with the one that was. */
export const challenge = (isProofRequired: boolean, error?: ChallengeError): string => {
  const bearer = schemeText('Bearer', { realm: 'homeward', error: error === 'invalid_dpop_proof' ? undefined : error });
  const dpop = schemeText('DPoP', { realm: 'homeward', algs: signingAlgorithms.join(' '), error });
  return isProofRequired ? dpop : `${bearer}, ${dpop}`;
};

/** The same, where the token stands but its holder signed in too long ago, or not strongly enough (RFC 9470). */
export const stepUpChallenge = (isProofRequired: boolean): string => {
  const bearer = schemeText('Bearer', { realm: 'homeward', ...stepUpParameters });
  const dpop = schemeText('DPoP', { realm: 'homeward', algs: signingAlgorithms.join(' '), ...stepUpParameters });
  return isProofRequired ? dpop : `${bearer}, ${dpop}`;
};
