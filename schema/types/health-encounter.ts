import { tables } from '../../src/plan/tables.ts';
import { instant, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Child, HealthEncounter } from './refs.ts';
import { relatedOne } from './related.ts';

HealthEncounter.implement({
  description: 'A contact of the child with a health service.',
  interfaces: [Node],
  extensions: { plan: tables.HealthEncounter },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    encounterClass: text(t, 'encounter_class', 'EMERGENCY, INPATIENT, AMBULATORY, HOME, VIRTUAL or OTHER.'),
    status: text(t, 'status', 'PLANNED, IN_PROGRESS, FINISHED or CANCELLED.'),
    startedAt: instant(t, 'started_at', 'When it began.'),
    endedAt: instant(t, 'ended_at', 'When it ended.'),
    provider: text(t, 'provider', 'Code of the service.'),
    location: text(t, 'location', 'Where.'),
    reason: text(t, 'reason', 'Why.'),
    clinician: text(t, 'clinician', 'Who saw the child.'),
    dischargedTo: text(t, 'discharged_to', 'Where the child went.'),
    absences: absencesField(t),
  }),
});
