import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Where a child was seen, and why there. */
export const notePlace = rule({
  id: 'note-place',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A contact says where the child was seen and why there',
  source: 'Audit 2015, R5; case note rubric N5',
  subjects: records('a contact in which the child was seen', 'case-note', ({ body }) => body.seen === true),
  needs: 'SC',
  read: ({ body: { place, placeReason } }) => ({ hasPlace: place !== null, hasReason: placeReason !== null }),
  check: ({ hasPlace, hasReason }) =>
    whether(hasPlace && hasReason, 'Place and reason are there', 'Place or reason is missing'),
  examples: [
    { when: 'in the park, because the child asked for it', given: { hasPlace: true, hasReason: true }, outcome: 'MET' },
    { when: 'in the park', given: { hasPlace: true, hasReason: false }, outcome: 'UNMET' },
  ],
});
