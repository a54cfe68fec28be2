import type { Address } from '../../domain/model/values.ts';
import type { ChildrensHome } from './childrens-home.ts';
import type { Community } from './communities.ts';
import type { Place } from './places.ts';

/** One spell in one placement. */
export interface TruePlacement {
  readonly startedOn: string;
  readonly endedOn: string | null;
  /** SSDA903 codes. */
  readonly type: string;
  readonly legalStatus: string;
  readonly provider: string;
  readonly address: Address;
  readonly home: ChildrensHome | null;
}

/** How a child is looked after. */
export interface TrueCare {
  readonly place: Place;
  readonly isOutOfArea: boolean;
  readonly needCode: string;
  /** In time, none overlapping; the last lasts. */
  readonly placements: readonly TruePlacement[];
}

/** One absence as it was, in milliseconds. */
export interface TrueAbsence {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly reportedAt: number;
}

/** A child as they are, before anybody wrote anything down. */
export interface TrueChild {
  readonly number: number;
  readonly sex: 'FEMALE' | 'MALE';
  readonly given: string;
  readonly family: string;
  /** What friends say, where they say something else. */
  readonly nickname: string | null;
  readonly bornOn: string;
  readonly nhsNumber: string;
  readonly upn: string;
  readonly community: Community;
  readonly mother: string;
  /** Where the family lives, which is responsible for the child. */
  readonly place: Place;
  readonly address: Address;
  readonly formerAddress: Address | null;
  readonly care: TrueCare | null;
  readonly isRepeat: boolean;
  readonly absences: readonly TrueAbsence[];
}
