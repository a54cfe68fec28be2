import type { CaseRecord, ChildCase } from '../practice/child-case.ts';
import { isAfter } from '../practice/clocks.ts';
import { judgeScored, type ShownAndScored, scoreOf } from '../practice/judge-scored.ts';
import { rule } from '../practice/rule.ts';
import { meetings } from '../practice/subjects.ts';
import { notApplicable } from '../practice/verdict.ts';

const hasEarlier = ({ body: { heldAt } }: CaseRecord<'strategy-meeting'>, { records }: ChildCase): boolean =>
  records['strategy-meeting'].some(
    ({ body }) =>
      body.heldAt !== null && heldAt !== null && isAfter(heldAt, body.heldAt) && (body.actions ?? []).length > 0,
  );

/** A meeting begins with what the one before agreed. */
export const meetingActionsReviewed = rule({
  id: 'meeting-actions-reviewed',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The meeting looks at the actions of the one before',
  source: 'Audit 2015, W6; rubric of meetings Q14',
  subjects: meetings,
  needs: 'SM',
  read: (record, child): ShownAndScored & { readonly hasEarlier: boolean } => ({
    isShown: record.body.previousActionsReviewed,
    score: scoreOf(child, record, 'Q14'),
    hasEarlier: hasEarlier(record, child),
  }),
  check: ({ hasEarlier: earlier, ...given }) =>
    given.isShown === null && !earlier
      ? notApplicable('No earlier meeting agreed anything')
      : judgeScored(given, 'They were looked at', 'They were not looked at'),
  examples: [
    { when: 'it did', given: { isShown: true, score: null, hasEarlier: true }, outcome: 'MET' },
    { when: 'it did not', given: { isShown: false, score: null, hasEarlier: true }, outcome: 'UNMET' },
    { when: 'the record is silent', given: { isShown: null, score: null, hasEarlier: true }, outcome: 'UNKNOWN' },
    {
      when: 'the first meeting on a child',
      given: { isShown: null, score: null, hasEarlier: false },
      outcome: 'NOT_APPLICABLE',
    },
  ],
});
