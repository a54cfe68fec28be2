import { recordsAbout } from '../practice/child-case.ts';
import { isAfter, judgeWorkingDays } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { absences, dayOf, isInCareOrProtected } from '../practice/subjects.ts';
import { notApplicable } from '../practice/verdict.ts';

/** For each absence, by the end of the next working day after it was reported. */
export const oversightToldInTime = rule({
  id: 'oversight-told-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The reviewing officer or chair is told within one working day',
  source: 'Audit 2015, X9; K12',
  subjects: absences,
  needs: 'SC',
  read: (episode, child) => ({
    isOverseen: isInCareOrProtected(child),
    reportedOn: dayOf(episode.reportedAt) ?? episode.startedOn,
    toldOn:
      recordsAbout(child, 'professional-notice', [episode])
        .filter(
          ({ body: { recipientRole, about, sentAt } }) =>
            about === 'MISSING' &&
            (recipientRole === 'REVIEWING_OFFICER' || recipientRole === 'CP_CHAIR') &&
            sentAt !== null &&
            !isAfter(episode.startedAt ?? sentAt, sentAt),
        )
        .flatMap(({ body }) => dayOf(body.sentAt) ?? [])
        .toSorted()[0] ?? null,
  }),
  check: (
    {
      isOverseen,
      reportedOn,
      toldOn,
    }: { readonly isOverseen: boolean; readonly reportedOn: string | null; readonly toldOn: string | null },
    { pack, now },
  ) =>
    isOverseen
      ? judgeWorkingDays({
          startedOn: reportedOn,
          doneOn: toldOn,
          days: pack.tellWorkingDays,
          now,
          what: 'they were told',
          calendar: pack,
        })
      : notApplicable('Neither in care nor on a protection plan'),
  examples: [
    {
      when: 'missing on Friday, told on Monday',
      given: { isOverseen: true, reportedOn: '2015-10-16', toldOn: '2015-10-19' },
      outcome: 'MET',
    },
    {
      when: 'told on Tuesday',
      given: { isOverseen: true, reportedOn: '2015-10-16', toldOn: '2015-10-20' },
      outcome: 'UNMET',
    },
    {
      when: 'missing since yesterday',
      given: { isOverseen: true, reportedOn: '2015-10-22', toldOn: null },
      outcome: 'OPEN',
      flipsAt: '2015-10-23T22:59:59.999Z',
    },
    {
      when: 'a child at home',
      given: { isOverseen: false, reportedOn: '2015-10-16', toldOn: null },
      outcome: 'NOT_APPLICABLE',
    },
  ],
});
