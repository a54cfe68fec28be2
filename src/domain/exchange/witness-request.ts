import { CompactSign } from 'jose';
import { z } from 'zod';
import { envelopeTerms } from './envelope.ts';
import { type FindKey, type NamedKey, openSigned } from './signed-statement.ts';
import { partner } from './values.ts';

const witnessType = 'homeward-witness+jws';

/** How many entries’ hashes one request may bring. */
export const mostAdded = 5_000;

/** What an authority hands a partner to have its ledger’s growth witnessed: hashes and a checkpoint, no entry. */
export const witnessClaims = z.strictObject({
  iss: partner,
  aud: partner,
  iat: z.int().min(0),
  /** The size the partner last witnessed. */
  from: z.int().min(0),
  /** Leaf hashes of the entries since, base64. */
  added: z.array(z.base64().length(44)).max(mostAdded),
  /** The signed checkpoint they lead to. */
  note: z.string().max(2_000),
});
export type WitnessClaims = Readonly<z.infer<typeof witnessClaims>>;

/** A signed request to witness. */
export const signWitnessRequest = (given: WitnessClaims, signer: NamedKey): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(given)))
    .setProtectedHeader({ alg: 'EdDSA', typ: witnessType, kid: signer.kid })
    .sign(signer.key);

/** Checks a request to witness; null where it is not believed. */
export const openWitnessRequest = async (
  jws: string,
  { self, now, findKey }: { readonly self: string; readonly now: string; readonly findKey: FindKey },
): Promise<WitnessClaims | null> => {
  const opened = await openSigned(jws, { typ: witnessType, schema: witnessClaims, findKey });
  if (!opened.ok || opened.value.aud !== self) return null;
  const isNow = Math.abs(opened.value.iat - Date.parse(now) / 1000) <= envelopeTerms.skew;
  return isNow ? opened.value : null;
};
