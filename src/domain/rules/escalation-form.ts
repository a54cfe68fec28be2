import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** The partnership’s form is there, at whatever stage. */
export const escalationForm = rule({
  id: 'escalation-form',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An escalation has its form',
  source: 'Audit 2015, R11',
  subjects: records('an escalation', 'escalation'),
  needs: 'ES',
  read: ({ body: { formReference } }) => ({ hasForm: formReference !== null }),
  check: ({ hasForm }) => whether(hasForm, 'The form is attached', 'No form'),
  examples: [
    { when: 'a form with its number', given: { hasForm: true }, outcome: 'MET' },
    { when: 'none', given: { hasForm: false }, outcome: 'UNMET' },
  ],
});
