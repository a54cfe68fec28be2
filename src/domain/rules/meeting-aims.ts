import { rule } from '../practice/rule.ts';
import { meetings } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** A plan says what it is for. */
export const meetingAims = rule({
  id: 'meeting-aims',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The meeting’s plan has an aim',
  source: 'Audit 2015, W5; rubric of meetings Q8',
  subjects: meetings,
  needs: 'SM',
  read: ({ body: { aims } }) => ({ aims: aims?.length ?? 0 }),
  check: ({ aims }) => whether(aims > 0, 'There is an aim', 'No aim is recorded'),
  examples: [
    { when: 'one aim', given: { aims: 1 }, outcome: 'MET' },
    { when: 'none', given: { aims: 0 }, outcome: 'UNMET' },
  ],
});
