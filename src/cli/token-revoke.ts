import { z } from 'zod';
import { roles } from '../domain/policy.ts';
import { toleranceSeconds } from '../server/access-tokens.ts';
import { type RevokedTokens, revokeTokens } from '../store/token-revocations.ts';
import { inTransaction } from '../store/transaction.ts';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';
import { InvalidUsage } from './usage.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

interface Words {
  readonly jti?: string | undefined;
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
  readonly role?: string | undefined;
}

const checkWords = ({ jti, person, organisation, role }: Words): void => {
  const isPerson = person !== undefined && organisation !== undefined;
  const isWhole = jti === undefined ? isPerson : [person, organisation, role].every((word) => word === undefined);
  if (!isWhole) throw new InvalidUsage('which: --jti alone, or --person and --organisation');
};

/** Which tokens are meant. What was issued to a person by a clock that runs ahead of the hub's is meant too, and of ours. */
const tokensOf = ({ jti, person, organisation, role }: Words, now: number): RevokedTokens => {
  if (jti !== undefined) return { tokenId: jti };
  const issuedUntil = new Date(now + 2 * toleranceSeconds * 1000).toISOString();
  return { organisation: organisation ?? '', person: person ?? '', role: role ?? null, issuedUntil };
};

const textOf = (tokens: RevokedTokens): string =>
  'tokenId' in tokens
    ? `${tokens.tokenId} is not believed from the next request on`
    : `what ${tokens.person} of ${tokens.organisation} was issued until ${tokens.issuedUntil}` +
      `${tokens.role === null ? '' : ` as ${tokens.role}`} is not believed from the next request on`;

/** `homeward token revoke`: puts tokens out of use before they expire, from the next request on. */
export const tokenRevokeCommand = command({
  name: 'token revoke',
  summary: 'put one token, or all that somebody holds, out of use at once',
  options: [
    { flags: '--jti <id>', summary: 'the one token, by its jti claim (`homeward token show` prints it)' },
    { flags: '--person <id>', summary: 'everything this person or client was issued until now' },
    { flags: '--organisation <code>', summary: 'the organisation of the person' },
    { flags: '--role <role>', summary: 'only in this role, when it is a role that was taken away' },
    { flags: '--reason <text>', summary: 'why, for whoever reads the list later' },
  ],
  help: `Examples:
  homeward token revoke --jti 4f0c6f9e-3a57-4d7c-9a51-0c1f6f1f2a10 --reason "laptop stolen"
  homeward token revoke --person j.hale --organisation E08000017`,
  input: z.object({
    jti: z.string().min(1).max(200).optional(),
    person: z.string().min(1).max(200).optional(),
    organisation: z.string().refine(isOrganisation, unknownOrganisation).optional(),
    role: z.enum(roles, `is none of:\n  ${roles.join('\n  ')}`).optional(),
    reason: z.string().max(500).optional(),
  }),
  run: (deps, { reason, ...words }) => {
    checkWords(words);
    return withHub(deps, async ({ pools }) => {
      const tokens = tokensOf(words, Date.now());
      const id = await inTransaction(pools.admin, (tx) => revokeTokens(tx, tokens, reason ?? null));
      return { value: { id, ...tokens }, text: textOf(tokens) };
    });
  },
});
