import { type CryptoKey, compactVerify, errors } from 'jose';
import { z } from 'zod';

/** A key with the name its partner register gives it. */
export interface NamedKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** Finds a key by its name among those a register lists for an authority; undefined where there is none. */
export type FindKey = (code: string, kid: string) => CryptoKey | undefined;

/** Why a message was not believed. Whoever sent it is told only that it was not. */
export type EnvelopeFault =
  | 'MALFORMED'
  | 'UNKNOWN_SENDER'
  | 'SIGNATURE'
  | 'AUDIENCE'
  | 'EXPIRED'
  | 'NOT_YET'
  | 'SEALED'
  | 'DIGEST'
  | 'CONTENT';

/** What was opened, or why it was not. */
export type Opened<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: EnvelopeFault };
/** A statement that is not believed. */
export const fault = (reason: EnvelopeFault) => ({ ok: false, fault: reason }) as const;

const header = z.strictObject({ alg: z.literal('EdDSA'), typ: z.string(), kid: z.string().min(1).max(100) });

const isCanonical = (part: string): boolean => Buffer.from(part, 'base64url').toString('base64url') === part;

/** A part of a JWS as JSON, only where it is written in the one way `JSON.stringify` writes it: no key twice. */
export const readPart = (part: string): unknown => {
  const text = Buffer.from(part, 'base64url').toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The claims and the key’s name of a JWS that nobody has checked yet. */
const peek = <T extends z.ZodType>(jws: string, typ: string, schema: T) => {
  const parts = jws.split('.');
  const [head = '', body = ''] = parts;
  if (parts.length !== 3 || !parts.every(isCanonical)) return null;
  const read = header.safeParse(readPart(head));
  const content = schema.safeParse(readPart(body));
  return read.success && read.data.typ === typ && content.success ? { kid: read.data.kid, claims: content.data } : null;
};

const isSigned = async (jws: string, key: CryptoKey): Promise<boolean> => {
  try {
    await compactVerify(jws, key, { algorithms: ['EdDSA'] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
    throw error;
  }
};

/** Checks a statement of a known authority: its shape, its type, and a signature by a key the register lists for it. */
export const openSigned = async <T extends z.ZodType<{ readonly iss: string }>>(
  jws: string,
  { typ, schema, findKey }: { readonly typ: string; readonly schema: T; readonly findKey: FindKey },
): Promise<Opened<z.infer<T>>> => {
  const seen = peek(jws, typ, schema);
  if (!seen) return fault('MALFORMED');
  const key = findKey(seen.claims.iss, seen.kid);
  if (!key) return fault('UNKNOWN_SENDER');
  return (await isSigned(jws, key)) ? { ok: true, value: seen.claims } : fault('SIGNATURE');
};
