import { judgeHours } from '../practice/clocks.ts';
import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { notApplicable, stillMissing, unknown } from '../practice/verdict.ts';

/** The offer comes within 72 hours of the return. */
export const returnInterviewOfferedInTime = rule({
  id: 'return-interview-offered-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interview is offered within 72 hours of the return',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K3',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }) => returnInterviewOf(episode, child, pack.interviewHours),
  check: (
    {
      isBack,
      isAdult,
      isOffered,
      isExcused,
      backAt,
      offeredAt,
    }: Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isOffered' | 'isExcused' | 'backAt' | 'offeredAt'>,
    { pack, now },
  ) => {
    if (!isBack) return stillMissing;
    if (isAdult) return notApplicable('Eighteen before the return');
    if (isExcused) return notApplicable('Decided, with a reason, that none is needed or that it waits');
    if (isOffered && offeredAt === null) return unknown('Offered, and nothing says when');
    return judgeHours({
      startedAt: backAt,
      doneAt: offeredAt,
      hours: pack.interviewHours,
      now,
      what: 'it was offered',
    });
  },
  examples: [
    {
      when: 'offered the day after the return',
      given: {
        isBack: true,
        isAdult: false,
        isOffered: true,
        isExcused: false,
        backAt: '2015-10-20T08:00:00Z',
        offeredAt: '2015-10-21T08:00:00Z',
      },
      outcome: 'MET',
    },
    {
      when: 'offered on the fourth day',
      given: {
        isBack: true,
        isAdult: false,
        isOffered: true,
        isExcused: false,
        backAt: '2015-10-18T08:00:00Z',
        offeredAt: '2015-10-21T08:01:00Z',
      },
      outcome: 'UNMET',
    },
    {
      when: 'back since yesterday and not offered yet',
      given: {
        isBack: true,
        isAdult: false,
        isOffered: false,
        isExcused: false,
        backAt: '2015-10-22T08:00:00Z',
        offeredAt: null,
      },
      outcome: 'OPEN',
      flipsAt: '2015-10-25T08:00:00.000Z',
    },
    {
      when: 'the 903 return gives days only',
      given: {
        isBack: true,
        isAdult: false,
        isOffered: true,
        isExcused: false,
        backAt: null,
        offeredAt: '2015-10-21T08:00:00Z',
      },
      outcome: 'UNKNOWN',
    },
    {
      when: 'the case system says Y and no more',
      given: {
        isBack: true,
        isAdult: false,
        isOffered: true,
        isExcused: false,
        backAt: '2015-10-20T08:00:00Z',
        offeredAt: null,
      },
      outcome: 'UNKNOWN',
    },
  ],
});
