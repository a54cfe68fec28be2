import { importJWK } from 'jose';
import { z } from 'zod';
import type { Agreement } from '../agreement.ts';
import { readAgreement, type SignedAgreement, signedAgreement } from './signed-agreement.ts';
import type { FindKey, NamedKey } from './signed-statement.ts';
import { partner, person, phrase } from './values.ts';

const kid = z.string().min(1).max(100);
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A public key: Ed25519 to check signatures, X25519 to seal to (RFC 8037). */
export const publicKey = z.discriminatedUnion('use', [
  z.strictObject({ kid, kty: z.literal('OKP'), crv: z.literal('Ed25519'), use: z.literal('sig'), x: coordinate }),
  z.strictObject({ kid, kty: z.literal('OKP'), crv: z.literal('X25519'), use: z.literal('enc'), x: coordinate }),
]);

const listed = z.strictObject({
  authority: partner,
  name: phrase,
  /** Where its hub takes messages; the only address anything is ever sent to. */
  url: z.url({ protocol: /^https?$/ }),
  dutyManager: person,
  /** Its keys, the newest last: an old one stays until nothing signed with it is under way. */
  keys: z.array(publicKey).min(1).max(20),
  /** Public key of its ledger’s checkpoints, as `homeward ledger key` prints it. */
  ledgerKey: z.string().max(400).optional(),
});

/** The partner register: a file that somebody edits and nothing else changes. */
export const registerFile = z.strictObject({
  authorities: z.array(listed).min(1).max(500),
  agreements: z.array(signedAgreement).max(2_000),
});
export type RegisterFile = Readonly<z.infer<typeof registerFile>>;
export type Partner = Readonly<z.infer<typeof listed>>;

/** An agreement of the register, checked, and as it was signed. */
export interface ListedAgreement {
  readonly terms: Agreement;
  readonly signed: SignedAgreement;
}

/** The register with its keys ready to use. */
export interface Register {
  readonly partners: readonly Partner[];
  readonly findPartner: (code: string) => Partner | undefined;
  readonly findKey: FindKey;
  /** The key to seal to; undefined where the authority lists none. */
  readonly sealingKey: (code: string) => NamedKey | undefined;
  /** Those both sides signed; the others do not count. */
  readonly agreements: readonly ListedAgreement[];
}

const importKey = async (jwk: z.infer<typeof publicKey>): Promise<NamedKey | null> => {
  const key = await importJWK(jwk, jwk.use === 'sig' ? 'EdDSA' : 'ECDH-ES');
  return key instanceof Uint8Array ? null : { kid: jwk.kid, key };
};

const agreementsOf = async (file: RegisterFile, findKey: FindKey): Promise<readonly ListedAgreement[]> => {
  const read = await Promise.all(
    file.agreements.map(async (signed) => ({ signed, terms: await readAgreement(signed, findKey) })),
  );
  return read.flatMap(({ signed, terms }) => (terms === null ? [] : [{ signed, terms }]));
};

interface ListedKey {
  readonly code: string;
  readonly use: 'sig' | 'enc';
  readonly named: NamedKey;
}

const keysOf = async ({ authorities }: RegisterFile): Promise<readonly ListedKey[]> => {
  const all = authorities.flatMap(({ authority: code, keys }) => keys.map((jwk) => ({ code, jwk })));
  const read = await Promise.all(
    all.map(async ({ code, jwk }) => ({ code, use: jwk.use, named: await importKey(jwk) })),
  );
  return read.flatMap(({ code, use, named }) => (named === null ? [] : [{ code, use, named }]));
};

/** Makes a register of its file. */
export const openRegister = async (file: RegisterFile): Promise<Register> => {
  const keys = await keysOf(file);
  const nameOf = (code: string, kidOf: string): string => JSON.stringify([code, kidOf]);
  const signing = new Map(
    keys.filter(({ use }) => use === 'sig').map(({ code, named }) => [nameOf(code, named.kid), named.key]),
  );
  const sealing = new Map(keys.filter(({ use }) => use === 'enc').map(({ code, named }) => [code, named]));
  const findKey: FindKey = (code, name) => signing.get(nameOf(code, name));
  const byCode = new Map(file.authorities.map((one) => [one.authority, one]));
  return {
    partners: file.authorities,
    findPartner: (code) => byCode.get(code),
    findKey,
    sealingKey: (code) => sealing.get(code),
    agreements: await agreementsOf(file, findKey),
  };
};
