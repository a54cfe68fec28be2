import { tables } from '../../src/plan/tables.ts';
import { day, flag, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, SafeInCareDecision } from './refs.ts';
import { related, relatedOne } from './related.ts';

SafeInCareDecision.implement({
  description: 'Whether a Safe in Care assessment was considered for a child missing from care.',
  interfaces: [Node],
  extensions: { plan: tables.SafeInCareDecision },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    considered: flag(t, 'considered', 'Whether it was considered.'),
    decidedOn: day(t, 'decided_on', 'When it was decided.'),
    author: text(t, 'author', 'Who decided.'),
    reason: text(t, 'reason', 'Why.'),
    outcome: text(t, 'outcome', 'What came of it.'),
    documentReference: text(t, 'document_reference', 'Where the assessment is kept.'),
    absences: absencesField(t),
  }),
});
