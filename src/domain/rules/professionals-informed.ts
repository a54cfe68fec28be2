import { recordsAbout } from '../practice/child-case.ts';
import { judgeWorkingDays } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { absences, dayOf } from '../practice/subjects.ts';
import { unknown } from '../practice/verdict.ts';

const roleOf: Readonly<Partial<Record<string, string>>> = {
  SOCIAL_WORKER: 'SOCIAL_WORKER',
  REVIEWING_OFFICER: 'REVIEWING_OFFICER',
  EARLY_HELP: 'EARLY_HELP_LEAD',
  SCHOOL: 'SCHOOL_SAFEGUARDING_LEAD',
  HEALTH: 'HEALTH_NAMED_NURSE',
  PLACEMENT_PROVIDER: 'PLACEMENT_PROVIDER',
  HOST_AUTHORITY: 'HOST_AUTHORITY',
};

/** Whoever is involved on the day is told within one working day. */
export const professionalsInformed = rule({
  id: 'professionals-informed',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The professionals involved are told within one working day',
  source: 'Audit 2015, R4',
  subjects: absences,
  needs: 'SC',
  read: (episode, child) => {
    const day = episode.startedOn ?? '';
    const involved = new Set(
      child.records.involvement.flatMap(({ body: { involvement, startedOn, endedOn } }) =>
        (startedOn ?? day) <= day && day <= (endedOn ?? day) ? (roleOf[involvement] ?? []) : [],
      ),
    );
    const told = recordsAbout(child, 'professional-notice', [episode]).filter(({ body }) => body.about === 'MISSING');
    const days = [...involved].map(
      (role) =>
        told
          .filter(({ body }) => body.recipientRole === role)
          .flatMap(({ body }) => dayOf(body.sentAt) ?? [])
          .toSorted()[0] ?? null,
    );
    return {
      involved: involved.size,
      reportedOn: dayOf(episode.reportedAt) ?? episode.startedOn,
      allToldOn: days.includes(null)
        ? null
        : (days
            .flatMap((one) => one ?? [])
            .toSorted()
            .at(-1) ?? null),
    };
  },
  check: (
    {
      involved,
      reportedOn,
      allToldOn,
    }: { readonly involved: number; readonly reportedOn: string | null; readonly allToldOn: string | null },
    { pack, now },
  ) =>
    involved === 0
      ? unknown('Nobody is recorded as involved')
      : judgeWorkingDays({
          startedOn: reportedOn,
          doneOn: allToldOn,
          days: pack.tellWorkingDays,
          now,
          what: 'all who are involved were told',
          calendar: pack,
        }),
  examples: [
    {
      when: 'all three told on the next working day',
      given: { involved: 3, reportedOn: '2015-10-16', allToldOn: '2015-10-19' },
      outcome: 'MET',
    },
    { when: 'one of them never', given: { involved: 3, reportedOn: '2015-10-16', allToldOn: null }, outcome: 'UNMET' },
    {
      when: 'nobody is recorded as involved',
      given: { involved: 0, reportedOn: '2015-10-16', allToldOn: null },
      outcome: 'UNKNOWN',
    },
  ],
});
