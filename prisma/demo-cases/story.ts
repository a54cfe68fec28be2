import type { z } from 'zod';
import type { AnyInventedRecord } from '../../src/app/synth/invented.ts';
import type { HealthEncounter } from '../../src/domain/model/health-encounter.ts';
import type { Interview } from '../../src/domain/model/interview.ts';
import type { Person } from '../../src/domain/model/person.ts';
import type { ProfessionalNotice } from '../../src/domain/model/professional-notice.ts';
import type { StrategyMeeting } from '../../src/domain/model/strategy-meeting.ts';
import type { agencyCode, harm } from '../../src/domain/model/values.ts';

/** A time of 2015 on an English clock: `10-17 18:30`. */
export type LocalTime = string;
/** A day of 2015: `10-17`. */
export type LocalDay = string;

export type Agency = z.infer<typeof agencyCode>;
type Harm = z.infer<typeof harm>;

/** One absence as it truly was, and how the police came to know of it. */
export interface AbsenceStory {
  readonly from: LocalTime;
  /** Null while the child is away. */
  readonly to: LocalTime | null;
  readonly reported: LocalTime;
  readonly grade: 'LOW' | 'MEDIUM' | 'HIGH';
  readonly lastSeen: string;
  readonly told: string;
  readonly foundBy: string;
  /** What the case system has for the start, where it differs by minutes. */
  readonly written?: LocalTime;
  /** When an officer spoke with the child on return; null where nobody did. */
  readonly checked: LocalTime | null;
  readonly notCheckedReason?: string;
  readonly reasons?: NonNullable<Interview['reasons']>;
  readonly harm?: readonly Harm[];
}

/** An earlier placement, and the day the child moved on from it is the day the next one began. */
export interface EarlierPlacement {
  readonly since: string;
  readonly type: string;
  readonly provider: string;
  readonly postcode: string;
  readonly changed: string;
}

/** Looked after: under which order, where, since when. */
export interface PlacementStory {
  readonly legalStatus: string;
  readonly need: string;
  readonly type: string;
  readonly provider: string;
  readonly name: string;
  readonly urn?: string;
  readonly postcode: string;
  readonly lines: readonly string[];
  readonly since: string;
  readonly earlier?: EarlierPlacement;
  /** GSS code of the authority the child is placed in, where it is another one. */
  readonly host?: string;
}

/** Something agreed: what, whose, due when, done when, and what shows it. */
export type ActionStory = readonly [
  what: string,
  agency: Agency,
  due: LocalDay,
  done: LocalDay | null,
  evidence: string | null,
];

export type Attempt = readonly [
  at: LocalTime,
  method: NonNullable<Interview['attempts']>[number]['method'],
  outcome: NonNullable<Interview['attempts']>[number]['outcome'],
];

/** What a good interview holds and a thin one leaves out. */
export interface Depth {
  readonly words: readonly string[];
  readonly wishes: string;
  readonly analysis: string;
  readonly review: LocalDay;
  readonly place: string;
}

/** The return home interview: offered when, tried how, come to what. */
export interface InterviewStory {
  readonly status: NonNullable<Interview['status']>;
  readonly offered: LocalTime;
  readonly attempts: readonly Attempt[];
  readonly held?: LocalTime;
  readonly scheduled?: LocalTime;
  readonly by?: readonly [name: string, NonNullable<Interview['interviewerClass']>];
  /** The organisation that holds and records it, where it is not the one that is responsible. */
  readonly recordedBy?: string;
  readonly childPreference?: string;
  readonly declined?: NonNullable<Interview['declineReason']>;
  /** The check for a live investigation before the interview: when, what it found, when the officer was rung. */
  readonly check?: readonly [at: LocalTime, found: 'YES' | 'NO', officer: LocalTime | null];
  readonly account?: string;
  readonly depth?: Depth;
  readonly action?: ActionStory;
  readonly differenceMade?: string;
  /** The case system alone knows of it: no form was sent. */
  readonly noForm?: true;
}

type Trigger = NonNullable<StrategyMeeting['triggers']>[number];
/** A risk or an aim with its code of the children in need census. */
export type Coded = readonly [code: string, description: string];

