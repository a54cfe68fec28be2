import { tables } from '../../src/plan/tables.ts';
import { day, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, Feedback } from './refs.ts';
import { related, relatedOne } from './related.ts';

Feedback.implement({
  description: 'What a child, a parent or a practitioner says of the help given.',
  interfaces: [Node],
  extensions: { plan: tables.Feedback },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    respondent: text(t, 'respondent', 'CHILD, PARENT_OR_CARER or PRACTITIONER.'),
    givenOn: day(t, 'given_on', 'When.'),
    takenBy: text(t, 'taken_by', 'Who asked.'),
    content: text(t, 'content', 'What was said.'),
    auditReference: text(t, 'audit_reference', 'The audit it was given for.'),
    absences: absencesField(t),
  }),
});
