import { isUnderCeiling, takenInBy } from '../domain/agreement.ts';
import type { Governing } from '../domain/coordinates.ts';
import type { FieldClass } from '../domain/policy.ts';

/** Rows of which less is shown than the classes of their fields say, to all but the organisation that keeps them. */
export interface Reservation {
  readonly title: string;
  /** SQL of whether a row is one of them, given its alias and the place of the present instant. */
  readonly when: (row: string, now: string) => string;
  /** What a reader must be allowed to see for the row to be there at all. */
  readonly needs?: Governing;
  /** The class whose full fields are withheld; those of its summary stay. */
  readonly withholds?: FieldClass;
}

/** Rows that came from another hub, of which only as much is shown as an agreement lets be read. */
export interface Ceiling {
  readonly title: string;
  /** SQL of whether a row is one of them, given its alias. */
  readonly when: (row: string) => string;
  /** SQL of the fields the viewer of the role and for the purpose may be shown of it; null where none. */
  readonly fields: (row: string, role: string, purpose: string) => string;
  /** The field a field of the type is a part of, by the name agreements have for it; null where none guards it. */
  readonly guards: (field: string) => string | null;
}

/** How the rows of a GraphQL type are found. */
export interface PlanTable {
  readonly type: string;
  readonly table: string;
  readonly id: string;
  /** Whether the type is a Node with its own absences; otherwise it is a side table of another row. */
  readonly node: boolean;
  /**
   * What a reader must be allowed to know that there is such a row; without it the row is not there for them, by
   * whatever path they come.
   */
  readonly shownBy: Governing;
  /** Column of the organisation whose record a row is, where one is; gives the reader's own records their own mask. */
  readonly organisation: string | null;
  /**
   * `projection`: the row carries its child and is versioned with it. `fact`: as known at a time, the row belongs
   * to the child its subject belonged to then.
   */
  readonly versioned: 'projection' | 'fact';
  /** Whether the table keeps a merged record's provenance and conflicts. */
  readonly merged: boolean;
  readonly reservations?: readonly Reservation[];
  readonly ceiling?: Ceiling;
}

const fact = (
  type: string,
  table: string,
  shownBy: Governing,
  reservations: readonly Reservation[] = [],
): PlanTable => ({
  ...{ type, table, shownBy, reservations },
  id: 'id',
  node: true,
  organisation: 'organisation',
  versioned: 'fact',
  merged: false,
});

/** Fields that show a part of another one. */
const partOf: Readonly<Record<string, string>> = { attemptMethods: 'attempts', actionProgress: 'actions' };

/** ★ What another authority sent of an interview. */
const acrossTheBorder: Ceiling = {
  title:
    'what came across the border is shown only to the roles and for the purposes its agreement names, and of it only the fields the agreement lets cross',
  when: (row) => `${row}.entered_by = '${takenInBy}'`,
  fields: (row, role, purpose) =>
    `(select x.fields from exchange_ceiling x where x.interview_id = ${row}.id and x.known_from = ${row}.known_from
      and ${role} = any(x.roles) and ${purpose} = any(x.purposes))`,
  guards: (field) => {
    const whole = partOf[field] ?? field;
    return isUnderCeiling(whole) ? whole : null;
  },
};

/** ★ The register of readable tables, by the GraphQL type of their rows. */
export const tables = {
  Child: {
    type: 'Child',
    table: 'child_view',
    shownBy: 'open',
    id: 'child_id',
    node: true,
    organisation: null,
    versioned: 'projection',
    merged: true,
  },
  Episode: {
    type: 'Episode',
    table: 'episode',
    shownBy: 'EP summary',
    id: 'episode_id',
    node: true,
    organisation: null,
    versioned: 'projection',
    merged: true,
  },
  Notification: fact('Notification', 'notification', 'EP summary'),
  Interview: { ...fact('Interview', 'interview', 'RM summary'), ceiling: acrossTheBorder },
  Placement: fact('Placement', 'placement', 'SC'),
  Involvement: fact('Involvement', 'involvement', 'SC summary', [
    {
      title: 'who looks after a child tells where the child lives',
      when: (row) => `${row}.involvement = 'PLACEMENT_PROVIDER'`,
      needs: 'AD summary',
    },
  ]),
  PreventionInterview: fact('PreventionInterview', 'prevention_interview', 'EP summary'),
  StrategyMeeting: fact('StrategyMeeting', 'strategy_meeting', 'SM summary'),
  Plan: fact('Plan', 'plan', 'SC summary'),
  Investigation: fact('Investigation', 'investigation', 'PI summary', [
    {
      title:
        'a locked investigation is its officer’s alone until the lock ends: others learn that it is live and whom to ring',
      when: (row, now) => `(coalesce(${row}.locked, ${row}.absences -> 'locked' ->> 'reason' = 'INVALID', false)
        and coalesce(${row}.locked_until > ${now}, true))`,
      withholds: 'PI',
    },
  ]),
  RiskIndicator: fact('RiskIndicator', 'risk_indicator', 'EX'),
  HealthEncounter: fact('HealthEncounter', 'health_encounter', 'HE'),
  HealthFinding: fact('HealthFinding', 'health_finding', 'HE'),
  Enrolment: fact('Enrolment', 'enrolment', 'ED summary'),
  Attendance: fact('Attendance', 'attendance', 'ED'),
  CaseNote: fact('CaseNote', 'case_note', 'SC summary'),
  Escalation: fact('Escalation', 'escalation', 'ES summary'),
  SafeInCareDecision: fact('SafeInCareDecision', 'safe_in_care_decision', 'SC summary'),
  Impact: fact('Impact', 'impact', 'SC summary'),
  Notice: fact('Notice', 'professional_notice', 'SC summary'),
  Feedback: fact('Feedback', 'feedback', 'SC summary'),
  Restriction: fact('Restriction', 'restriction', 'SC'),
  Completeness: {
    type: 'Completeness',
    table: 'assessment',
    shownBy: 'AN',
    id: 'notification_id',
    node: false,
    organisation: null,
    versioned: 'projection',
    merged: false,
  },
} as const satisfies Record<string, PlanTable>;

