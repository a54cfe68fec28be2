import { isNhsNumber, isUpn } from '../../domain/identifiers.ts';
import { MOST_CHILDREN } from './options.ts';
import { scattered } from './random.ts';

const slotOf = (seed: number, name: string, child: number): number =>
  scattered(seed, name, child, MOST_CHILDREN, 123_457);

const digits = [...'0123456789'];
const upnLetters = [...'ABCDEFGHJKLMNPQRTUVWXYZ'];

/** The NHS number of a child, in the range that is never given out. */
export const nhsNumberOf = (seed: number, child: number): string => {
  const slot = slotOf(seed, 'nhs-number', child);
  // Of two neighbours at most one has no check digit.
  const found = [2 * slot, 2 * slot + 1]
    .flatMap((body) => digits.map((check) => `999${String(body).padStart(6, '0')}${check}`))
    .find(isNhsNumber);
  if (found === undefined) throw new Error('no check digit fits');
  return found;
};

/** The unique pupil number of a child, given by an invented school in the year the child turned five. */
export const upnOf = (seed: number, child: number, bornOn: string): string => {
  const slot = slotOf(seed, 'upn', child);
  const year = String((Number(bornOn.slice(0, 4)) + 5) % 100).padStart(2, '0');
  const school = 9000 + Math.floor(slot / 1000);
  const body = `371${school}${year}${String(slot % 1000).padStart(3, '0')}`;
  const found = upnLetters.map((letter) => `${letter}${body}`).find(isUpn);
  if (found === undefined) throw new Error('no check letter fits');
  return found;
};

/** The number of a child in one system: unique in it, and telling nothing of the number in another. */
export const systemNumber = (seed: number, system: string, child: number): number =>
  100_000 + slotOf(seed, system, child);
