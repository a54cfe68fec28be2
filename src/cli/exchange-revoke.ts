import { z } from 'zod';
import { InvalidRequest } from '../domain/errors.ts';
import { revokeAgreement } from '../store/exchange/revocations.ts';
import { inTransaction } from '../store/transaction.ts';
import { command } from './command.ts';
import { withExchange } from './exchange-words.ts';

/** `homeward exchange revoke`: ends an agreement now; nothing leaves under it any more. */
export const exchangeRevokeCommand = command({
  name: 'exchange revoke',
  summary: 'revoke an agreement with another authority: from now on nothing leaves, or is taken in, under it',
  arguments: [{ syntax: '<agreement>', summary: 'its name, as `exchange partners` lists it' }],
  options: [
    { flags: '--reason <words>', summary: 'why' },
    { flags: '--by <person>', summary: 'who decided it' },
  ],
  input: z.object({
    agreement: z.string(),
    reason: z.string('is needed').min(5, 'is needed'),
    by: z.string('is needed').min(1, 'is needed'),
  }),
  run: (deps, { agreement, reason, by }) =>
    withExchange(deps, async ({ register, clock, ingest }) => {
      if (!register.agreements.some(({ terms }) => terms.id === agreement)) {
        throw new InvalidRequest('agreement: there is none of that name that both sides signed');
      }
      const at = clock.now();
      await inTransaction(ingest.pools.ingest, (tx) => revokeAgreement(tx, { agreement, at, by, reason }));
      return { value: { agreement, revokedAt: at }, text: `${agreement} is revoked: tell the other authority` };
    }),
});
