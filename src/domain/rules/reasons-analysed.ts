import { rule } from '../practice/rule.ts';
import { heldInterviews } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Why the child went, by its code and in the worker’s reasoning. */
export const reasonsAnalysed = rule({
  id: 'reasons-analysed',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Reasons are coded and analysed',
  source: 'Audit 2015, R10; rubric Q12',
  subjects: heldInterviews,
  needs: 'RC',
  read: ({ body: { reasons, analysis, account } }) => ({
    isCoded: (reasons?.length ?? 0) > 0,
    isAnalysed: analysis !== null && analysis !== account,
  }),
  check: ({ isCoded, isAnalysed }) =>
    whether(isCoded && isAnalysed, 'Coded and analysed', 'Not coded, or not analysed'),
  examples: [
    { when: 'two reasons and an analysis', given: { isCoded: true, isAnalysed: true }, outcome: 'MET' },
    { when: 'the account is copied as analysis', given: { isCoded: true, isAnalysed: false }, outcome: 'UNMET' },
  ],
});
