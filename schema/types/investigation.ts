import { tables } from '../../src/plan/tables.ts';
import { day, flag, instant, part, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Contact } from './parts.ts';
import { Child, Episode, Investigation } from './refs.ts';
import { related, relatedOne } from './related.ts';

Investigation.implement({
  description: 'A police investigation that touches the child.',
  interfaces: [Node],
  extensions: { plan: tables.Investigation },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    status: text(t, 'status', 'LIVE or CLOSED.'),
    officer: part(t, Contact, 'officer', 'Whom to ring.'),
    interviewConstraint: text(t, 'interview_constraint', 'What an interviewer must not touch on.'),
    reference: text(t, 'reference', 'Its reference.'),
    subject: text(t, 'subject', 'What it is about.'),
    startedOn: day(t, 'started_on', 'Since when.'),
    endedOn: day(t, 'ended_on', 'Until when.'),
    locked: flag(t, 'locked', 'Whether the officer has locked what is known.'),
    lockedUntil: instant(t, 'locked_until', 'Until when.'),
    lockReviewOn: day(t, 'lock_review_on', 'When the lock is reviewed.'),
    absences: absencesField(t),
  }),
});