/** A strategy meeting that was held, or the decision not to hold one. */
export interface MeetingStory {
  readonly triggers: readonly Trigger[];
  readonly criterion: LocalTime;
  readonly decided: LocalTime;
  /** Why none was held; null where nothing was written down. */
  readonly notHeld?: string | null;
  readonly held?: LocalTime;
  readonly expected?: readonly Agency[];
  readonly present?: readonly Agency[];
  readonly risks?: readonly Coded[];
  readonly aims?: readonly Coded[];
  readonly actions?: readonly ActionStory[];
  readonly disagreement?: string;
}

export interface NoticeStory {
  readonly about: ProfessionalNotice['about'];
  readonly to: ProfessionalNotice['recipientRole'];
  readonly who: string;
  readonly organisation: string;
  readonly sent: LocalTime;
  readonly answered?: readonly [at: LocalTime, response: string];
  /** Who told them, where it was not the responsible authority. */
  readonly from?: string;
}

/** A plan of support, or help that is open without one. */
export interface PlanStory {
  readonly type: 'EARLY_HELP' | 'CARE' | 'CHILD_PROTECTION' | 'CHILD_IN_NEED' | 'SAFETY';
  readonly since: string;
  readonly written: boolean;
  readonly updated?: LocalTime;
  readonly reason: string;
  readonly goals?: readonly string[];
}

export interface InvestigationStory {
  readonly reference: string;
  readonly subject: string;
  readonly officer: string;
  readonly since: string;
  readonly constraint: string;
}

/** A contact with a health body: `RP5` the hospitals, `RXE` mental health and community. */
export interface HealthStory {
  readonly body: 'RP5' | 'RXE';
  readonly type: NonNullable<HealthEncounter['encounterClass']>;
  readonly from: string;
  readonly to?: string;
  readonly reason: string;
  readonly finding?: string;
}

/** A record of one of the rarer kinds, as the responsible authority wrote it. */
export type OtherRecord = Extract<
  AnyInventedRecord,
  { readonly kind: 'escalation' | 'impact' | 'safe-in-care-decision' | 'case-note' | 'feedback' }
>;

/** One child of the demo, in the fewest words from which the files of all five agencies can be written. */
export interface Story {
  /** 4 is `DON-0004`. */
  readonly number: number;
  readonly given: string;
  readonly family: string;
  readonly birthOn: string;
  readonly sex: 'FEMALE' | 'MALE';
  /** DfE code of ethnicity, and the force's. */
  readonly ethnicity: readonly [dfe: string, police: string];
  readonly nhsNumber: string;
  readonly upn: string;
  readonly home: readonly [line: string, area: string, postcode: string];
  readonly parent: readonly [name: string, relationship: string];
  readonly looks: readonly [height: string, build: string, hair: string, eyes: string];
  readonly school: '3714000' | '3714001';
  readonly care: NonNullable<Person['careStatus']>;
  /** GSS code of the responsible authority where it is not Doncaster. */
  readonly authority?: string;
  readonly childId?: string;
  readonly placement?: PlacementStory;
  readonly sexualExploitation?: NonNullable<Person['sexualExploitation']>;
  readonly criminalExploitation?: string;
  /** Nobody but those who must may know where the child lives. */
  readonly addressProtected?: true;
  /** The force’s number of the child, where its messages and the involvements are files written by hand. */
  readonly byHand?: string;
  /** What the police did ask of background: most of it was not. */
  readonly background?: Partial<Pick<Person, 'culture' | 'religion' | 'firstLanguage' | 'nationality'>> & {
    readonly interpreterNeeded?: boolean;
    readonly disabilities?: readonly string[];
  };
  /** Absences of before the week, which only the responsible authority’s records tell. */
  readonly before?: readonly (readonly [from: LocalTime, to: LocalTime])[];
  readonly absences: readonly AbsenceStory[];
  readonly worker?: readonly [name: string, job: string];
  readonly reviewer?: string;
  readonly interview?: InterviewStory;
  readonly meeting?: MeetingStory;
  readonly notices?: readonly NoticeStory[];
  readonly plans?: readonly PlanStory[];
  readonly investigation?: InvestigationStory;
  readonly health?: readonly HealthStory[];
  readonly others?: readonly OtherRecord[];
}
