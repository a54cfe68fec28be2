import { createHash, sign, verify } from 'node:crypto';
import type { CheckpointSigner, CheckpointVerifier } from './checkpoint.ts';
import { rawKeyOf, verifierOf } from './checkpoint.ts';

const cosignatureType = 4;

const keyId = (verifier: CheckpointVerifier): Buffer =>
  createHash('sha256')
    .update(`${verifier.name}\n`)
    .update(Uint8Array.of(cosignatureType))
    .update(rawKeyOf(verifier))
    .digest()
    .subarray(0, 4);

/** The text of a checkpoint that signatures are made over: all before the empty line. */
const bodyOf = (note: string): string => note.slice(0, note.indexOf('\n\n') + 1);

const signed = (note: string, seconds: bigint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${bodyOf(note)}`);

/** A witness’s signature under another’s checkpoint, as one line of a note (C2SP tlog-cosignature). */
export const cosign = (note: string, signer: CheckpointSigner, at: string): string => {
  const seconds = BigInt(Math.floor(Date.parse(at) / 1000));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  const signature = sign(null, signed(note, seconds), signer.privateKey);
  const line = Buffer.concat([keyId(verifierOf(signer)), time, signature]);
  return `— ${signer.name} ${line.toString('base64')}\n`;
};

const lineShape = /^— (\S+) ([A-Za-z0-9+/]+=*)\n$/;

/** Whether a line says that it is the verifier’s; not yet that it is. */
export const isClaimedBy = (line: string, verifier: CheckpointVerifier): boolean => {
  const [, name, encoded = ''] = lineShape.exec(line) ?? [];
  return name === verifier.name && Buffer.from(encoded, 'base64').subarray(0, 4).equals(keyId(verifier));
};

/** When a witness put its name under a checkpoint; null where it did not. */
export const readCosignature = (line: string, note: string, verifier: CheckpointVerifier): string | null => {
  const [, name, encoded = ''] = lineShape.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const isShaped = name === verifier.name && bytes.length === 76 && bytes.toString('base64') === encoded;
  if (!isShaped || !bytes.subarray(0, 4).equals(keyId(verifier))) return null;
  const seconds = bytes.readBigUInt64BE(4);
  const isSigned = verify(null, signed(note, seconds), verifier.publicKey, bytes.subarray(12));
  return isSigned ? new Date(Number(seconds) * 1000).toISOString() : null;
};
