import { judgeWorkingDays } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { dayOf, meetings } from '../practice/subjects.ts';

/** Minutes are out within five working days of the meeting. */
export const meetingMinutesInTime = rule({
  id: 'meeting-minutes-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The minutes are out within five working days',
  source: 'Rubric of meetings Q13',
  subjects: meetings,
  needs: 'SM',
  read: ({ body: { heldAt, minutesSentOn } }) => ({ heldOn: dayOf(heldAt), sentOn: minutesSentOn }),
  check: ({ heldOn, sentOn }: { readonly heldOn: string | null; readonly sentOn: string | null }, { pack, now }) =>
    judgeWorkingDays({
      startedOn: heldOn,
      doneOn: sentOn,
      days: pack.minutesWorkingDays,
      now,
      what: 'the minutes were out',
      calendar: pack,
    }),
  examples: [
    {
      when: 'held on Wednesday, out on the Wednesday after',
      given: { heldOn: '2015-10-14', sentOn: '2015-10-21' },
      outcome: 'MET',
    },
    {
      when: 'held on Tuesday of last week and not out',
      given: { heldOn: '2015-10-13', sentOn: null },
      outcome: 'UNMET',
    },
    {
      when: 'held yesterday',
      given: { heldOn: '2015-10-22', sentOn: null },
      outcome: 'OPEN',
      flipsAt: '2015-10-29T23:59:59.999Z',
    },
  ],
});
