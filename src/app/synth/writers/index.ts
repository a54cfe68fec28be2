import type { Writer } from '../writer.ts';
import { ctf } from './ctf.ts';
import { earlyHelp } from './early-help.ts';
import { fhir } from './fhir.ts';
import { hubRecords } from './hub-records.ts';
import { policeMisper } from './police-misper.ts';
import { ssd } from './ssd.ts';
import { ssda903 } from './ssda903.ts';

/** The register of writers. */
export const writers: readonly Writer[] = [policeMisper, ssda903, ssd, fhir, ctf, earlyHelp, hubRecords];

/** The writer of this id. */
export const writerOf = (id: string): Writer => {
  const writer = writers.find((one) => one.id === id);
  if (!writer) throw new Error(`there is no writer ${id}`);
  return writer;
};
