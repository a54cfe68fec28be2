import { backAt, type CaseRecord, type ChildCase } from '../practice/child-case.ts';
import { judgeHours } from '../practice/clocks.ts';
import { scoreInterview } from '../practice/interview-rubric.ts';
import { rule, type Terms } from '../practice/rule.ts';
import { countedItems } from '../practice/scorings.ts';
import { heldInterviews } from '../practice/subjects.ts';
import { type Outcome, whether } from '../practice/verdict.ts';

const inTimeOf = (child: ChildCase, { about, body }: CaseRecord<'interview'>, hours: number): Outcome => {
  const clocks = child.episodes
    .filter(({ id, status }) => about.includes(id) && status === 'ENDED')
    .map(
      (episode) =>
        judgeHours({
          startedAt: backAt(episode),
          doneAt: body.heldAt,
          hours,
          now: body.heldAt ?? '',
          what: 'it was held',
        }).outcome,
    );
  return clocks.includes('UNMET') ? 'UNMET' : clocks.includes('UNKNOWN') ? 'UNKNOWN' : 'MET';
};

/** As far as the record shows; what people scored of it can only lower that. */
const read = (record: CaseRecord<'interview'>, child: ChildCase, { pack: { interviewHours, reviewDays } }: Terms) => {
  const shown = { interview: record.body, inTime: inTimeOf(child, record, interviewHours), reviewDays };
  const { grade, total, isQualityComplete } = scoreInterview(shown, countedItems(child.scores, record.id));
  return { grade, total, isQualityComplete };
};

/** Fifteen items; good is 24 of 30 with none of the essential ones absent. */
export const returnInterviewQuality = rule({
  id: 'return-interview-quality',
  version: 2,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interview is good by the rubric',
  source: 'Audit 2015, X2; rubric Q1-Q15',
  subjects: heldInterviews,
  needs: 'RC',
  read,
  check: ({ grade, total, isQualityComplete }) =>
    whether(
      grade === 'GOOD' && isQualityComplete,
      `${total} of 30, with nothing essential absent`,
      isQualityComplete ? `${total} of 30` : `${total} of 30, and held without a check for live investigations`,
    ),
  examples: [
    {
      when: 'a full record after a check',
      given: { grade: 'GOOD', total: 27, isQualityComplete: true },
      outcome: 'MET',
    },
    { when: 'a thin record', given: { grade: 'INADEQUATE', total: 9, isQualityComplete: true }, outcome: 'UNMET' },
  ],
});
