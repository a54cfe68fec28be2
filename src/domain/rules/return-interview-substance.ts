import { rule } from '../practice/rule.ts';
import { heldInterviews } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** A record of an interview holds more than that it took place. */
export const returnInterviewSubstance = rule({
  id: 'return-interview-substance',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interview holds the child’s words or an analysis',
  source: 'Audit 2015, X2',
  subjects: heldInterviews,
  needs: 'RC',
  read: ({ body: { quotes, analysis } }) => ({ hasWords: quotes !== null, hasAnalysis: analysis !== null }),
  check: ({ hasWords, hasAnalysis }) =>
    whether(
      hasWords || hasAnalysis,
      'There are the child’s words or an analysis',
      'Neither a word of the child nor an analysis',
    ),
  examples: [
    { when: 'the child is quoted', given: { hasWords: true, hasAnalysis: false }, outcome: 'MET' },
    { when: 'neither words nor analysis', given: { hasWords: false, hasAnalysis: false }, outcome: 'UNMET' },
  ],
});
