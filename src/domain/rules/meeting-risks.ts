import { rule } from '../practice/rule.ts';
import { meetings } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** A meeting names the risks by their codes, so that they can be counted. */
export const meetingRisks = rule({
  id: 'meeting-risks',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The meeting names a risk by its code',
  source: 'Audit 2015, W4; rubric of meetings Q7',
  subjects: meetings,
  needs: 'SM',
  read: ({ body: { risks } }) => ({ codes: (risks ?? []).flatMap(({ code }) => code ?? []) }),
  check: ({ codes }) => whether(codes.length > 0, 'Risks are named', 'No risk has a code'),
  examples: [
    { when: 'two risks with codes', given: { codes: ['10A', '11A'] }, outcome: 'MET' },
    { when: 'none', given: { codes: [] }, outcome: 'UNMET' },
  ],
});
