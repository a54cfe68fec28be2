import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';

/** A tree as a checkpoint tells it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Who signs checkpoints. */
export interface CheckpointSigner {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** Whose checkpoints are believed. */
export interface CheckpointVerifier {
  readonly name: string;
  readonly publicKey: KeyObject;
}

const ed25519 = 1;
// DER of an Ed25519 key but for its 32 bytes (RFC 8410).
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** The hub's signer of checkpoints, derived from the hub's own key. */
export const checkpointSigner = (hubKey: Buffer, name: string): CheckpointSigner => {
  const seed = Buffer.from(hkdfSync('sha256', hubKey, '', 'homeward ledger checkpoint', 32));
  const key = Buffer.concat([privatePrefix, seed]);
  return { name, privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
};

export const verifierOf = ({ name, privateKey }: CheckpointSigner): CheckpointVerifier => ({
  name,
  publicKey: createPublicKey(privateKey),
});

/** The 32 bytes of a verifier’s key. */
export const rawKeyOf = ({ publicKey }: CheckpointVerifier): Buffer =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);

const keyId = (verifier: CheckpointVerifier): Buffer =>
  createHash('sha256')
    .update(`${verifier.name}\n`)
    .update(Uint8Array.of(ed25519))
    .update(rawKeyOf(verifier))
    .digest()
    .subarray(0, 4);

/** A verifier as one line of text, to be given to a witness (C2SP signed-note, verifier key). */
export const verifierText = (verifier: CheckpointVerifier): string => {
  const key = Buffer.concat([Uint8Array.of(ed25519), rawKeyOf(verifier)]);
  return `${verifier.name}+${keyId(verifier).toString('hex')}+${key.toString('base64')}`;
};

const verifierShape = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/;

/** Reads a verifier from its text; null where it is none. */
export const readVerifier = (text: string): CheckpointVerifier | null => {
  const [, name = '', id = '', encoded = ''] = verifierShape.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ed25519) return null;
  const key = Buffer.concat([publicPrefix, bytes.subarray(1)]);
  const verifier = { name, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) };
  return keyId(verifier).toString('hex') === id ? verifier : null;
};

/** A signed statement of how large the ledger is and what its root is (C2SP tlog-checkpoint). */
export const signCheckpoint = ({ size, root }: TreeHead, signer: CheckpointSigner): string => {
  const text = `${signer.name}\n${size}\n${root.toString('base64')}\n`;
  const signature = sign(null, Buffer.from(text), signer.privateKey);
  const line = Buffer.concat([keyId(verifierOf(signer)), signature]).toString('base64');
  return `${text}\n— ${signer.name} ${line}\n`;
};

const noteShape = /^(([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n— ([^\s]+) ([A-Za-z0-9+/]+=*)\n$/;

/** What a checkpoint states, if it is whole and signed by the verifier's key; else null. */
export const readCheckpoint = (note: string, verifier: CheckpointVerifier): TreeHead | null => {
  const found = noteShape.exec(note);
  if (!found) return null;
  const [, text = '', origin, size, root = '', name, line = ''] = found;
  if (origin !== verifier.name || name !== verifier.name) return null;
  const bytes = Buffer.from(line, 'base64');
  if (bytes.toString('base64') !== line || !bytes.subarray(0, 4).equals(keyId(verifier))) return null;
  if (!verify(null, Buffer.from(text), verifier.publicKey, bytes.subarray(4))) return null;
  return { size: Number(size), root: Buffer.from(root, 'base64') };
};
