import type { RetentionCircumstances } from './due-for-erasure.ts';
import type { Person } from './model/person.ts';
import type { Placement } from './model/placement.ts';
import type { Plan } from './model/plan.ts';

/** What was ever said of a child that decides how long its records are kept. */
export interface SaidOfChild {
  readonly persons: readonly Person[];
  readonly placements: readonly Placement[];
  readonly plans: readonly Plan[];
  readonly authority: string | null;
}

/** SSDA903 reason for the end of an episode of care: the child died. */
const DIED = 'E2';

const planEnds = ({ persons, plans }: SaidOfChild): readonly (string | null)[] => {
  const protection = plans.filter(({ planType }) => planType === 'CHILD_PROTECTION').map(({ endedOn }) => endedOn);
  if (protection.length > 0) return protection;
  // A plan that is only spoken of has an end nobody knows.
  return persons.some(({ careStatus }) => careStatus === 'CP_PLAN') ? [null] : [];
};

/** Reads from all that was ever said of a child, withdrawn or not, what decides how long its records are kept. */
export const retentionCircumstances = (said: SaidOfChild): RetentionCircumstances => {
  const { persons, placements, authority } = said;
  const deaths = placements.filter(({ endReason }) => endReason === DIED).map(({ endedOn }) => endedOn);
  return {
    births: persons.flatMap(({ birth }) => birth ?? []),
    diedOn: deaths.find((day) => day !== null) ?? null,
    isLookedAfter:
      placements.length > 0 || persons.some(({ careStatus }) => careStatus === 'LAC' || careStatus === 'CARE_LEAVER'),
    protectionPlanEnds: planEnds(said),
    authority,
  };
};
