import { rule } from '../practice/rule.ts';
import { seats } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Of the agencies expected, those that came; apologies are not attendance. */
export const meetingAttendance = rule({
  id: 'meeting-attendance',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The agencies expected come to the meeting',
  source: 'Audit 2015, X6; rubric of meetings Q5; K9',
  subjects: seats,
  needs: 'SM',
  read: ({ attendee: { agency, attendance } }) => ({ agency: String(agency), attendance: String(attendance) }),
  check: ({ attendance }) =>
    whether(attendance === 'PRESENT', 'Came', attendance === 'APOLOGIES' ? 'Sent apologies' : 'Did not come'),
  groupOf: ({ agency }) => agency,
  examples: [
    { when: 'the police came', given: { agency: 'POLICE', attendance: 'PRESENT' }, outcome: 'MET' },
    { when: 'the school sent apologies', given: { agency: 'EDUCATION', attendance: 'APOLOGIES' }, outcome: 'UNMET' },
  ],
});
