import type { Format } from '../../domain/adapter.ts';
import { isTurnedAway } from '../../domain/marking.ts';
import { isReadable } from './arrivals.ts';
import { type ReadStep, readFile } from './read-file.ts';

/** A file at the door. */
interface Unkept {
  readonly bytes: Uint8Array;
  readonly organisation: string;
  readonly receivedAt: string;
}

const reasonsOf = (step: ReadStep) => {
  if ('wholeFile' in step) return step.wholeFile.reasons;
  return isReadable(step.arrival) ? null : step.arrival.reasons;
};

/** Whether anything in a file is marked above what the hub may hold; only formats that say how it is marked are read. */
export const isTurnedAwayIn = ({ bytes, ...options }: Unkept, format: Format | undefined): boolean => {
  if (!format?.isMarked) return false;
  const { organisation, receivedAt } = options;
  for (const step of readFile({ format, bytes, options: { organisation, receivedAt } })) {
    if (isTurnedAway(reasonsOf(step))) return true;
  }
  return false;
};
