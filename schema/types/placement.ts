import { tables } from '../../src/plan/tables.ts';
import { day, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Child, Placement } from './refs.ts';
import { relatedOne } from './related.ts';

Placement.implement({
  description: 'A spell of being looked after under one legal status and placement.',
  interfaces: [Node],
  extensions: { plan: tables.Placement },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the authority that records it.'),
    startedOn: day(t, 'started_on', 'When it began.'),
    endedOn: day(t, 'ended_on', 'When it ended.'),
    startReason: text(t, 'start_reason', 'Why it began, SSDA903 code.'),
    endReason: text(t, 'end_reason', 'Why it ended, SSDA903 code.'),
    legalStatus: text(t, 'legal_status', 'Legal status, SSDA903 code.'),
    needCode: text(t, 'need_code', 'Category of need, SSDA903 code.'),
    placementType: text(t, 'placement_type', 'Placement type, SSDA903 code.'),
    provider: text(t, 'provider', 'Provider, SSDA903 code.'),
    changeReason: text(t, 'change_reason', 'Why the placement changed, SSDA903 code.'),
    homePostcode: text(t, 'home_postcode', 'Postcode of the home the child came from.'),
    placementPostcode: text(t, 'placement_postcode', 'Postcode of the placement.'),
    urn: text(t, 'urn', 'Ofsted number of the home.'),
    absences: absencesField(t),
  }),
});
