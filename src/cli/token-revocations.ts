import { z } from 'zod';
import { listRevocations, type TokenRevocation } from '../store/token-revocations.ts';
import { inTransaction } from '../store/transaction.ts';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';

const meant = ({ tokenId, person, organisation, role, issuedUntil }: TokenRevocation): string =>
  tokenId ?? `${person} of ${organisation}${role === null ? '' : ` as ${role}`}, issued until ${issuedUntil}`;

const lineOf = (one: TokenRevocation): string =>
  `${one.revokedAt}  ${meant(one)}${one.reason === null ? '' : `: ${one.reason}`}`;

/** `homeward token revocations`: which tokens were put out of use, when and why. */
export const tokenRevocationsCommand = command({
  name: 'token revocations',
  summary: 'list the tokens that were put out of use, newest first',
  options: [{ flags: '--limit <number>', summary: 'how many at most (default 50)' }],
  input: z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(50) }),
  run: (deps, { limit }) =>
    withHub(deps, async ({ pools }) => {
      const revocations = await inTransaction(pools.admin, (tx) => listRevocations(tx, limit));
      const text = revocations.length === 0 ? 'no token was revoked' : revocations.map(lineOf).join('\n');
      return { value: { revocations }, text };
    }),
});
