import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { createOnce, isSystemError, readIfPresent } from '../../store/embedded/files.ts';
import { EmbeddedUnavailable } from '../../store/errors.ts';

const privateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

/** A signing key with its private part. */
export type SigningKey = z.infer<typeof privateKey>;

/** The same key as others may see it. */
export const publicPart = ({ d: _secret, ...open }: SigningKey): Omit<SigningKey, 'd'> => open;

const newKey = async (): Promise<SigningKey> => {
  const { privateKey: generated } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(generated);
  return privateKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' });
};

const readKept = async (path: string): Promise<string | undefined> => {
  try {
    return await readIfPresent(path);
  } catch (error) {
    if (!isSystemError(error, 'EACCES')) throw error;
    throw new EmbeddedUnavailable('the data folder belongs to another user: run as them, or choose another --data-dir');
  }
};

/** The signing key kept in a file, made at first use and readable by its owner alone. */
export const keptKey = async (folder: string, name: string): Promise<SigningKey> => {
  const path = join(folder, name);
  const kept = await readKept(path);
  if (kept !== undefined) return privateKey.parse(JSON.parse(kept));
  await mkdir(folder, { recursive: true });
  await createOnce(path, JSON.stringify(await newKey()));
  return keptKey(folder, name);
};
