import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { publicKey } from './register.ts';
import type { NamedKey } from './signed-statement.ts';

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const [signature, encryption] = publicKey.options;

const ownKey = z.discriminatedUnion('use', [signature.extend({ d: secret }), encryption.extend({ d: secret })]);

/** The file of a hub’s own keys, the newest last. */
export const ownKeysFile = z.strictObject({ authority: z.string(), keys: z.array(ownKey).min(2) });
export type OwnKeysFile = Readonly<z.infer<typeof ownKeysFile>>;

/** A hub’s own keys, ready to use. */
export interface OwnKeys {
  /** What it signs with. */
  readonly signer: NamedKey;
  /** What it opens with, old ones included. */
  readonly opening: readonly NamedKey[];
}

const newKey = async (use: 'sig' | 'enc') => {
  const [alg, crv] = use === 'sig' ? (['EdDSA', 'Ed25519'] as const) : (['ECDH-ES', 'X25519'] as const);
  const { privateKey } = await generateKeyPair(alg, { crv, extractable: true });
  const jwk = await exportJWK(privateKey);
  return ownKey.parse({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, d: jwk.d, use, kid: await calculateJwkThumbprint(jwk) });
};

/** A new pair of keys after those there are: one to sign, one to be sealed to. */
export const withNewKeys = async (file: Omit<OwnKeysFile, 'keys'> & Partial<OwnKeysFile>): Promise<OwnKeysFile> => ({
  authority: file.authority,
  keys: [...(file.keys ?? []), await newKey('sig'), await newKey('enc')],
});

/** The keys as the register of a partner lists them. */
export const publicKeysOf = ({ keys }: OwnKeysFile): readonly z.infer<typeof publicKey>[] =>
  keys.map(({ d: _secret, ...open }) => open);

/** Makes the keys of a file ready. */
export const openKeys = async ({ keys }: OwnKeysFile): Promise<OwnKeys> => {
  const named = await Promise.all(
    keys.map(async (jwk) => ({
      ...{ use: jwk.use, kid: jwk.kid },
      key: await importJWK(jwk, jwk.use === 'sig' ? 'EdDSA' : 'ECDH-ES'),
    })),
  );
  const usable = named.flatMap(({ use, kid, key }) =>
    key instanceof Uint8Array ? [] : [{ use, named: { kid, key } }],
  );
  const signer = usable.findLast(({ use }) => use === 'sig')?.named;
  if (!signer) throw new Error('the exchange keys hold none to sign with');
  return { signer, opening: usable.flatMap(({ use, named: one }) => (use === 'enc' ? [one] : [])) };
};
