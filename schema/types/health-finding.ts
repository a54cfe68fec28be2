import { tables } from '../../src/plan/tables.ts';
import { day, flag, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Child, HealthFinding } from './refs.ts';
import { relatedOne } from './related.ts';

HealthFinding.implement({
  description: 'A condition, allergy, observation, medicine or alert in a child’s health record.',
  interfaces: [Node],
  extensions: { plan: tables.HealthFinding },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    findingType: text(t, 'finding_type', 'CONDITION, ALLERGY, OBSERVATION, MEDICATION or ALERT.'),
    code: text(t, 'code', 'Its code.'),
    codeSystem: text(t, 'code_system', 'Whose code it is.'),
    description: text(t, 'description', 'What it is.'),
    value: text(t, 'value', 'What was measured.'),
    clinicalStatus: text(t, 'clinical_status', 'ACTIVE, INACTIVE or RESOLVED.'),
    verification: text(t, 'verification', 'CONFIRMED, UNCONFIRMED or REFUTED.'),
    critical: flag(t, 'critical', 'Whether going without it, or meeting it, endangers a child who is away.'),
    recordedOn: day(t, 'recorded_on', 'When it was recorded.'),
    endedOn: day(t, 'ended_on', 'When it ended.'),
    absences: absencesField(t),
  }),
});
