import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { notApplicable, stillMissing, whether } from '../practice/verdict.ts';

/** Every absence, however short, is followed by the offer of an interview. */
export const returnInterviewOffered = rule({
  id: 'return-interview-offered',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A return home interview is offered',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K2',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }) => returnInterviewOf(episode, child, pack.interviewHours),
  check: ({
    isBack,
    isAdult,
    isOffered,
    isExcused,
  }: Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isOffered' | 'isExcused'>) => {
    if (!isBack) return stillMissing;
    if (isAdult) return notApplicable('Eighteen before the return');
    if (isExcused) return notApplicable('Decided, with a reason, that none is needed or that it waits');
    return whether(isOffered, 'Offered', 'No record of an offer');
  },
  examples: [
    {
      when: 'an interview was offered',
      given: { isBack: true, isAdult: false, isOffered: true, isExcused: false },
      outcome: 'MET',
    },
    {
      when: 'nobody recorded an offer',
      given: { isBack: true, isAdult: false, isOffered: false, isExcused: false },
      outcome: 'UNMET',
    },
    {
      when: 'somebody decided with a reason that none is needed',
      given: { isBack: true, isAdult: false, isOffered: false, isExcused: true },
      outcome: 'NOT_APPLICABLE',
    },
    {
      when: 'the young person turned eighteen while away',
      given: { isBack: true, isAdult: true, isOffered: false, isExcused: false },
      outcome: 'NOT_APPLICABLE',
    },
    {
      when: 'the child is still missing',
      given: { isBack: false, isAdult: false, isOffered: false, isExcused: false },
      outcome: 'OPEN',
    },
  ],
});
