import { caseNoteRubric } from '../practice/case-note-rubric.ts';
import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** A note by its rubric: the share of the items that apply and are there. */
export const noteQuality = rule({
  id: 'note-quality',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A case note holds what its rubric asks',
  source: 'Audit 2015, R3-R11; case note rubric N1-N12',
  subjects: records('a case note', 'case-note'),
  needs: 'SC',
  read: (record, { records: { escalation, interview } }) => ({
    missing: caseNoteRubric
      .filter(
        ({ isThere }) =>
          isThere({
            note: record.body,
            hasEscalation: escalation.length > 0,
            hasAttempts: interview.some(({ body }) => (body.attempts?.length ?? 0) > 0),
          }) === false,
      )
      .map(({ code }) => code),
  }),
  check: ({ missing }: { readonly missing: readonly string[] }) =>
    whether(missing.length === 0, 'All that applies is there', `Missing: ${missing.join(', ')}`),
  examples: [
    { when: 'nothing is missing', given: { missing: [] }, outcome: 'MET' },
    { when: 'no analysis and no impact', given: { missing: ['N7', 'N8'] }, outcome: 'UNMET' },
  ],
});
