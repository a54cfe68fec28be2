import pg from 'pg';
import { TokenRevoked } from './errors.ts';

/** Expressions of SQL that say whose token is asked about. */
export interface TokenPlaces {
  readonly organisation: string;
  readonly person: string;
  readonly role: string;
  /** Its `jti`, or null where nobody asks by token. */
  readonly tokenId: string;
  readonly issuedAt: string;
}

/** SQL that is true where a token was revoked: itself, or all that its person was issued until then, in its role or any. */
export const isRevokedSql = ({ organisation, person, role, tokenId, issuedAt }: TokenPlaces): string =>
  `(exists (select from token_revocation r where r.token_id = ${tokenId})
    or exists (select from token_revocation r where r.person = ${person} and r.organisation = ${organisation}
      and r.role in ('', ${role}) and r.issued_until >= ${issuedAt}))`;

/** SQL of a column that ends the statement where the token was revoked. */
export const refusalSql = (places: TokenPlaces): string =>
  `case when ${isRevokedSql(places)} then refuse_revoked_token() end`;

const refusalState = 'HW401';

/** The refusal of a revoked token in the stead of PostgreSQL's word for it; any other fault as it is. */
export const asRefusal = (error: unknown): unknown =>
  error instanceof pg.DatabaseError && error.code === refusalState
    ? new TokenRevoked('The access token was revoked.')
    : error;
