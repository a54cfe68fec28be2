import { tables } from '../../src/plan/tables.ts';
import { instant, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Child, Interview } from './refs.ts';
import { relatedOne } from './related.ts';

Interview.implement({
  description: 'A return home interview, as one source records it.',
  interfaces: [Node],
  extensions: { plan: tables.Interview },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    status: text(t, 'status', 'Where it stands, where that is certain.'),
    offered: text(t, 'offered', 'Whether it was offered: YES, NO or NOT_APPLICABLE.'),
    accepted: text(t, 'accepted', 'Whether the offer was accepted: YES, NO or NOT_APPLICABLE.'),
    offeredAt: instant(t, 'offered_at', 'When it was offered.'),
    heldAt: instant(t, 'held_at', 'When it was held.'),
    interviewer: text(t, 'interviewer', 'Who held it.'),
    interviewerRole: text(t, 'interviewer_role', 'In which role.'),
    account: text(t, 'account', 'What the child said.'),
    absences: absencesField(t),
  }),
});
