import { backAt, recordsAbout } from '../practice/child-case.ts';
import { judgeHours } from '../practice/clocks.ts';
import { heldForAnother } from '../practice/held-for-another.ts';
import { rule } from '../practice/rule.ts';

/** The result of an interview held for another authority is sent within 72 hours of the return. */
export const crossBorderResultInTime = rule({
  id: 'cross-border-result-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A result crosses the border within 72 hours of the return',
  source: 'K16',
  subjects: heldForAnother,
  needs: 'RM',
  read: ({ about, organisation }, child) => {
    const episodes = child.episodes.filter(({ id }) => about.includes(id));
    return {
      returnedAt: episodes.flatMap((episode) => backAt(episode) ?? []).at(-1) ?? null,
      sentAt:
        recordsAbout(child, 'professional-notice', episodes)
          .filter((notice) => notice.organisation === organisation && notice.body.about === 'INTERVIEW_RESULT')
          .flatMap(({ body }) => body.sentAt ?? [])
          .toSorted()[0] ?? null,
    };
  },
  check: (
    { returnedAt, sentAt }: { readonly returnedAt: string | null; readonly sentAt: string | null },
    { pack, now },
  ) => judgeHours({ startedAt: returnedAt, doneAt: sentAt, hours: pack.resultHours, now, what: 'the result was sent' }),
  examples: [
    {
      when: 'sent on the second day',
      given: { returnedAt: '2015-10-19T21:00:00Z', sentAt: '2015-10-21T17:00:00Z' },
      outcome: 'MET',
    },
    { when: 'never sent', given: { returnedAt: '2015-10-16T21:00:00Z', sentAt: null }, outcome: 'UNMET' },
  ],
});
