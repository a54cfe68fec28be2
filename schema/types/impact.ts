import { tables } from '../../src/plan/tables.ts';
import { day, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, Impact } from './refs.ts';
import { related, relatedOne } from './related.ts';

Impact.implement({
  description: 'The difference that work made to a child, and what shows it.',
  interfaces: [Node],
  extensions: { plan: tables.Impact },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    agency: text(t, 'agency', 'Agency whose work it was.'),
    recordedOn: day(t, 'recorded_on', 'When it was recorded.'),
    recordedBy: text(t, 'recorded_by', 'Who recorded it.'),
    statement: text(t, 'statement', 'The difference made.'),
    evidence: text(t, 'evidence', 'What shows it.'),
    absences: absencesField(t),
  }),
});
