import { Refusal } from '../domain/errors.ts';

/** The database would not enforce what the hub relies on, or cannot be used with these settings. */
export class DatabaseUnfit extends Refusal {
  readonly code = 'DATABASE_UNFIT';
}

/** The migrations of this folder and those applied to the database disagree; a person must decide. */
export class MigrationMismatch extends Refusal {
  readonly code = 'MIGRATION_MISMATCH';
}

/** The embedded PostgreSQL cannot run here; the message says what to do instead. */
export class EmbeddedUnavailable extends Refusal {
  readonly code = 'EMBEDDED_UNAVAILABLE';
}

/** The access token was good when it was issued and is no longer believed. */
export class TokenRevoked extends Refusal {
  readonly code = 'TOKEN_REVOKED';
}
