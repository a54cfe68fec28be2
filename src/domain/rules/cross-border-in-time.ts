import { backAt } from '../practice/child-case.ts';
import { isAfter } from '../practice/clocks.ts';
import { heldForAnother } from '../practice/held-for-another.ts';
import { judgeFromReturn } from '../practice/return-clock.ts';
import { rule } from '../practice/rule.ts';

/** An interview another authority holds keeps the same 72 hours. */
export const crossBorderInTime = rule({
  id: 'cross-border-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An interview held for another authority is in time',
  source: 'Audit 2015, X10',
  subjects: heldForAnother,
  needs: 'RM',
  read: ({ about, body: { heldAt } }, child) => ({
    heldAt,
    returnedAt: child.episodes
      .filter(({ id }) => about.includes(id))
      .flatMap((episode) => backAt(episode) ?? [])
      .filter((at) => heldAt === null || !isAfter(at, heldAt))
      .reduce<string | null>((a, b) => (a === null || isAfter(b, a) ? b : a), null),
  }),
  check: ({ heldAt, returnedAt }: { readonly heldAt: string | null; readonly returnedAt: string | null }, terms) =>
    judgeFromReturn({ isDone: true, doneAt: heldAt, backAt: returnedAt, step: 'held' }, terms),
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
