import { rule } from '../practice/rule.ts';
import { seats } from '../practice/subjects.ts';
import { notApplicable, unknown, whether } from '../practice/verdict.ts';

/** Who cannot come sends what they know. */
export const meetingReportInstead = rule({
  id: 'meeting-report-instead',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An agency that does not come sends a report',
  source: 'Audit 2015, X6; rubric of meetings Q5',
  subjects: seats,
  needs: 'SM',
  read: ({ attendee: { attendance, reportSent } }) => ({ isPresent: attendance === 'PRESENT', reportSent }),
  check: ({ isPresent, reportSent }: { readonly isPresent: boolean; readonly reportSent: boolean | null }) => {
    if (isPresent) return notApplicable('Came');
    return reportSent === null
      ? unknown('Nothing says whether a report was sent')
      : whether(reportSent, 'Sent a report', 'Sent no report');
  },
  examples: [
    { when: 'the school stayed away and sent a report', given: { isPresent: false, reportSent: true }, outcome: 'MET' },
    {
      when: 'the school stayed away and sent nothing',
      given: { isPresent: false, reportSent: false },
      outcome: 'UNMET',
    },
    { when: 'the minutes do not say', given: { isPresent: false, reportSent: null }, outcome: 'UNKNOWN' },
  ],
});
