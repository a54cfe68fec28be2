import { backAt, type CaseEpisode, type ChildCase, recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { stillMissing, whether } from '../practice/verdict.ts';

const hourMs = 3_600_000;

interface Given {
  readonly isBack: boolean;
  readonly isDone: boolean;
  /** From the return until an officer first spoke with the child; an officer who spoke before took none. */
  readonly hours: number | null;
}

const hoursOf = (episode: CaseEpisode, child: ChildCase): number | null => {
  const back = backAt(episode);
  const talks = recordsAbout(child, 'prevention-interview', [episode])
    .flatMap(({ body }) => (body.done === true ? (body.heldAt ?? []) : []))
    .concat(episode.preventionInterviewAt ?? [])
    .map((at) => Date.parse(at));
  return back === null || talks.length === 0 ? null : Math.max(0, Math.min(...talks) - Date.parse(back)) / hourMs;
};

/** A police officer speaks with every child who is back. */
export const preventionInterviewDone = rule({
  id: 'prevention-interview-done',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The police check on a child who is back',
  source: 'Audit 2015, W1; College of Policing APP: prevention interview',
  subjects: absences,
  needs: 'EP',
  read: (episode, child): Given => ({
    isBack: episode.status === 'ENDED',
    isDone:
      episode.preventionInterviewDone === true ||
      recordsAbout(child, 'prevention-interview', [episode]).some(({ body }) => body.done === true),
    hours: hoursOf(episode, child),
  }),
  check: ({ isBack, isDone }) =>
    isBack
      ? whether(isDone, 'An officer spoke with the child', 'No record that an officer spoke with the child')
      : stillMissing,
  hoursOf: ({ hours }) => hours,
  examples: [
    {
      when: 'the child is back and an officer spoke with them',
      given: { isBack: true, isDone: true, hours: 3 },
      outcome: 'MET',
    },
    {
      when: 'the child is back and nobody recorded a check',
      given: { isBack: true, isDone: false, hours: null },
      outcome: 'UNMET',
    },
    { when: 'the child is still missing', given: { isBack: false, isDone: false, hours: null }, outcome: 'OPEN' },
  ],
});
