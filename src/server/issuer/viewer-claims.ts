import type { JWTPayload } from 'jose';
import { tokenClaims } from '../authenticate.ts';

/** The claims that say whose token it is. */
export const viewerClaims = (who: { role: string; organisation: string; purposes: readonly string[] }): JWTPayload => ({
  [tokenClaims.role]: who.role,
  [tokenClaims.organisation]: who.organisation,
  [tokenClaims.purpose]: who.purposes.length === 1 ? who.purposes[0] : who.purposes,
});
