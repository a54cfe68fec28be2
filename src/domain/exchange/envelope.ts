import { createHash } from 'node:crypto';
import { CompactEncrypt, CompactSign, compactDecrypt, errors } from 'jose';
import { z } from 'zod';
import { exchangeKinds } from './messages/index.ts';
import { type ExchangePayload, payload } from './payload.ts';
import {
  type EnvelopeFault,
  type FindKey,
  fault,
  type NamedKey,
  type Opened,
  openSigned,
  readPart,
} from './signed-statement.ts';
import { id, partner } from './values.ts';

/** What the signature of a message covers and everybody may read: no word of the child. */
export const claims = z.strictObject({
  iss: partner,
  aud: partner,
  jti: id,
  iat: z.int().min(0),
  exp: z.int().min(0),
  conversation: id,
  /** The sender’s own count of its messages in the conversation, from 1. */
  sequence: z.int().min(1).max(100_000),
  /** The place in the conversation’s one log, kept by whoever opened it; null where the sender did not. */
  position: z.int().min(1).max(100_000).nullable(),
  kind: z.enum(exchangeKinds),
  /** Name of the agreement it was sent under. */
  agreement: z.string().min(1).max(64),
  /** SHA-256 of the payload, hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The payload, encrypted to its recipient (JWE compact). */
  sealed: z.string().min(1),
});
export type Claims = Readonly<z.infer<typeof claims>>;

/** Type of a message, in its header: a receipt or an access token is never taken for one. */
const messageType = 'homeward-exchange+jws';

/** ★ How far two hubs’ clocks may lie apart, and how long a message may be under way, in seconds. */
export const envelopeTerms = { skew: 300, lifetime: 14 * 86_400 } as const;

export const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const secondsOf = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** What a message is sealed with. */
export interface Sealing {
  readonly signer: NamedKey;
  readonly recipient: NamedKey;
  readonly agreement: string;
  readonly sequence: number;
  readonly position: number | null;
}

/** A message sealed and signed: the bytes that are stored, sent and shown to a third party are these. */
export const sealMessage = async (message: ExchangePayload, sealing: Sealing): Promise<string> => {
  const { signer, recipient, agreement, sequence, position } = sealing;
  const bytes = Buffer.from(JSON.stringify(message));
  const sealed = await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: recipient.kid })
    .encrypt(recipient.key);
  const iat = secondsOf(message.sentAt);
  const open: Claims = {
    ...{ iss: message.from, aud: message.to, jti: message.messageId, iat, exp: iat + envelopeTerms.lifetime },
    ...{ conversation: message.conversationId, sequence, position, kind: message.body.kind, agreement },
    ...{ digest: digestOf(bytes), sealed },
  };
  return new CompactSign(Buffer.from(JSON.stringify(open)))
    .setProtectedHeader({ alg: 'EdDSA', typ: messageType, kid: signer.kid })
    .sign(signer.key);
};

/** Checks the open part of a message, at no particular time: what a third party can check. */
export const openClaims = (jws: string, findKey: FindKey): Promise<Opened<Claims>> =>
  openSigned(jws, { typ: messageType, schema: claims, findKey });

/** Who opens a message, and when. */
export interface Opening {
  /** Code of the authority that opens it. */
  readonly self: string;
  readonly now: string;
  readonly findKey: FindKey;
  /** The authority’s own keys to open with, by name; old ones stay for messages under way. */
  readonly ownKeys: readonly NamedKey[];
}

const timeFault = ({ iat, exp }: Claims, now: string): EnvelopeFault | null => {
  const at = secondsOf(now);
  if (exp - iat > envelopeTerms.lifetime || exp + envelopeTerms.skew <= at) return 'EXPIRED';
  return iat > at + envelopeTerms.skew ? 'NOT_YET' : null;
};

const unseal = async (sealed: string, ownKeys: readonly NamedKey[]): Promise<Uint8Array | null> => {
  const named = z.looseObject({ kid: z.string() }).safeParse(readPart(sealed.split('.')[0] ?? ''));
  const own = ownKeys.find(({ kid }) => kid === named.data?.kid);
  if (!own) return null;
  try {
    const options = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] };
    return (await compactDecrypt(sealed, own.key, options)).plaintext;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
};

const agrees = (open: Claims, message: ExchangePayload): boolean =>
  open.iss === message.from &&
  open.aud === message.to &&
  open.jti === message.messageId &&
  open.conversation === message.conversationId &&
  open.kind === message.body.kind;

/** A message that was checked through and through. */
export interface OpenedMessage {
  readonly claims: Claims;
  readonly payload: ExchangePayload;
}

const readPayload = (bytes: Uint8Array): ExchangePayload | null => {
  try {
    return payload.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
};

/** Opens a message for its recipient; of one that is not believed nothing is read. */
export const openMessage = async (jws: string, opening: Opening): Promise<Opened<OpenedMessage>> => {
  const signed = await openClaims(jws, opening.findKey);
  if (!signed.ok) return signed;
  const open = signed.value;
  if (open.aud !== opening.self) return fault('AUDIENCE');
  const late = timeFault(open, opening.now);
  if (late) return fault(late);
  const bytes = await unseal(open.sealed, opening.ownKeys);
  if (!bytes) return fault('SEALED');
  if (digestOf(bytes) !== open.digest) return fault('DIGEST');
  const message = readPayload(bytes);
  return message && agrees(open, message) ? { ok: true, value: { claims: open, payload: message } } : fault('CONTENT');
};
