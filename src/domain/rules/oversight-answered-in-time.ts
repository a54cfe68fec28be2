import { judgeWorkingDays } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { dayOf, records } from '../practice/subjects.ts';

/** The answer comes within one working day. */
export const oversightAnsweredInTime = rule({
  id: 'oversight-answered-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The reviewing officer or chair answers within one working day',
  source: 'Audit 2015, X9',
  subjects: records(
    'a notice to a reviewing officer or chair',
    'professional-notice',
    ({ body: { recipientRole, about } }) =>
      about === 'MISSING' && (recipientRole === 'REVIEWING_OFFICER' || recipientRole === 'CP_CHAIR'),
  ),
  needs: 'SC',
  read: ({ body: { sentAt, acknowledgedAt } }) => ({ sentOn: dayOf(sentAt), answeredOn: dayOf(acknowledgedAt) }),
  check: (
    { sentOn, answeredOn }: { readonly sentOn: string | null; readonly answeredOn: string | null },
    { pack, now },
  ) =>
    judgeWorkingDays({
      startedOn: sentOn,
      doneOn: answeredOn,
      days: pack.tellWorkingDays,
      now,
      what: 'they answered',
      calendar: pack,
    }),
  examples: [
    { when: 'answered the same day', given: { sentOn: '2015-10-20', answeredOn: '2015-10-20' }, outcome: 'MET' },
    { when: 'no answer by Thursday', given: { sentOn: '2015-10-20', answeredOn: null }, outcome: 'UNMET' },
  ],
});
