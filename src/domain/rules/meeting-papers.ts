import { type CaseRecord, type ChildCase, recordsAbout } from '../practice/child-case.ts';
import { isAfter } from '../practice/clocks.ts';
import { judgeScored, type ShownAndScored, scoreOf } from '../practice/judge-scored.ts';
import { rule } from '../practice/rule.ts';
import { meetings, wasHeld } from '../practice/subjects.ts';

const ofNotification = /notif/i;
const ofInterview = /interview|\brhi\b/i;

const wasInterviewed = ({ about, body: { heldAt } }: CaseRecord<'strategy-meeting'>, child: ChildCase): boolean =>
  recordsAbout(
    child,
    'interview',
    about.map((id) => ({ id })),
  ).some(({ body }) => wasHeld(body) && body.heldAt !== null && heldAt !== null && !isAfter(body.heldAt, heldAt));

const isTabled = (record: CaseRecord<'strategy-meeting'>, child: ChildCase): boolean | null => {
  const { tabled } = record.body;
  if (tabled === null) return null;
  const has = (words: RegExp): boolean => tabled.some((paper) => words.test(paper));
  return has(ofNotification) && (has(ofInterview) || !wasInterviewed(record, child));
};

/** Notification and interview lie on the table; an interview only where one was held before the meeting. */
export const meetingPapers = rule({
  id: 'meeting-papers',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The notification and the interview lie on the table',
  source: 'Rubric of meetings Q6',
  subjects: meetings,
  needs: 'SM',
  read: (record, child): ShownAndScored => ({
    isShown: isTabled(record, child),
    score: scoreOf(child, record, 'Q6'),
  }),
  check: (given) => judgeScored(given, 'They were on the table', 'They were not both on the table'),
  examples: [
    { when: 'both were', given: { isShown: true, score: null }, outcome: 'MET' },
    { when: 'the interview was held, and nobody brought it', given: { isShown: false, score: null }, outcome: 'UNMET' },
    { when: 'the record does not say what was', given: { isShown: null, score: null }, outcome: 'UNKNOWN' },
    { when: 'two scorers found one of them in the minutes', given: { isShown: null, score: 1 }, outcome: 'UNMET' },
  ],
});
