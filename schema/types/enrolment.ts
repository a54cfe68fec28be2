import { tables } from '../../src/plan/tables.ts';
import { day, flag, int, text, words } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Child, Enrolment } from './refs.ts';
import { relatedOne } from './related.ts';

Enrolment.implement({
  description: 'A child on the roll of a school, or known to have left for one that is not known.',
  interfaces: [Node],
  extensions: { plan: tables.Enrolment },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    school: text(t, 'school', 'Code of the school.'),
    schoolName: text(t, 'school_name', 'Its name.'),
    status: text(t, 'status', 'CURRENT, GUEST, PREVIOUS…'),
    startedOn: day(t, 'started_on', 'Since when.'),
    endedOn: day(t, 'ended_on', 'Until when.'),
    safeguardingLead: text(t, 'safeguarding_lead', 'Whom to ring at the school.'),
    destinationUnknown: flag(t, 'destination_unknown', 'Whether the child left for a school that is not known.'),
    yearGroup: text(t, 'year_group', 'Year group.'),
    leavingReason: text(t, 'leaving_reason', 'Why the child left.'),
    specialNeedsProvision: text(t, 'special_needs_provision', 'Provision for special needs.'),
    specialNeeds: words(t, 'special_needs', 'Special needs.'),
    inCare: flag(t, 'in_care', 'Whether the school knows the child to be in care.'),
    careAuthority: text(t, 'care_authority', 'Of which authority.'),
    sessionsPossible: int(t, 'sessions_possible', 'Half days the child could have attended.'),
    sessionsAttended: int(t, 'sessions_attended', 'Half days attended.'),
    sessionsUnauthorised: int(t, 'sessions_unauthorised', 'Half days away without leave.'),
    absences: absencesField(t),
  }),
});
