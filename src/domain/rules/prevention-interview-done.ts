import { recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { stillMissing, whether } from '../practice/verdict.ts';

/** A police officer speaks with every child who is back. */
export const preventionInterviewDone = rule({
  id: 'prevention-interview-done',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The police check on a child who is back',
  source: 'Audit 2015, W1; College of Policing APP: prevention interview',
  subjects: absences,
  needs: 'EP',
  read: (episode, child) => ({
    isBack: episode.status === 'ENDED',
    isDone:
      episode.preventionInterviewDone === true ||
      recordsAbout(child, 'prevention-interview', [episode]).some(({ body }) => body.done === true),
  }),
  check: ({ isBack, isDone }) =>
    isBack
      ? whether(isDone, 'An officer spoke with the child', 'No record that an officer spoke with the child')
      : stillMissing,
  examples: [
    { when: 'the child is back and an officer spoke with them', given: { isBack: true, isDone: true }, outcome: 'MET' },
    { when: 'the child is back and nobody recorded a check', given: { isBack: true, isDone: false }, outcome: 'UNMET' },
    { when: 'the child is still missing', given: { isBack: false, isDone: false }, outcome: 'OPEN' },
  ],
});
