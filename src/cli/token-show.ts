import { decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import { InvalidRequest } from '../domain/errors.ts';
import { type Authentication, authenticator } from '../server/authenticate.ts';
import { commandTokenSource } from '../server/token-source.ts';
import { type CommandResult, command } from './command.ts';

const decoded = (token: string): JWTPayload => {
  try {
    return decodeJwt(token);
  } catch {
    throw new InvalidRequest('this is not a token');
  }
};

const resultOf = (outcome: Authentication, claims: JWTPayload): CommandResult => {
  const read = JSON.stringify(claims, null, 2);
  switch (outcome.kind) {
    case 'viewer': {
      const { person, role, organisation, purpose } = outcome.viewer;
      const text = `accepted: ${person}, ${role} of ${organisation}, for ${purpose}\n${read}`;
      return { value: { accepted: true, viewer: outcome.viewer, claims }, text };
    }
    case 'refused':
      return {
        value: { accepted: false, code: outcome.code, claims },
        text: `${outcome.code}\n${read}`,
        isRefused: true,
      };
    case 'unavailable':
    case 'anonymous': {
      const code = 'ISSUER_UNREACHABLE';
      return { value: { accepted: false, code, claims }, text: `${code}\n${read}`, isRefused: true };
    }
  }
};

/** `homeward token show`: what a token says, and whether and as whom the hub would accept it. */
export const tokenShowCommand = command({
  name: 'token show',
  summary: 'read a token and say as whom the hub would accept it',
  arguments: [{ syntax: '<token>', summary: 'the token' }],
  options: [{ flags: '--purpose <purpose>', summary: 'the purpose the Homeward-Purpose header would declare' }],
  help: 'Whether it was revoked stands in the database: `homeward token revocations`.',
  input: z.object({ token: z.string(), purpose: z.string().optional() }),
  run: async ({ config }, { token, purpose }) => {
    const claims = decoded(token);
    const { rules } = await commandTokenSource({ config, systemNow: () => Date.now() });
    return resultOf(await authenticator(rules)({ authorization: `Bearer ${token}`, purpose }), claims);
  },
});
