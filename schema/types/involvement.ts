import { tables } from '../../src/plan/tables.ts';
import { day, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Child, Involvement } from './refs.ts';
import { relatedOne } from './related.ts';

Involvement.implement({
  description: 'An organisation, or a worker in it, involved with a child for a time.',
  interfaces: [Node],
  extensions: { plan: tables.Involvement },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    involvement: text(t, 'involvement', 'What the organisation is to the child.'),
    involvedOrganisation: text(t, 'involved_organisation', 'Code of the organisation.'),
    personName: text(t, 'person_name', 'The worker.'),
    jobTitle: text(t, 'job_title', 'Their role.'),
    startedOn: day(t, 'started_on', 'Since when.'),
    endedOn: day(t, 'ended_on', 'Until when.'),
    absences: absencesField(t),
  }),
});
