import { tables } from '../../src/plan/tables.ts';
import { day, flag, part, text, words } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Contact } from './parts.ts';
import { Child, Plan } from './refs.ts';
import { relatedOne } from './related.ts';

Plan.implement({
  description: 'A plan of support, or the episode of early help that ought to have one.',
  interfaces: [Node],
  extensions: { plan: tables.Plan },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    planType: text(t, 'plan_type', 'EARLY_HELP, CHILD_IN_NEED, CHILD_PROTECTION, CARE or SAFETY.'),
    hasPlan: flag(t, 'has_plan', 'Whether a plan is written.'),
    startedOn: day(t, 'started_on', 'Since when.'),
    endedOn: day(t, 'ended_on', 'Until when.'),
    reviewedOn: day(t, 'reviewed_on', 'When it was last reviewed.'),
    updatedOn: day(t, 'updated_on', 'When it was last changed.'),
    provider: text(t, 'provider', 'Who provides it.'),
    lead: part(t, Contact, 'lead', 'Who leads it.'),
    reason: text(t, 'reason', 'Why.'),
    endReason: text(t, 'end_reason', 'Why it ended.'),
    needs: words(t, 'needs', 'Needs it answers.'),
    goals: words(t, 'goals', 'What it is to achieve.'),
    absences: absencesField(t),
  }),
});
