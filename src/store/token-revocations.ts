import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Viewer } from '../domain/viewer.ts';
import { TokenRevoked } from './errors.ts';
import { isRevokedSql } from './revoked-token.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** Which tokens are no longer believed: one, or all that a person was issued until an instant. */
export type RevokedTokens =
  | { readonly tokenId: string }
  | {
      readonly organisation: string;
      readonly person: string;
      /** Null for every role. */
      readonly role: string | null;
      /** ISO 8601. */
      readonly issuedUntil: string;
    };

/** Puts tokens out of use, from the next request on; returns the id of the revocation. */
export const revokeTokens = async (tx: Transaction, tokens: RevokedTokens, reason: string | null): Promise<string> => {
  const id = randomUUID();
  if ('tokenId' in tokens) {
    await tx.query('insert into token_revocation (id, token_id, reason) values ($1, $2, $3)', [
      id,
      tokens.tokenId,
      reason,
    ]);
    return id;
  }
  const { organisation, person, role, issuedUntil } = tokens;
  await tx.query(
    `insert into token_revocation (id, organisation, person, role, issued_until, reason) values ($1, $2, $3, $4, $5, $6)`,
    [id, organisation, person, role ?? '', issuedUntil, reason],
  );
  return id;
};

const listed = z.object({
  id: z.string(),
  tokenId: z.string().nullable(),
  organisation: z.string().nullable(),
  person: z.string().nullable(),
  role: z.string().nullable(),
  issuedUntil: z.string().nullable(),
  reason: z.string().nullable(),
  revokedAt: z.string(),
});

/** A revocation as an operator sees it. */
export type TokenRevocation = z.infer<typeof listed>;

/** The revocations that stand, newest first. */
export const listRevocations = (tx: Transaction, limit: number): Promise<readonly TokenRevocation[]> =>
  select(
    tx,
    listed,
    `select id::text, token_id "tokenId", organisation, person, nullif(role, '') "role",
       ${isoInstant('issued_until')} "issuedUntil", reason, ${isoInstant('revoked_at')} "revokedAt"
     from token_revocation order by revoked_at desc limit $1`,
    [limit],
  );

const places = { organisation: '$1', person: '$2', role: '$3', tokenId: '$4', issuedAt: '$5::timestamptz' };

/**
 * Makes sure, inside the transaction of an effect, that the viewer's token stands.
 * @throws TokenRevoked
 */
export const refuseRevoked = async (tx: Transaction, viewer: Viewer): Promise<void> => {
  const { token, organisation, person, role } = viewer;
  if (!token) return;
  const values = [organisation, person, role, token.id, token.issuedAt];
  const { rowCount } = await tx.query(`select where ${isRevokedSql(places)}`, values);
  if (rowCount !== 0) throw new TokenRevoked('The access token was revoked.');
};
