import type { RecordBody } from '../model/kinds.ts';
import type { EpisodeProjection } from '../projection.ts';
import type { ScoreGiven } from './scorings.ts';

/** Kinds of record that practice is read from. */
export const practiceKinds = [
  'interview',
  'strategy-meeting',
  'prevention-interview',
  'plan',
  'escalation',
  'professional-notice',
  'safe-in-care-decision',
  'impact',
  'case-note',
  'feedback',
  'investigation',
  'involvement',
  'placement',
  'risk-indicator',
] as const;
export type PracticeKind = (typeof practiceKinds)[number];

/** One current record of a child. */
export interface CaseRecord<K extends PracticeKind = PracticeKind> {
  readonly id: string;
  readonly organisation: string;
  readonly receivedAt: string;
  /** Absences it is about; none for kinds that are about the child. */
  readonly about: readonly string[];
  readonly body: RecordBody[K];
}

export type CaseRecords = { readonly [K in PracticeKind]: readonly CaseRecord<K>[] };

/** One absence, as the hub merged it. `…At` is null where only the day is known. */
export interface CaseEpisode {
  readonly id: string;
  readonly status: EpisodeProjection['status'];
  readonly category: string | null;
  readonly startedOn: string | null;
  readonly startedAt: string | null;
  readonly endedOn: string | null;
  readonly endedAt: string | null;
  readonly reportedAt: string | null;
  readonly returnedAt: string | null;
  readonly riskGrade: string | null;
  readonly preventionInterviewDone: boolean | null;
  readonly preventionInterviewAt: string | null;
  readonly harm: readonly string[];
  readonly reasons: readonly string[];
}

/** The first message of a thread: whether it was complete when it came, and what it lacked. */
export interface CaseNotification {
  readonly id: string;
  readonly about: readonly string[];
  readonly complete: boolean;
  /** Fields without a usable answer. */
  readonly gaps: readonly string[];
  readonly riskGrade: string | null;
  readonly harm: readonly string[];
}

/** All that practice is read from of one child. */
export interface ChildCase {
  readonly childId: string;
  readonly birth: { readonly earliest: string; readonly latest: string } | null;
  readonly careStatus: string | null;
  readonly responsibleAuthority: string | null;
  readonly sexualExploitation: string | null;
  readonly criminalExploitation: string | null;
  readonly trafficking: string | null;
  /** Codes of the organisations that told the hub who the child is. */
  readonly toldBy: readonly string[];
  /** Whether an auditor was ever given the case to read, with names. */
  readonly isAudited: boolean;
  /** Every absence but withdrawn ones, oldest first. */
  readonly episodes: readonly CaseEpisode[];
  readonly notifications: readonly CaseNotification[];
  readonly records: CaseRecords;
  /** What people scored of its records. */
  readonly scores: readonly ScoreGiven[];
}

/** First and last day; both count. */
export interface PracticePeriod {
  readonly from: string;
  readonly to: string;
}

const noRecords: CaseRecords = {
  interview: [],
  'strategy-meeting': [],
  'prevention-interview': [],
  plan: [],
  escalation: [],
  'professional-notice': [],
  'safe-in-care-decision': [],
  impact: [],
  'case-note': [],
  feedback: [],
  investigation: [],
  involvement: [],
  placement: [],
  'risk-indicator': [],
};

/** A child of whom only this is known. */
export const caseWith = (said: Partial<Omit<ChildCase, 'records'>>, records: Partial<CaseRecords> = {}): ChildCase => ({
  childId: 'child',
  birth: null,
  careStatus: null,
  responsibleAuthority: null,
  sexualExploitation: null,
  criminalExploitation: null,
  trafficking: null,
  toldBy: [],
  isAudited: false,
  episodes: [],
  notifications: [],
  scores: [],
  ...said,
  records: { ...noRecords, ...records },
});

/** The absences that began in the period. */
export const episodesWithin = ({ episodes }: ChildCase, { from, to }: PracticePeriod): readonly CaseEpisode[] =>
  episodes.filter(({ startedOn, status }) => {
    const began = startedOn ?? '';
    return status !== 'CANCELLED' && from <= began && began <= to;
  });

/** The records of a kind that are about one of these absences. */
export const recordsAbout = <K extends PracticeKind>(
  { records }: ChildCase,
  kind: K,
  episodes: readonly Pick<CaseEpisode, 'id'>[],
): readonly CaseRecord<K>[] => {
  const ids = new Set(episodes.map(({ id }) => id));
  return records[kind].filter(({ about }) => about.some((id) => ids.has(id)));
};

/** When the child was back: an end is a return only where nobody had lost sight of the child (903 `A`). */
export const backAt = ({ returnedAt, endedAt, category }: CaseEpisode): string | null =>
  returnedAt ?? (category === 'AWAY_WITHOUT_AUTHORISATION' ? endedAt : null);
