import { rule } from '../practice/rule.ts';
import { heldInterviews } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** An interview says what it changed; silence is not read as nothing. */
export const differenceMade = rule({
  id: 'difference-made',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interview says what difference it made',
  source: 'Audit 2015, I1; rubric Q15',
  subjects: heldInterviews,
  needs: 'RC',
  read: ({ body: { differenceMade } }) => ({ isSaid: differenceMade !== null }),
  check: ({ isSaid }) =>
    whether(isSaid, 'The difference is recorded', 'NOT_RECORDED: nothing says what difference it made'),
  examples: [
    { when: 'the record says what changed', given: { isSaid: true }, outcome: 'MET' },
    { when: 'the record is silent', given: { isSaid: false }, outcome: 'UNMET' },
  ],
});
