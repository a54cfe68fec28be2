import type { StrategyMeeting } from '../model/strategy-meeting.ts';
import { judgeScored, type ShownAndScored, scoreOf } from '../practice/judge-scored.ts';
import { rule } from '../practice/rule.ts';
import { meetings } from '../practice/subjects.ts';

const ofManager = /\b(manager|head of|director|team leader)\b/i;

/** A chair is recorded in the field's own words: whom they do not show as a manager, people must tell. */
const isChaired = ({ chair, chairRole, attendance }: StrategyMeeting): boolean | null => {
  if (chair === null && chairRole === null) return false;
  if (attendance !== null && !attendance.some((one) => one.agency === 'CSC' && one.attendance === 'PRESENT')) {
    return false;
  }
  return chairRole !== null && ofManager.test(chairRole) ? true : null;
};

/** A manager of social care convenes and chairs, and owns the record. */
export const meetingChaired = rule({
  id: 'meeting-chaired',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The meeting is chaired by a manager of social care',
  source: 'Rubric of meetings Q3',
  subjects: meetings,
  needs: 'SM',
  read: (record, child): ShownAndScored => ({
    isShown: isChaired(record.body),
    score: scoreOf(child, record, 'Q3'),
  }),
  check: (given) =>
    judgeScored(given, 'Chaired by a manager of social care', 'Not chaired by a manager of social care'),
  examples: [
    { when: 'the team manager chaired', given: { isShown: true, score: null }, outcome: 'MET' },
    { when: 'nobody is named as its chair', given: { isShown: false, score: null }, outcome: 'UNMET' },
    { when: 'a chair of whom nothing tells the post', given: { isShown: null, score: null }, outcome: 'UNKNOWN' },
    { when: 'two scorers found in the minutes that it was', given: { isShown: null, score: 2 }, outcome: 'MET' },
  ],
});
