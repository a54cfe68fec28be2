import { type Interviewer, judgeIndependence } from '../practice/independence.ts';
import { rule } from '../practice/rule.ts';
import { heldInterviews } from '../practice/subjects.ts';

/** Whoever holds it has no part in the child’s care. */
export const returnInterviewIndependent = rule({
  id: 'return-interview-independent',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interviewer is independent',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); audit 2015, W2; K7',
  subjects: heldInterviews,
  needs: 'RM',
  read: ({ body: { interviewerClass, childPreference, preferenceReason } }): Interviewer => ({
    interviewerClass,
    childPreference,
    preferenceReason,
  }),
  check: (given) => judgeIndependence(given),
  examples: [
    {
      when: 'a commissioned interviewer',
      given: { interviewerClass: 'INDEPENDENT_COMMISSIONED', childPreference: null, preferenceReason: null },
      outcome: 'MET',
    },
    {
      when: 'staff of the home',
      given: { interviewerClass: 'PLACEMENT_STAFF', childPreference: true, preferenceReason: 'Trusts them' },
      outcome: 'UNMET',
    },
    {
      when: 'the child’s own social worker, whom the child wished for',
      given: {
        interviewerClass: 'ALLOCATED_SW',
        childPreference: true,
        preferenceReason: 'Would speak with nobody else',
      },
      outcome: 'MET',
    },
    {
      when: 'the child’s own social worker, without a reason',
      given: { interviewerClass: 'ALLOCATED_SW', childPreference: true, preferenceReason: null },
      outcome: 'UNMET',
    },
    {
      when: 'nobody says who held it',
      given: { interviewerClass: null, childPreference: null, preferenceReason: null },
      outcome: 'UNKNOWN',
    },
  ],
});
