import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Who writes says who they are. */
export const noteAuthor = rule({
  id: 'note-author',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A note names its author and their role',
  source: 'Audit 2015, R3; case note rubric N1-N2',
  subjects: records('a case note', 'case-note'),
  needs: 'SC',
  read: ({ body: { author, authorRole } }) => ({ hasAuthor: author !== null, hasRole: authorRole !== null }),
  check: ({ hasAuthor, hasRole }) =>
    whether(hasAuthor && hasRole, 'Author and role are there', 'Author or role is missing'),
  examples: [
    { when: 'signed with name and role', given: { hasAuthor: true, hasRole: true }, outcome: 'MET' },
    { when: 'signed with a name alone', given: { hasAuthor: true, hasRole: false }, outcome: 'UNMET' },
  ],
});
