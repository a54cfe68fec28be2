import { recordsAbout } from '../practice/child-case.ts';
import { judgeWorkingDays } from '../practice/clocks.ts';
import { type Criterion, criterionOf } from '../practice/criterion.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { judgeTriggers } from '../practice/triggers.ts';
import { met, notApplicable, unknown, unmet } from '../practice/verdict.ts';

/** Whatever anybody recorded, the criteria are read from the facts and each that is met has its answer. */
export const criterionAnswered = rule({
  id: 'criterion-answered',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An absence that meets a criterion has a meeting or a reason',
  source: 'Audit 2015, X5; Working Together: strategy discussion; triggers T1-T8',
  subjects: absences,
  needs: 'SM',
  read: (
    episode,
    child,
    terms,
  ): Criterion & { readonly isHeld: boolean; readonly isAgainst: boolean; readonly hasReason: boolean } => {
    const decisions = recordsAbout(child, 'strategy-meeting', [episode]);
    return {
      ...criterionOf(judgeTriggers(episode, child, terms)),
      isHeld: decisions.some(({ body }) => body.heldAt !== null),
      isAgainst: decisions.some(({ body }) => body.decision === 'NOT_CONVENED'),
      hasReason: decisions.some(({ body }) => body.notConvenedReason !== null),
    };
  },
  // Which criterion it is may be harm told to an interviewer: the explanation does not say.
  check: ({ isHeld, isAgainst, hasReason, outcome, metOn }, { pack, now }) => {
    if (isHeld) return met('A meeting was held');
    if (outcome === 'UNMET') return notApplicable('No criterion is met');
    if (outcome === 'UNKNOWN') return unknown('What is recorded leaves open whether a criterion is met');
    if (outcome === 'OPEN') return { outcome, explanation: 'No criterion is met yet' };
    if (hasReason) return met('Not convened, with a reason');
    if (isAgainst) return unmet('A criterion is met; decided against a meeting without a reason');
    const clock = judgeWorkingDays({
      startedOn: metOn,
      doneOn: null,
      days: pack.meetingWorkingDays,
      now,
      what: 'a meeting was held',
      calendar: pack,
    });
    return clock.outcome === 'UNMET' ? unmet('A criterion is met, and there is neither a meeting nor a reason') : clock;
  },
  examples: [
    {
      when: 'three absences in a month, and a meeting',
      given: {
        isHeld: true,
        isAgainst: false,
        hasReason: false,
        outcome: 'MET',
        triggers: ['T2'],
        metOn: '2015-10-16',
      },
      outcome: 'MET',
    },
    {
      when: 'graded high weeks ago, with neither meeting nor reason',
      given: {
        isHeld: false,
        isAgainst: false,
        hasReason: false,
        outcome: 'MET',
        triggers: ['T5'],
        metOn: '2015-10-01',
      },
      outcome: 'UNMET',
    },
    {
      when: 'graded high yesterday, and decided against a meeting without a word',
      given: {
        isHeld: false,
        isAgainst: true,
        hasReason: false,
        outcome: 'MET',
        triggers: ['T5'],
        metOn: '2015-10-22',
      },
      outcome: 'UNMET',
    },
    {
      when: 'decided against, with a reason',
      given: { isHeld: false, isAgainst: true, hasReason: true, outcome: 'MET', triggers: ['T5'], metOn: '2015-10-22' },
      outcome: 'MET',
    },
    {
      when: 'graded high yesterday',
      given: {
        isHeld: false,
        isAgainst: false,
        hasReason: false,
        outcome: 'MET',
        triggers: ['T5'],
        metOn: '2015-10-22',
      },
      outcome: 'OPEN',
      flipsAt: '2015-10-29T23:59:59.999Z',
    },
    {
      when: 'a criterion met on a day nobody can tell',
      given: { isHeld: false, isAgainst: false, hasReason: false, outcome: 'MET', triggers: ['T3'], metOn: null },
      outcome: 'UNKNOWN',
    },
    {
      when: 'nothing calls for a meeting',
      given: { isHeld: false, isAgainst: false, hasReason: false, outcome: 'UNMET', triggers: [], metOn: null },
      outcome: 'NOT_APPLICABLE',
    },
  ],
});
