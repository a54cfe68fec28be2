import type { Gap } from '../projection.ts';
import type { ConditionName } from './conditions.ts';
import type { ProfileField } from './fields.ts';

/** What one authority asks for differently of the messages about its children. */
export interface ProfileOverride {
  /** GSS code of the responsible authority. */
  readonly authority: string;
  /** Name of the field. */
  readonly field: string;
  readonly from: string;
  /** First day it no longer holds. */
  readonly to: string | null;
  readonly requirement: Gap['requirement'];
  /** The field applies only where this holds; without it, where the profile says. */
  readonly condition?: ConditionName;
  /** Who decided it and why. */
  readonly reason: string;
}

/** ★ What authorities ask for differently, tighter or looser; none does yet. */
export const profileOverrides: readonly ProfileOverride[] = [];

/** The override of a field for an authority that is in force on a day; of several, the one that began last. */
export const overrideAt = (
  overrides: readonly ProfileOverride[],
  field: string,
  authority: string | null,
  day: string,
): ProfileOverride | undefined =>
  overrides
    .filter((one) => one.field === field && one.authority === authority)
    .filter(({ from, to }) => from <= day && (to === null || day < to))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);

/** A field as an override asks for it: what it requires always, whatever would have made it mandatory. */
export const overridden = (field: ProfileField, override: ProfileOverride | undefined): ProfileField =>
  override === undefined
    ? field
    : {
        ...field,
        requirement: override.requirement,
        condition: override.condition ?? field.condition,
        mandatoryWhen: null,
      };
