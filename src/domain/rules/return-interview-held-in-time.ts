import { judgeHours } from '../practice/clocks.ts';
import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { notApplicable, stillMissing, unknown } from '../practice/verdict.ts';

/** 72 hours from the return, on instants; each absence keeps its own clock, whatever comes after. */
export const returnInterviewHeldInTime = rule({
  id: 'return-interview-held-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interview is held within 72 hours of the return',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K5',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }) => returnInterviewOf(episode, child, pack.interviewHours),
  check: (
    {
      isBack,
      isAdult,
      isHeld,
      isExcused,
      backAt,
      heldAt,
      state,
    }: Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isHeld' | 'isExcused' | 'backAt' | 'heldAt' | 'state'>,
    { pack, now },
  ) => {
    if (!isBack) return stillMissing;
    if (isAdult) return notApplicable('Eighteen before the return');
    if (isExcused) return notApplicable('Decided, with a reason, that none is needed or that it waits');
    if (isHeld && heldAt === null) return unknown('Held, and nothing says when');
    const verdict = judgeHours({
      startedAt: backAt,
      doneAt: heldAt,
      hours: pack.interviewHours,
      now,
      what: 'it was held',
    });
    const again =
      state === 'SUPERSEDED_MISSING_AGAIN' ? '; the child went missing again first, and the clock was kept' : '';
    return { ...verdict, explanation: `${verdict.explanation}${again}` };
  },
  examples: [
    {
      when: 'back Thursday 20:00, held Sunday 18:59, over the end of summer time',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: true,
        isExcused: false,
        backAt: '2015-10-22T19:00:00Z',
        heldAt: '2015-10-25T18:59:00Z',
        state: 'COMPLETED',
      },
      outcome: 'MET',
    },
    {
      when: 'back Thursday 20:00, held Sunday 19:01: by the wall clock within the hour, by the hours too late',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: true,
        isExcused: false,
        backAt: '2015-10-22T19:00:00Z',
        heldAt: '2015-10-25T19:01:00Z',
        state: 'COMPLETED',
      },
      outcome: 'UNMET',
    },
    {
      when: 'missing again before anybody spoke with the child, and 72 hours are over',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: false,
        isExcused: false,
        backAt: '2015-10-18T19:00:00Z',
        heldAt: null,
        state: 'SUPERSEDED_MISSING_AGAIN',
      },
      outcome: 'UNMET',
    },
    {
      when: 'back since yesterday',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: false,
        isExcused: false,
        backAt: '2015-10-22T19:00:00Z',
        heldAt: null,
        state: 'OFFERED',
      },
      outcome: 'OPEN',
      flipsAt: '2015-10-25T19:00:00.000Z',
    },
    {
      when: 'only the day of the return is known',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: true,
        isExcused: false,
        backAt: null,
        heldAt: '2015-10-21T10:00:00Z',
        state: 'COMPLETED',
      },
      outcome: 'UNKNOWN',
    },
  ],
});
