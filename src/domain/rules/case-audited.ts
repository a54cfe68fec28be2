import { rule } from '../practice/rule.ts';
import { children } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** The cases an audit drew, of all it could have drawn: those its auditors were given to read, with names. */
export const caseAudited = rule({
  id: 'case-audited',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The case is one an audit was given to read',
  source: 'Audit 2015, A2: 15 drawn from the 27 of a week',
  subjects: children,
  needs: 'EP',
  read: ({ isAudited }) => ({ isAudited }),
  check: ({ isAudited }) => whether(isAudited, 'Given to an auditor', 'Not given to an auditor'),
  examples: [
    { when: 'it was drawn and approved', given: { isAudited: true }, outcome: 'MET' },
    { when: 'it was not drawn', given: { isAudited: false }, outcome: 'UNMET' },
  ],
});
