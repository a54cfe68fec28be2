import { judgeLonger } from '../practice/long-absence.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { met, unmet, type Verdict } from '../practice/verdict.ts';

/** Absences that are longer than a day are counted. */
export const notMissingForADay = rule({
  id: 'not-missing-for-a-day',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The absence is no longer than 24 hours',
  source: 'K13; trigger T3',
  subjects: absences,
  needs: 'EP',
  read: (episode, _child, { pack, now }): Verdict => judgeLonger(episode, pack.longHours, now),
  check: ({ outcome, explanation, flipsAt }: Verdict) => {
    if (outcome === 'MET') return unmet(explanation);
    if (outcome === 'UNMET') return met(explanation);
    return { outcome, explanation, ...(flipsAt === undefined ? {} : { flipsAt, flipsTo: 'UNMET' as const }) };
  },
  examples: [
    { when: 'a night and a day', given: { outcome: 'MET', explanation: 'Longer than 24 hours' }, outcome: 'UNMET' },
    { when: 'an evening', given: { outcome: 'UNMET', explanation: 'Not longer than 24 hours' }, outcome: 'MET' },
    {
      when: 'the 903 return says the 1st and the 2nd',
      given: { outcome: 'UNKNOWN', explanation: 'Its days do not tell' },
      outcome: 'UNKNOWN',
    },
  ],
});
