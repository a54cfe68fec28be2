import { rule } from '../practice/rule.ts';
import { interviews } from '../practice/subjects.ts';
import { unknown, whether } from '../practice/verdict.ts';

/** One try in one way is not tenacity. */
export const returnInterviewPersistence = rule({
  id: 'return-interview-persistence',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The child is tried more than once',
  source: 'Audit 2015, X4 and R6; rubric Q5',
  subjects: interviews,
  needs: 'RM',
  read: ({ body: { attempts } }) => ({ attempts: attempts?.length ?? null }),
  check: ({ attempts }) =>
    attempts === null
      ? unknown('No attempts are recorded')
      : whether(attempts > 1, `${attempts} attempts`, 'Tried once at most'),
  examples: [
    { when: 'two attempts', given: { attempts: 2 }, outcome: 'MET' },
    { when: 'a single one', given: { attempts: 1 }, outcome: 'UNMET' },
    { when: 'nothing is recorded', given: { attempts: null }, outcome: 'UNKNOWN' },
  ],
});
