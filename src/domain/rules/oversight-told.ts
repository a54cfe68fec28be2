import { episodesWithin, recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { childrenWho, isInCareOrProtected } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Who reviews the case of a child in care, or chairs the conference, is told the child was missing. */
export const oversightTold = rule({
  id: 'oversight-told',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The reviewing officer or chair is told',
  source: 'Audit 2015, X9',
  subjects: childrenWho('a child in care or on a protection plan', isInCareOrProtected),
  needs: 'SC',
  read: (child, _same, period) => ({
    isTold: recordsAbout(child, 'professional-notice', episodesWithin(child, period)).some(
      ({ body: { recipientRole, about } }) =>
        about === 'MISSING' && (recipientRole === 'REVIEWING_OFFICER' || recipientRole === 'CP_CHAIR'),
    ),
  }),
  check: ({ isTold }) => whether(isTold, 'Told', 'No record that they were told'),
  examples: [
    { when: 'the reviewing officer had an e-mail', given: { isTold: true }, outcome: 'MET' },
    { when: 'nobody told them', given: { isTold: false }, outcome: 'UNMET' },
  ],
});
