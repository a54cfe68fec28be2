import { earlyHelpOf } from './generate-early-help.ts';
import { educationOf } from './generate-education.ts';
import { healthOf } from './generate-health.ts';
import { hubRecordsOf } from './generate-hub-records.ts';
import { policeOf } from './generate-police.ts';
import { caseOf, returnOf } from './generate-social-care.ts';
import { trueChildOf } from './generate-true-child.ts';
import type { InventedChild, InventedSource } from './invented.ts';
import { instantOf } from './moments.ts';
import type { SynthOptions } from './options.ts';
import type { TrueChild } from './true-child.ts';

const sourcesOf = (options: SynthOptions, child: TrueChild): readonly InventedSource[] => {
  const others = [
    ...policeOf(options, child),
    ...returnOf(options, child),
    ...healthOf(options, child),
    ...educationOf(options, child),
    ...earlyHelpOf(options, child),
  ];
  const cases = caseOf(options, child, others.length > 0);
  return [...others, ...cases, ...hubRecordsOf(options, child, cases[0])];
};

/** Child number `child` of a seed, who is the same however many are invented. Somebody knows of every child. */
export const childOf = (options: SynthOptions, child: number): InventedChild => {
  const truth = trueChildOf(options, child);
  return {
    reference: `SYN-${String(child + 1).padStart(6, '0')}`,
    ...{ givenNames: truth.given, familyName: truth.family, birthOn: truth.bornOn },
    ...{ nhsNumber: truth.nhsNumber, upn: truth.upn },
    episodes: truth.absences.map(({ startedAt, endedAt }) => ({
      startedAt: instantOf(startedAt),
      endedAt: endedAt === null ? null : instantOf(endedAt),
    })),
    sources: sourcesOf(options, truth),
  };
};

/** The children of a seed, one after another. */
export function* childrenOf(options: SynthOptions): Generator<InventedChild> {
  for (let child = 0; child < options.children; child += 1) yield childOf(options, child);
}