const byType: ReadonlyMap<string, PlanTable> = new Map(Object.entries(tables));

/** How far rows of a type that came from another hub may be read; undefined where none come. */
export const ceilingOf = (type: string): Ceiling | undefined => byType.get(type)?.ceiling;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables).filter((name): name is TableName => name in tables);

/** Rows reached from a row of another type. Conditions see the parent row as `parent`, the wanted row as `row`. */
export interface Relation {
  readonly many: boolean;
  readonly to: readonly TableName[];
  /** Extra condition beyond belonging to the same child. */
  readonly where: (parent: string, row: string) => string;
  /** Column newest-first lists are ordered by, as the reader may see it, by type; then by id. */
  readonly order: Readonly<Partial<Record<TableName, string>>>;
}

const everyRow = () => 'true';
/** Whether a record is about an absence. */
const isAbout = (episode: string, record: string): string => `${record}.id = any(${episode}.attached_ids)`;
const list = (to: TableName, order: string, where: Relation['where'] = everyRow): Relation => ({
  many: true,
  to: [to],
  where,
  order: { [to]: order },
});
const one = (to: TableName, where: Relation['where'] = everyRow): Relation => ({
  many: false,
  to: [to],
  where,
  order: {},
});

/** ★ The register of relations. */
export const relations = {
  childEpisodes: list('Episode', 'started_on'),
  childNotifications: list('Notification', 'sent_at'),
  childInterviews: list('Interview', 'offered_at'),
  childPlacements: list('Placement', 'started_on'),
  childInvolvements: list('Involvement', 'started_on'),
  childPreventionInterviews: list('PreventionInterview', 'held_at'),
  childMeetings: list('StrategyMeeting', 'held_at'),
  childPlans: list('Plan', 'started_on'),
  childInvestigations: list('Investigation', 'started_on'),
  childRiskIndicators: list('RiskIndicator', 'identified_on'),
  childHealthEncounters: list('HealthEncounter', 'started_at'),
  childHealthFindings: list('HealthFinding', 'recorded_on'),
  childEnrolments: list('Enrolment', 'started_on'),
  childAttendance: list('Attendance', 'day'),
  childCaseNotes: list('CaseNote', 'happened_at'),
  childEscalations: list('Escalation', 'raised_at'),
  childSafeInCareDecisions: list('SafeInCareDecision', 'decided_on'),
  childImpacts: list('Impact', 'recorded_on'),
  childNotices: list('Notice', 'sent_at'),
  childFeedback: list('Feedback', 'given_on'),
  childRestrictions: list('Restriction', 'started_on'),
  childTimeline: {
    many: true,
    to: ['Episode', 'Notification', 'PreventionInterview', 'Interview', 'StrategyMeeting'],
    where: everyRow,
    order: {
      Episode: 'started_on',
      Notification: 'sent_at',
      PreventionInterview: 'held_at',
      Interview: 'offered_at',
      StrategyMeeting: 'held_at',
    },
  },
  episodeNotifications: list('Notification', 'sent_at', isAbout),
  episodeInterviews: list('Interview', 'offered_at', isAbout),
  episodePreventionInterviews: list('PreventionInterview', 'held_at', isAbout),
  episodeMeetings: list('StrategyMeeting', 'held_at', isAbout),
  episodeInvestigations: list('Investigation', 'started_on', isAbout),
  episodeCaseNotes: list('CaseNote', 'happened_at', isAbout),
  episodeEscalations: list('Escalation', 'raised_at', isAbout),
  episodeSafeInCareDecisions: list('SafeInCareDecision', 'decided_on', isAbout),
  episodeImpacts: list('Impact', 'recorded_on', isAbout),
  episodeNotices: list('Notice', 'sent_at', isAbout),
  episodeFeedback: list('Feedback', 'given_on', isAbout),
  notificationEpisode: one('Episode', (parent, row) => isAbout(row, parent)),
  recordEpisodes: list('Episode', 'started_on', (parent, row) => isAbout(row, parent)),
  notificationCompleteness: one('Completeness', (parent, row) => `${row}.notification_id = ${parent}.id`),
  theChild: one('Child'),
} as const satisfies Record<string, Relation>;

/** A relation by its name, in the common shape. */
export const relationOf = (name: RelationName): Relation => relations[name];

export type RelationName = keyof typeof relations;
