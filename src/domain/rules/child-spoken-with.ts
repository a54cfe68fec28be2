import { episodesWithin, recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { children, hasForm, wasHeld } from '../practice/subjects.ts';
import { stillMissing, whether } from '../practice/verdict.ts';

/** Of the children who are back, each has had an interview at least once. */
export const childSpokenWith = rule({
  id: 'child-spoken-with',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Every child who is back has had a return home interview',
  source: 'Audit 2015, W2',
  subjects: children,
  needs: 'RM',
  read: (child, _same, period) => {
    const episodes = episodesWithin(child, period);
    return {
      isBack: episodes.every(({ status }) => status !== 'OPEN'),
      isHeld: recordsAbout(child, 'interview', episodes).some(({ body }) => hasForm(body) && wasHeld(body)),
    };
  },
  check: ({ isBack, isHeld }) => (isBack ? whether(isHeld, 'An interview was held', 'None was held') : stillMissing),
  examples: [
    { when: 'back, and an interview was held', given: { isBack: true, isHeld: true }, outcome: 'MET' },
    { when: 'back, and none was held', given: { isBack: true, isHeld: false }, outcome: 'UNMET' },
    { when: 'away again', given: { isBack: false, isHeld: true }, outcome: 'OPEN' },
  ],
});
