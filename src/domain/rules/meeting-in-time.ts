import { londonDay } from '../dates.ts';
import type { CaseRecord, ChildCase } from '../practice/child-case.ts';
import { judgeWorkingDays } from '../practice/clocks.ts';
import { criterionOf } from '../practice/criterion.ts';
import { rule, type Terms } from '../practice/rule.ts';
import { dayOf, meetings } from '../practice/subjects.ts';
import { judgeTriggers } from '../practice/triggers.ts';

const criterionDay = (record: CaseRecord<'strategy-meeting'>, child: ChildCase, terms: Terms): string | null => {
  if (record.body.criterionMetAt !== null) return londonDay(record.body.criterionMetAt);
  const days = child.episodes
    .filter(({ id }) => record.about.includes(id))
    .flatMap((episode) => criterionOf(judgeTriggers(episode, child, terms)).metOn ?? []);
  return days.toSorted()[0] ?? null;
};

/** Five working days from the day the criterion was met, which is day 0. */
export const meetingInTime = rule({
  id: 'meeting-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The strategy meeting is held within five working days',
  source: 'Audit 2015, W3: maximum of five working days; K8',
  subjects: meetings,
  needs: 'SM',
  read: (record, child, terms) => ({ metOn: criterionDay(record, child, terms), heldOn: dayOf(record.body.heldAt) }),
  check: ({ metOn, heldOn }: { readonly metOn: string | null; readonly heldOn: string | null }, { pack, now }) =>
    judgeWorkingDays({
      startedOn: metOn,
      doneOn: heldOn,
      days: pack.meetingWorkingDays,
      now,
      what: 'it was held',
      calendar: pack,
    }),
  examples: [
    {
      when: 'met on a Thursday, held on the Thursday after',
      given: { metOn: '2015-10-22', heldOn: '2015-10-29' },
      outcome: 'MET',
    },
    { when: 'held a day later', given: { metOn: '2015-10-22', heldOn: '2015-10-30' }, outcome: 'UNMET' },
    {
      when: 'nothing says when the criterion was met',
      given: { metOn: null, heldOn: '2015-10-29' },
      outcome: 'UNKNOWN',
    },
  ],
});
