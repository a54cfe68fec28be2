import { type ChildCase, episodesWithin } from '../practice/child-case.ts';
import { rule, type Subjects } from '../practice/rule.ts';
import { type PanelBody, panelBodies } from '../practice/scorings.ts';
import { children } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** The bodies of the panel, each once however many cases there are. */
const bodies: Subjects<PanelBody> = {
  one: 'a body of the audit’s panel',
  of: (child, period) => (episodesWithin(child, period).length > 0 ? panelBodies : []),
  idOf: (body) => body,
  episodesOf: (_body, child, period) => children.episodesOf(child, child, period),
  dayOf: () => null,
  isShared: true,
};

const hasReturned = ({ scores }: ChildCase, body: PanelBody): boolean => scores.some((one) => one.body === body);

/** A body of the panel returned what it found of at least one case. */
export const panelReturned = rule({
  id: 'panel-returned',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Every body of the audit’s panel returns what it found',
  source: 'Audit 2015, A4: seven bodies',
  subjects: bodies,
  needs: 'EP',
  read: (body, child) => ({ hasReturned: hasReturned(child, body) }),
  check: ({ hasReturned: has }) => whether(has, 'It returned what it found', 'It has returned nothing'),
  examples: [
    { when: 'the police scored a case', given: { hasReturned: true }, outcome: 'MET' },
    { when: 'no case was scored for the schools', given: { hasReturned: false }, outcome: 'UNMET' },
  ],
});
