import { tables } from '../../src/plan/tables.ts';
import { instant, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, Notice } from './refs.ts';
import { related, relatedOne } from './related.ts';

Notice.implement({
  description: 'A professional was told of an absence, a return or a meeting, and what they answered.',
  interfaces: [Node],
  extensions: { plan: tables.Notice },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    about: text(t, 'about', 'MISSING, RETURN, MEETING, INTERVIEW_RESULT or OTHER.'),
    recipientRole: text(t, 'recipient_role', 'What the professional is to the child.'),
    recipientOrganisation: text(t, 'recipient_organisation', 'Code of their organisation.'),
    sentAt: instant(t, 'sent_at', 'When they were told.'),
    acknowledgedAt: instant(t, 'acknowledged_at', 'When they answered.'),
    recipient: text(t, 'recipient', 'Who was told.'),
    method: text(t, 'method', 'How.'),
    response: text(t, 'response', 'What they answered.'),
    absences: absencesField(t),
  }),
});
