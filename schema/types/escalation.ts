import { tables } from '../../src/plan/tables.ts';
import { day, instant, int, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, Escalation } from './refs.ts';
import { related, relatedOne } from './related.ts';

Escalation.implement({
  description: 'One stage of a professional difference taken further.',
  interfaces: [Node],
  extensions: { plan: tables.Escalation },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    stage: int(t, 'stage', 'Stage, 1 to 4.'),
    raisedByAgency: text(t, 'raised_by_agency', 'Agency that raised it.'),
    againstAgency: text(t, 'against_agency', 'Agency it was raised with.'),
    raisedAt: instant(t, 'raised_at', 'When.'),
    resolvedOn: day(t, 'resolved_on', 'When it was settled.'),
    formReference: text(t, 'form_reference', 'Reference of the form.'),
    raisedBy: text(t, 'raised_by', 'Who raised it.'),
    issue: text(t, 'issue', 'What about.'),
    discussion: text(t, 'discussion', 'What was discussed.'),
    outcome: text(t, 'outcome', 'How it ended.'),
    absences: absencesField(t),
  }),
});
