import { recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { perChild } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

const voices = ['CHILD', 'PARENT_OR_CARER', 'PRACTITIONER'] as const;

/** Children, parents and practitioners are heard on the help given. */
export const feedbackHeard = rule({
  id: 'feedback-heard',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Children, parents or carers, and practitioners are asked',
  source: 'Audit 2015, F1-F3',
  subjects: perChild('a voice on a child’s case', (child, episodes) =>
    voices.map((group) => ({
      group,
      isHeard: recordsAbout(child, 'feedback', episodes).some(({ body }) => body.respondent === group),
    })),
  ),
  needs: 'SC',
  read: ({ group, isHeard }) => ({ group, isHeard }),
  check: ({ isHeard }) => whether(isHeard, 'Heard', 'Not heard'),
  groupOf: ({ group }) => group,
  examples: [
    { when: 'the child was asked', given: { group: 'CHILD', isHeard: true }, outcome: 'MET' },
    { when: 'no parent was', given: { group: 'PARENT_OR_CARER', isHeard: false }, outcome: 'UNMET' },
  ],
});
