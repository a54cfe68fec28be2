import { z } from 'zod';
import { isoInstant, select, type Transaction } from '../transaction.ts';

const row = z.object({ revokedAt: z.string() });

/** When an agreement was revoked; null where it was not. */
export const agreementRevokedAt = async (tx: Transaction, agreement: string): Promise<string | null> => {
  const sql = `select ${isoInstant('revoked_at')} "revokedAt" from exchange_revocation where agreement = $1`;
  return (await select(tx, row, sql, [agreement]))[0]?.revokedAt ?? null;
};

/** Revokes an agreement from an instant on; one that is revoked already stays so from its own. */
export const revokeAgreement = async (
  tx: Transaction,
  given: { readonly agreement: string; readonly at: string; readonly by: string; readonly reason: string },
): Promise<void> => {
  await tx.query(
    `insert into exchange_revocation (agreement, revoked_at, revoked_by, reason) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [given.agreement, given.at, given.by, given.reason],
  );
};
