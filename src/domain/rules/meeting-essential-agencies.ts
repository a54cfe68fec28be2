import { rule } from '../practice/rule.ts';
import { meetings } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Social care, police and health are always there. */
export const meetingEssentialAgencies = rule({
  id: 'meeting-essential-agencies',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Social care, police and health are at the meeting',
  source: 'Working Together: strategy discussion; rubric of meetings Q4',
  subjects: meetings,
  needs: 'SM',
  read: ({ body: { attendance } }) => ({
    present: (attendance ?? []).flatMap((one) => (one.attendance === 'PRESENT' ? String(one.agency) : [])),
  }),
  check: ({ present }: { readonly present: readonly string[] }) =>
    whether(
      present.includes('CSC') && present.includes('POLICE') && present.some((agency) => agency.startsWith('HEALTH')),
      'All three were there',
      'One of social care, police and health was not there',
    ),
  examples: [
    { when: 'all three came', given: { present: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH'] }, outcome: 'MET' },
    { when: 'nobody of health came', given: { present: ['CSC', 'POLICE', 'PLACEMENT'] }, outcome: 'UNMET' },
  ],
});
