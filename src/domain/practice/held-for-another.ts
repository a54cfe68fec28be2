import type { CaseRecord } from './child-case.ts';
import type { Subjects } from './rule.ts';
import { hasForm, records, wasHeld } from './subjects.ts';

/** Interviews that somebody held for the authority that answers for the child. */
export const heldForAnother: Subjects<CaseRecord<'interview'>> = records(
  'an interview held for another authority',
  'interview',
  ({ body, organisation }, { responsibleAuthority }) =>
    hasForm(body) && wasHeld(body) && responsibleAuthority !== null && organisation !== responsibleAuthority,
);
