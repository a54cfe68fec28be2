import { createHash } from 'node:crypto';
import { InvalidRequest } from '../errors.ts';

/** A random sample of cases that anybody can draw again from the same frame, size and seed. */
export interface AuditSample {
  readonly seed: string;
  readonly size: number;
  readonly frameSize: number;
  /** SHA-256 of the frame's ids, sorted, one a line: two samples of one frame have the same. */
  readonly frameHash: string;
  /** The sample in per cent of its frame, to one decimal. */
  readonly percent: number;
  readonly drawn: readonly string[];
  /** The rest, in the order in which one replaces a drawn case that cannot be audited. */
  readonly reserves: readonly string[];
}

const longestSeed = 100;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const checkSize = (size: number, frameSize: number): void => {
  if (!Number.isInteger(size) || size < 1 || size > frameSize) {
    throw new InvalidRequest(`size: 1 to ${frameSize}, the number of cases there are to draw from`);
  }
};

/**
 * Draws a sample. Cases are put in the order of the SHA-256 of seed and id, a line each, and the first are taken: every
 * sample is as likely as any other, the order of the frame does not matter, a case that joins or leaves the frame moves
 * no other, and a pocket calculator's worth of code in any language draws it again.
 * @throws InvalidRequest for a size the frame does not have, or a seed of none or more than 100 characters
 */
export const createAuditSample = (frame: readonly string[], size: number, seed: string): AuditSample => {
  const cases = [...new Set(frame)].toSorted();
  if (seed === '' || seed.length > longestSeed) throw new InvalidRequest(`seed: 1 to ${longestSeed} characters`);
  checkSize(size, cases.length);
  const order = cases
    .map((id) => ({ id, place: sha256(`${seed}\n${id}`) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ id }) => id);
  return {
    ...{ seed, size, frameSize: cases.length, frameHash: sha256(cases.join('\n')) },
    percent: Math.round((size / cases.length) * 1_000) / 10,
    drawn: order.slice(0, size),
    reserves: order.slice(size),
  };
};
