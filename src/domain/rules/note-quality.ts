import { caseNoteRubric } from '../practice/case-note-rubric.ts';
import type { CaseRecord, ChildCase } from '../practice/child-case.ts';
import { scoreOf } from '../practice/judge-scored.ts';
import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

type Item = (typeof caseNoteRubric)[number];

const isMissing = ({ code, byPerson, isThere }: Item, note: CaseRecord<'case-note'>, child: ChildCase): boolean => {
  const { escalation, interview } = child.records;
  const hasAttempts = interview.some(({ body }) => (body.attempts?.length ?? 0) > 0);
  const there = isThere({ note: note.body, hasEscalation: escalation.length > 0, hasAttempts });
  const score = byPerson && there ? scoreOf(child, note, code) : null;
  return there === false || (score !== null && score < 2);
};

/** A note by its rubric: what applies and is not there, or is not wholly there as people scored it. */
export const noteQuality = rule({
  id: 'note-quality',
  version: 2,
  inForce: { from: '2013-04-01', to: null },
  title: 'A case note holds what its rubric asks',
  source: 'Audit 2015, R3-R11; case note rubric N1-N12',
  subjects: records('a case note', 'case-note'),
  needs: 'SC',
  read: (record, child) => ({
    missing: caseNoteRubric.filter((item) => isMissing(item, record, child)).map(({ code }) => code),
  }),
  check: ({ missing }: { readonly missing: readonly string[] }) =>
    whether(missing.length === 0, 'All that applies is there', `Missing: ${missing.join(', ')}`),
  examples: [
    { when: 'nothing is missing', given: { missing: [] }, outcome: 'MET' },
    { when: 'no analysis and no impact', given: { missing: ['N7', 'N8'] }, outcome: 'UNMET' },
  ],
});
