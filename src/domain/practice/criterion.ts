import { londonDay } from '../dates.ts';
import type { Trigger, TriggerVerdict } from './triggers.ts';
import type { Outcome } from './verdict.ts';

/** Whether a meeting is called for: one criterion suffices; since which day, as far as that can be told. */
export interface Criterion {
  readonly outcome: Outcome;
  readonly triggers: readonly Trigger[];
  readonly metOn: string | null;
}

// What only people record says nothing by its absence.
const onlyRecorded: readonly Trigger[] = ['T1', 'T8'];

/** The criteria of one absence taken together. */
export const criterionOf = (verdicts: readonly TriggerVerdict[]): Criterion => {
  const found = verdicts.filter(({ outcome }) => outcome === 'MET');
  const days = found.flatMap(({ metAt }) => (metAt === null ? [] : [londonDay(metAt)])).toSorted();
  if (found.length > 0)
    return { outcome: 'MET', triggers: found.map(({ trigger }) => trigger), metOn: days[0] ?? null };
  const read = verdicts.filter(({ trigger }) => !onlyRecorded.includes(trigger));
  const isOpen = read.some(({ outcome }) => outcome === 'OPEN');
  const isUnknown = read.some(({ outcome }) => outcome === 'UNKNOWN');
  return { outcome: isOpen ? 'OPEN' : isUnknown ? 'UNKNOWN' : 'UNMET', triggers: [], metOn: null };
};
