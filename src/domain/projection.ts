import type { Absences } from './absence.ts';
import type { RecordBody, RecordKind } from './model/kinds.ts';
import type { AnswerState } from './model/notification.ts';
import type { Stage } from './profile/stages.ts';

/** One current fact of a child as the store holds it, ready for merging. */
export interface FactVersion<K extends RecordKind = RecordKind> {
  readonly id: string;
  readonly kind: K;
  /** When this version became known: the hub's known time, ISO with microseconds. */
  readonly knownFrom: string;
  /** When any version of this fact first became known; orders source episodes for ever. */
  readonly firstKnownAt: string;
  readonly subjectId: string;
  readonly organisation: string;
  readonly system: string;
  readonly key: string;
  readonly statedAt: string | null;
  readonly receivedAt: string;
  readonly body: RecordBody[K];
  readonly absences: Absences;
  /** Of a notification: elements it lacks that its feed carried in the 90 days before it came. */
  readonly feedLacks?: readonly string[];
}

export type FactsByKind = { readonly [K in RecordKind]: readonly FactVersion<K>[] };

/** Everything known of one child at one known time; the whole input of a projection. */
export interface ChildFacts {
  readonly childId: string;
  readonly facts: FactsByKind;
  /** Ways to the child that somebody opened; they count now, whatever time the facts are of. */
  readonly grants: readonly Grant[];
}

/** ★ How a worker comes to a child beside what the records say. */
export const grantKinds = ['BREAK_GLASS', 'FIRST_CONTACT', 'AUDIT_CASE', 'BORDER_INTERVIEW'] as const;

/** A way to a child that one worker opened, or was opened for them. */
export interface Grant {
  readonly kind: (typeof grantKinds)[number];
  readonly organisation: string;
  readonly person: string;
  readonly until: string;
}

/** Which organisation said a merged value, and when. */
export interface Provenance {
  readonly field: string;
  readonly organisation: string;
  readonly statedAt: string | null;
}

/** A value another source gives for a merged field. */
export interface Conflict {
  readonly field: string;
  readonly organisation: string;
  readonly statedAt: string | null;
  /** The other value as text; structured values as JSON text. */
  readonly value: string;
}

/** A merged record: column values by camelCase name, and for every governed field without one, why. */
export interface Merged {
  readonly values: Readonly<Record<string, unknown>>;
  readonly absences: Absences;
  readonly provenance: readonly Provenance[];
  readonly conflicts: readonly Conflict[];
}

export interface EpisodeProjection extends Merged {
  readonly episodeId: string;
  readonly status: 'OPEN' | 'ENDED' | 'CANCELLED';
  readonly sources: readonly EpisodeSource[];
  readonly notificationIds: readonly string[];
  /** Facts of every kind that are about it. */
  readonly attachedIds: readonly string[];
}

/** One source's account of an episode, and why it was joined to the others. */
export interface EpisodeSource {
  readonly organisation: string;
  readonly system: string;
  readonly sourceEpisode: string;
  readonly category: string | null;
  readonly startedOn: string | null;
  readonly startedAt: string | null;
  readonly endedOn: string | null;
  readonly endedAt: string | null;
  readonly statedAt: string | null;
  /** `FIRST`, `OVERLAP` (intervals overlap at their precision) or `STARTS_CLOSE` (within 24 h, same day if date-only). */
  readonly joined: 'FIRST' | 'OVERLAP' | 'STARTS_CLOSE';
}

/** One unanswered or unusable field of a notification. */
export interface Gap {
  readonly field: string;
  readonly number: number;
  readonly requirement: 'MANDATORY' | 'ANSWER' | 'RECOMMENDED';
  readonly severity: 'CRITICAL' | 'MAJOR' | 'MINOR';
  readonly state: AnswerState;
  /** Where on its way to the hub the answer was lost. */
  readonly stage: Stage;
}

/** Fields of the profile as bits: field 1 is bit 0. Fifty-one of them are exact in a number and fit an int8. */
export interface FieldMasks {
  readonly applies: number;
  /** Fields that apply and count: all but the recommended ones. */
  readonly required: number;
  readonly passes: number;
  readonly notKnown: number;
  readonly declined: number;
  readonly notApplicable: number;
  readonly missing: number;
  readonly invalid: number;
  readonly withheld: number;
}

export interface Assessment {
  readonly profileVersion: string;
  readonly complete: boolean;
  /** Passed over applicable, 0 to 1. */
  readonly score: number;
  /** The same over the fields the 2015 audit named; null when none applied. */
  readonly seedScore: number | null;
  readonly gaps: readonly Gap[];
  readonly masks: FieldMasks;
}

/** What the whole thread of a message has said by now, however many messages it took. */
export interface ThreadStanding {
  readonly profileVersion: string;
  readonly complete: boolean;
  readonly masks: FieldMasks;
  /** When the first message came with which the thread was complete; null while none did. */
  readonly completedAt: string | null;
}

/** The assessment of one message, and what reports count it by. */
export interface NotificationScore extends Assessment {
  readonly organisation: string;
  readonly unit: string | null;
  readonly authority: string | null;
  readonly receivedAt: string;
  /** Whether it was the first of its thread to be received: reports count each thread once. */
  readonly opensThread: boolean;
  readonly thread: ThreadStanding;
}

/** Who has a relationship to the child, why and until when. */
export interface Reach {
  readonly organisation: string;
  /** The worker's subject id, or '' for the whole organisation. */
  readonly person: string;
  readonly bits: number;
  /** ISO instant, or `infinity`. */
  readonly until: string;
  readonly reason: string;
}

/** All that is derived of a child: what `project()` writes. */
export interface ChildProjection {
  readonly childId: string;
  readonly flags: number;
  readonly view: Merged;
  readonly episodes: readonly EpisodeProjection[];
  readonly reach: readonly Reach[];
  /** By notification fact id. */
  readonly assessments: ReadonlyMap<string, NotificationScore>;
}

/** Row conditions of a mask and relationship kinds of reach, as bits. The first six index a mask table. */
export const conditionBits = {
  ASKED_NOT_TO_SHARE: 1,
  OPEN_EPISODE: 2,
  OWN_PLACEMENT: 4,
  ADDRESS_PROTECTED: 8,
  NAMED: 16,
  BREAK_GLASS: 32,
} as const;

/** How an organisation came to know a child; a role reaches a child only through the kinds it accepts. */
export const relationshipBits = {
  POLICE: 64,
  RESPONSIBLE: 128,
  HOST: 256,
  SCHOOL: 512,
  HEALTH: 1024,
  EARLY_HELP: 2048,
  PROVIDER: 4096,
  OVERSIGHT: 8192,
  INTERVIEWER: 16384,
  AUDITABLE: 32768,
  AUDIT_CASE: 65536,
  FIRST_CONTACT: 131072,
} as const;

/** What reach and a child's row carry beside conditions and relationships. */
export const restrictionBits = {
  /** Reach: this worker sees nothing of the child, whatever else gives them a relationship. */
  BLOCKED: 262144,
  /** The child's row: only workers on its list know of it. */
  RESTRICTED: 524288,
} as const;
