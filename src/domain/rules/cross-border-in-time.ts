import { backAt } from '../practice/child-case.ts';
import { isAfter, judgeHours } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { hasForm, records, wasHeld } from '../practice/subjects.ts';
import { unknown } from '../practice/verdict.ts';

/** An interview another authority holds keeps the same 72 hours. */
export const crossBorderInTime = rule({
  id: 'cross-border-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An interview held for another authority is in time',
  source: 'Audit 2015, X10',
  subjects: records(
    'an interview held for another authority',
    'interview',
    (record, { responsibleAuthority }) =>
      hasForm(record.body) &&
      wasHeld(record.body) &&
      responsibleAuthority !== null &&
      record.organisation !== responsibleAuthority,
  ),
  needs: 'RM',
  read: ({ about, body: { heldAt } }, child) => ({
    heldAt,
    returnedAt: child.episodes
      .filter(({ id }) => about.includes(id))
      .flatMap((episode) => backAt(episode) ?? [])
      .filter((at) => heldAt === null || !isAfter(at, heldAt))
      .reduce<string | null>((a, b) => (a === null || isAfter(b, a) ? b : a), null),
  }),
  check: (
    { heldAt, returnedAt }: { readonly heldAt: string | null; readonly returnedAt: string | null },
    { pack, now },
  ) =>
    heldAt === null
      ? unknown('Nothing says when it was held')
      : judgeHours({ startedAt: returnedAt, doneAt: heldAt, hours: pack.interviewHours, now, what: 'it was held' }),
  examples: [
    {
      when: 'held the day after the return',
      given: { returnedAt: '2015-10-20T21:45:00Z', heldAt: '2015-10-21T17:00:00Z' },
      outcome: 'MET',
    },
    {
      when: 'held on the fifth day',
      given: { returnedAt: '2015-10-16T21:45:00Z', heldAt: '2015-10-21T17:00:00Z' },
      outcome: 'UNMET',
    },
  ],
});
