import { fields2015, type ProfileField } from './fields.ts';
import { type ProfileOverride, profileOverrides } from './overrides.ts';

/** One version of the completeness profile; a notification is judged by the one in force when it came. */
export interface Profile {
  readonly version: string;
  readonly validFrom: string;
  /** First day it is no longer in force. */
  readonly validTo: string | null;
  /** From this day an identifier is mandatory; null while section 16LC is not commenced. */
  readonly identifierSchemeFrom: string | null;
  readonly fields: readonly ProfileField[];
  /** What single authorities ask for differently, in force at receipt. */
  readonly overrides: readonly ProfileOverride[];
}

const profile2015: Profile = {
  version: '2015.1',
  validFrom: '2013-04-01',
  validTo: null,
  identifierSchemeFrom: null,
  fields: fields2015,
  overrides: profileOverrides,
};

/** ★ The versions of the profile, oldest first, without a day between them. */
export const profiles: readonly Profile[] = [profile2015];

/** The profile in force on this day; what came before there was one is judged by the first. */
export const profileAt = (day: string, versions: readonly Profile[] = profiles): Profile =>
  versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0] ?? profile2015;
