import { tables } from '../../src/plan/tables.ts';
import { builder } from '../builder.ts';
import { day, key, type Part, parts, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, Restriction } from './refs.ts';
import { relatedOne } from './related.ts';

const NamedWorker = builder.objectRef<Part>('NamedWorker').implement({
  description: 'A worker a restriction names.',
  fields: (t) => ({
    organisation: key(t, 'organisation', 'Code of their organisation.'),
    personId: key(t, 'personId', 'Their id, as their tokens name them.'),
  }),
});

Restriction.implement({
  description: 'A restriction on who may learn what of the child.',
  interfaces: [Node],
  extensions: { plan: tables.Restriction },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    restriction: text(t, 'restriction', 'RESTRICTED_RECORD, KIN_DECLARED or CHILD_ASKED_NOT_TO_SHARE.'),
    workers: parts(t, NamedWorker, 'workers', 'The workers it names: who alone may know, or who are kin.'),
    reason: text(t, 'reason', 'Why.'),
    decidedBy: text(t, 'decided_by', 'Who decided it.'),
    startedOn: day(t, 'started_on', 'Since when.'),
    endedOn: day(t, 'ended_on', 'When it was lifted.'),
    reviewOn: day(t, 'review_on', 'When it is reviewed.'),
    absences: absencesField(t),
  }),
});
