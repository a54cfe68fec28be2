import { rule } from '../practice/rule.ts';
import { declinedInterviews } from '../practice/subjects.ts';
import { unknown, whether } from '../practice/verdict.ts';

/** A no is not the last word. */
export const refusalFollowedUp = rule({
  id: 'refusal-followed-up',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Somebody tries again after a refusal',
  source: 'Audit 2015, X4',
  subjects: declinedInterviews,
  needs: 'RM',
  read: ({ body: { attempts } }) => ({ last: attempts?.at(-1)?.outcome ?? null }),
  check: ({ last }: { readonly last: string | null }) => {
    if (last === null) return unknown('No attempts are recorded');
    return whether(last !== 'REFUSED', 'Tried again after it', 'The refusal was the last that was tried');
  },
  examples: [
    { when: 'rung again after the refusal', given: { last: 'NO_ANSWER' }, outcome: 'MET' },
    { when: 'left at the refusal', given: { last: 'REFUSED' }, outcome: 'UNMET' },
  ],
});
