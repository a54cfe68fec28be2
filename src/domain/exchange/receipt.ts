import { CompactSign } from 'jose';
import { z } from 'zod';
import { digestOf } from './envelope.ts';
import { type FindKey, type NamedKey, openSigned } from './signed-statement.ts';
import { id, partner } from './values.ts';

/** Why a message that was believed had no effect. */
export const refusalReasons = [
  'ILLEGAL_TRANSITION',
  'NO_AGREEMENT',
  'NOT_IN_AGREEMENT',
  'NOT_ACCOUNTABLE',
  'NOT_ITS_MESSAGE',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** What a recipient signs of a message, once what came of it is committed. */
export const receiptClaims = z.strictObject({
  iss: partner,
  aud: partner,
  iat: z.int().min(0),
  /** The message’s id. */
  jti: id,
  /** SHA-256 of the message as it was sent, hexadecimal: the receipt is for these bytes and no others. */
  request: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.enum(['TAKEN', 'REFUSED']),
  reason: z.enum(refusalReasons).nullable(),
  /** The message’s place in the conversation’s log, where the recipient keeps it. */
  position: z.int().min(1).nullable(),
});
export type ReceiptClaims = Readonly<z.infer<typeof receiptClaims>>;

const receiptType = 'homeward-receipt+jws';

/** A signed receipt. */
export const signReceipt = (given: ReceiptClaims, signer: NamedKey): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(given)))
    .setProtectedHeader({ alg: 'EdDSA', typ: receiptType, kid: signer.kid })
    .sign(signer.key);

/** Checks a receipt’s signature. */
export const openReceipt = (jws: string, findKey: FindKey) =>
  openSigned(jws, { typ: receiptType, schema: receiptClaims, findKey });

const erased = 'erased:';

/** What is kept of a message once what it said is erased: the digest its receipt names. */
export const erasedEnvelope = (envelope: string): string => `${erased}${digestOf(envelope)}`;

/** The digest of a message that was erased; null of one that is there. */
export const erasedDigest = (envelope: string): string | null =>
  envelope.startsWith(erased) ? envelope.slice(erased.length) : null;

/** Whether a receipt is for exactly this message, by its recipient. */
export const isReceiptFor = (
  { iss, aud, jti, request }: ReceiptClaims,
  message: { readonly iss: string; readonly aud: string; readonly jti: string; readonly envelope: string },
): boolean =>
  iss === message.aud &&
  aud === message.iss &&
  jti === message.jti &&
  request === (erasedDigest(message.envelope) ?? digestOf(message.envelope));
