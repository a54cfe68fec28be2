import {
  askedNotToShare,
  type Cell,
  columns,
  type FieldClass,
  type Grant,
  matrix,
  type Purpose,
  purposeExcludes,
  purposeNeedsOpenEpisode,
  type Role,
  roleTerms,
} from './policy.ts';
import type { conditionBits } from './projection.ts';

/** The row conditions that hold for one viewer and one child. */
export type Conditions = Readonly<Record<keyof typeof conditionBits, boolean>>;

const grantOf = (cell: Cell, purpose: Purpose, conditions: Conditions): Grant => {
  switch (cell) {
    case 'F':
      return 'full';
    case 'S':
      return 'summary';
    case 'P':
      return purpose === 'AUDIT_IDENTIFIED' ? 'full' : 'summary';
    case 'O':
      return 'own';
    case 'L':
      return conditions.OPEN_EPISODE ? 'full' : 'none';
    case 'H':
      return conditions.OWN_PLACEMENT ? 'full' : 'none';
    case 'G':
      return conditions.BREAK_GLASS ? 'full' : 'none';
    case 'A':
    case 'X':
      return 'none';
  }
};

const isAddressHidden = (role: Role, { ADDRESS_PROTECTED }: Conditions): boolean =>
  ADDRESS_PROTECTED && !roleTerms[role].seesProtectedAddress;

const hasAskedToHold = (role: Role, fieldClass: FieldClass, conditions: Conditions): boolean =>
  conditions.ASKED_NOT_TO_SHARE &&
  !conditions.BREAK_GLASS &&
  askedNotToShare.classes.some((one) => one === fieldClass) &&
  !askedNotToShare.heardBy.some((one) => one === role);

const isHeldBack = (role: Role, fieldClass: FieldClass, conditions: Conditions): boolean =>
  (fieldClass === 'AD' && isAddressHidden(role, conditions)) || hasAskedToHold(role, fieldClass, conditions);

/**
 * What a role, for a purpose, may see of a class of a child's fields under the row conditions that hold.
 * The one implementation: masks, the shield tree and explanations are all compiled from it.
 */
export const decide = (role: Role, purpose: Purpose, fieldClass: FieldClass, conditions: Conditions): Grant => {
  const terms = roleTerms[role];
  if (!terms.purposes.includes(purpose)) return 'none';
  if (purposeExcludes[purpose]?.includes(fieldClass)) return 'none';
  if (purposeNeedsOpenEpisode.has(purpose) && !conditions.OPEN_EPISODE) return 'none';
  if (isHeldBack(role, fieldClass, conditions)) return 'none';
  const cell = matrix[role][columns.indexOf(fieldClass)];
  const grant = cell === undefined ? 'none' : grantOf(cell, purpose, conditions);
  // The words for where a child was seen may be those of the home.
  return fieldClass === 'LO' && isAddressHidden(role, conditions) && grant !== 'none' ? 'summary' : grant;
};
