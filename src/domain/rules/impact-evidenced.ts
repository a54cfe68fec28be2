import { episodesWithin, recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { children } from '../practice/subjects.ts';
import { unmet, whether } from '../practice/verdict.ts';

/** The difference made, with what shows it; silence is NOT_RECORDED. */
export const impactEvidenced = rule({
  id: 'impact-evidenced',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The impact of the work is recorded, with evidence',
  source: 'Audit 2015, R7 and the blank “Impact identified”',
  subjects: children,
  needs: 'SC',
  read: (child, _same, period) => {
    const found = recordsAbout(child, 'impact', episodesWithin(child, period));
    return {
      isRecorded: found.some(({ body }) => body.statement !== null),
      hasEvidence: found.some(({ body }) => body.statement !== null && body.evidence !== null),
    };
  },
  check: ({ isRecorded, hasEvidence }) => {
    if (!isRecorded) return unmet('NOT_RECORDED: nothing says what difference was made');
    return whether(hasEvidence, 'Recorded, with evidence', 'Recorded, and nothing shows it');
  },
  examples: [
    { when: 'fewer absences, by the return', given: { isRecorded: true, hasEvidence: true }, outcome: 'MET' },
    { when: 'a statement alone', given: { isRecorded: true, hasEvidence: false }, outcome: 'UNMET' },
    { when: 'the field is blank', given: { isRecorded: false, hasEvidence: false }, outcome: 'UNMET' },
  ],
});
