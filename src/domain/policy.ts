import type { Agency } from './organisations.ts';
import type { relationshipBits } from './projection.ts';

/** Raised with every change of a table on this page; every ledger row carries it. */
export const policyVersion = '2026.5';

/** ★ The classes of field, by the word a practitioner would use; `ask` is whom a withheld reader may ring. */
export const classes = {
  ID: { title: 'identity', ask: 'the responsible authority' },
  PC: { title: 'protected characteristics', ask: 'the responsible authority' },
  LO: { title: 'live whereabouts', ask: 'the police force' },
  AD: { title: 'placement and home address', ask: 'the responsible authority' },
  EP: { title: 'episodes and risk', ask: 'the police force' },
  HE: { title: 'health', ask: 'the named nurse for looked-after children' },
  ED: { title: 'education', ask: 'the designated safeguarding lead of the school' },
  SC: { title: 'social care status and plan', ask: 'the responsible authority' },
  PI: { title: 'police intelligence and investigation', ask: 'the officer in the case, through the police force' },
  TP: { title: 'third parties', ask: 'the organisation that named them' },
  RC: { title: 'return home interview content', ask: 'the interviewing organisation' },
  RM: { title: 'return home interview dates and state', ask: 'the responsible authority' },
  SM: { title: 'strategy meeting minutes', ask: 'the responsible authority' },
  SA: { title: 'strategy meeting actions', ask: 'the responsible authority' },
  EX: { title: 'exploitation flags', ask: 'the responsible authority' },
  ES: { title: 'escalations', ask: 'the responsible authority' },
  LG: { title: 'access log', ask: 'the data protection officer' },
  AN: { title: 'whether a notification was answered', ask: 'the police force' },
  WK: { title: 'names of the professionals involved', ask: 'the responsible authority' },
} as const satisfies Record<string, { title: string; ask: string }>;

export type FieldClass = keyof typeof classes;
export const fieldClasses: readonly FieldClass[] = Object.keys(classes).filter(
  (word): word is FieldClass => word in classes,
);

/** What a grant lets through: nothing, the named summary fields, own organisation's records, or everything. */
export type Grant = 'none' | 'summary' | 'own' | 'full';
/**
 * Which fields of a class a coordinate belongs to: shown with a summary grant, or only with a full one. `records` is a
 * list of records, there for whoever may see any of them: with a grant on their own organisation's it holds those.
 */
export type Level = 'summary' | 'full' | 'records';

/**
 * ★ The letters of the matrix. F full. S summary fields. O records of the reader's own organisation. L full while an
 * episode is open, nothing otherwise. H full for the child's own placement, nothing otherwise. A by border agreement:
 * nothing until one is in force. G break-glass only. P summary fields, under pseudonyms. X nothing.
 */
export type Cell = 'F' | 'S' | 'O' | 'L' | 'H' | 'A' | 'G' | 'P' | 'X';

export const roles = [
  'police-missing-coordinator',
  'police-investigator',
  'social-worker',
  'duty-team',
  'reviewing-officer',
  'interview-worker',
  'early-help-lead',
  'health-named-nurse',
  'health-clinician',
  'school-safeguarding-lead',
  'placement-provider',
  'host-authority',
  'other-authority',
  'auditor',
  'data-protection-officer',
  'system-admin',
] as const;
export type Role = (typeof roles)[number];

/** The order of the classes in a row of the matrix. */
// biome-ignore format: a matrix is read by column
export const columns = ['ID', 'PC', 'LO', 'AD', 'EP', 'HE', 'ED', 'SC', 'PI', 'TP', 'RC', 'RM', 'SM', 'SA', 'EX', 'ES', 'LG', 'AN', 'WK'] as const;
type Row = readonly [
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
  Cell,
];

/** ★ Who may see what (domain reference 5.5). One row a role, one column a class, in the order of `columns`. */
// biome-ignore format: a matrix is read by column
export const matrix: Readonly<Record<Role, Row>> = {
  //                             ID   PC   LO   AD   EP   HE   ED   SC   PI   TP   RC   RM   SM   SA   EX   ES   LG   AN   WK
  'police-missing-coordinator': ['F', 'F', 'F', 'F', 'F', 'S', 'S', 'S', 'O', 'F', 'S', 'F', 'F', 'F', 'F', 'O', 'X', 'O', 'F'],
  'police-investigator':        ['F', 'F', 'F', 'F', 'F', 'S', 'S', 'S', 'F', 'F', 'S', 'S', 'S', 'O', 'F', 'O', 'X', 'O', 'F'],
  'social-worker':              ['F', 'F', 'F', 'F', 'F', 'S', 'F', 'F', 'S', 'F', 'F', 'F', 'F', 'F', 'F', 'F', 'X', 'F', 'F'],
  'duty-team':                  ['F', 'F', 'F', 'F', 'F', 'S', 'S', 'S', 'S', 'F', 'S', 'F', 'S', 'S', 'F', 'S', 'X', 'F', 'F'],
  'reviewing-officer':          ['F', 'F', 'S', 'F', 'F', 'S', 'F', 'F', 'X', 'S', 'F', 'F', 'F', 'F', 'F', 'F', 'X', 'X', 'F'],
  'interview-worker':           ['F', 'F', 'L', 'L', 'F', 'S', 'S', 'S', 'S', 'S', 'O', 'F', 'S', 'F', 'F', 'O', 'X', 'X', 'F'],
  'early-help-lead':            ['F', 'F', 'L', 'F', 'F', 'X', 'S', 'S', 'X', 'X', 'S', 'F', 'S', 'O', 'S', 'O', 'X', 'X', 'F'],
  'health-named-nurse':         ['F', 'F', 'L', 'S', 'F', 'F', 'S', 'S', 'X', 'X', 'S', 'S', 'F', 'O', 'F', 'O', 'X', 'X', 'F'],
  'health-clinician':           ['F', 'F', 'L', 'X', 'S', 'F', 'X', 'S', 'X', 'X', 'X', 'X', 'X', 'X', 'S', 'X', 'X', 'X', 'F'],
  'school-safeguarding-lead':   ['F', 'F', 'L', 'X', 'S', 'S', 'F', 'S', 'X', 'X', 'X', 'S', 'S', 'O', 'S', 'O', 'X', 'X', 'F'],
  'placement-provider':         ['F', 'F', 'F', 'H', 'F', 'S', 'S', 'S', 'X', 'S', 'S', 'F', 'S', 'O', 'S', 'O', 'X', 'X', 'F'],
  'host-authority':             ['F', 'F', 'F', 'F', 'F', 'S', 'S', 'S', 'S', 'S', 'A', 'F', 'F', 'F', 'F', 'O', 'X', 'X', 'F'],
  'other-authority':            ['X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X'],
  'auditor':                    ['P', 'P', 'X', 'X', 'P', 'X', 'X', 'P', 'X', 'X', 'P', 'P', 'P', 'P', 'P', 'P', 'S', 'F', 'X'],
  'data-protection-officer':    ['G', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'S', 'X', 'X', 'X', 'X', 'F', 'X', 'X'],
  'system-admin':               ['X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'S', 'X', 'X'],
};

export const purposes = [
  'LOCATE_CHILD',
  'SAFEGUARD_PLAN',
  'RHI_DELIVERY',
  'CARE_REVIEW',
  'INVESTIGATION',
  'DIRECT_CARE',
  'EDUCATION_SUPPORT',
  'AUDIT_PSEUDONYMISED',
  'AUDIT_IDENTIFIED',
  'SUBJECT_ACCESS',
  'STAT_RETURN',
] as const;
export type Purpose = (typeof purposes)[number];

interface RoleTerms {
  /** Kinds of organisation that may hold the role. */
  readonly agencies: readonly Agency[];
  /** Relationships through which the role reaches a child; a relationship of another kind gives nothing. */
  readonly reachedAs: readonly (keyof typeof relationshipBits)[];
  /** Purposes the role may declare. */
  readonly purposes: readonly Purpose[];
  /** Whether a protected address may be shown to the role where its cell lets addresses through. */
  readonly seesProtectedAddress: boolean;
}

const planning = ['LOCATE_CHILD', 'SAFEGUARD_PLAN'] as const;

/** ★ Who may hold a role, how it comes to a child, for what (domain reference 5.2, 5.4, 5.5). */
export const roleTerms: Readonly<Record<Role, RoleTerms>> = {
  'police-missing-coordinator': {
    agencies: ['police'],
    reachedAs: ['POLICE'],
    purposes: [...planning, 'INVESTIGATION'],
    seesProtectedAddress: true,
  },
  'police-investigator': {
    agencies: ['police'],
    reachedAs: ['POLICE'],
    purposes: [...planning, 'INVESTIGATION'],
    seesProtectedAddress: true,
  },
  'social-worker': {
    agencies: ['social-care'],
    reachedAs: ['RESPONSIBLE'],
    purposes: [...planning, 'RHI_DELIVERY', 'CARE_REVIEW'],
    seesProtectedAddress: true,
  },
  'duty-team': {
    agencies: ['social-care'],
    reachedAs: ['RESPONSIBLE', 'HOST', 'FIRST_CONTACT'],
    purposes: planning,
    seesProtectedAddress: true,
  },
  'reviewing-officer': {
    agencies: ['social-care'],
    reachedAs: ['OVERSIGHT'],
    purposes: ['SAFEGUARD_PLAN', 'CARE_REVIEW'],
    seesProtectedAddress: true,
  },
  'interview-worker': {
    agencies: ['social-care', 'early-help'],
    reachedAs: ['INTERVIEWER'],
    purposes: ['RHI_DELIVERY'],
    seesProtectedAddress: false,
  },
  'early-help-lead': {
    agencies: ['early-help'],
    reachedAs: ['EARLY_HELP'],
    purposes: planning,
    seesProtectedAddress: false,
  },
  'health-named-nurse': {
    agencies: ['health'],
    reachedAs: ['HEALTH'],
    purposes: [...planning, 'DIRECT_CARE'],
    seesProtectedAddress: false,
  },
  'health-clinician': {
    agencies: ['health'],
    reachedAs: ['HEALTH', 'FIRST_CONTACT'],
    purposes: ['DIRECT_CARE'],
    seesProtectedAddress: false,
  },
  'school-safeguarding-lead': {
    agencies: ['education'],
    reachedAs: ['SCHOOL'],
    purposes: [...planning, 'EDUCATION_SUPPORT'],
    seesProtectedAddress: false,
  },
  'placement-provider': {
    agencies: ['placement'],
    reachedAs: ['PROVIDER'],
    purposes: planning,
    seesProtectedAddress: true,
  },
  'host-authority': {
    agencies: ['social-care'],
    reachedAs: ['HOST'],
    purposes: [...planning, 'RHI_DELIVERY'],
    seesProtectedAddress: false,
  },
  'other-authority': { agencies: ['social-care'], reachedAs: [], purposes: planning, seesProtectedAddress: false },
  auditor: {
    agencies: ['partnership'],
    reachedAs: ['AUDITABLE', 'AUDIT_CASE'],
    purposes: ['AUDIT_PSEUDONYMISED', 'AUDIT_IDENTIFIED'],
    seesProtectedAddress: false,
  },
  'data-protection-officer': {
    agencies: ['partnership', 'hub'],
    reachedAs: ['AUDITABLE'],
    purposes: ['SUBJECT_ACCESS'],
    seesProtectedAddress: false,
  },
  'system-admin': { agencies: ['hub'], reachedAs: [], purposes: ['STAT_RETURN'], seesProtectedAddress: false },
};

/**
 * ★ What a purpose narrows: classes it never needs. LOCATE_CHILD lapses when no episode is open.
 * A purpose absent here narrows nothing beyond the matrix.
 */
export const purposeExcludes: Readonly<Partial<Record<Purpose, readonly FieldClass[]>>> = {
  LOCATE_CHILD: ['SM', 'ES', 'LG'],
  RHI_DELIVERY: ['LG'],
  CARE_REVIEW: ['PI', 'LG'],
  DIRECT_CARE: ['SM', 'SA', 'ES', 'PI', 'TP'],
  EDUCATION_SUPPORT: ['LO', 'SM', 'SA', 'ES', 'HE'],
};

/** ★ Purposes that come to children through some relationships only. */
export const purposeReachedAs: Readonly<Partial<Record<Purpose, readonly (keyof typeof relationshipBits)[]>>> = {
  AUDIT_PSEUDONYMISED: ['AUDITABLE'],
  AUDIT_IDENTIFIED: ['AUDIT_CASE'],
};

/** Classes a purpose serves only while an episode is open. */
export const purposeNeedsOpenEpisode: ReadonlySet<Purpose> = new Set<Purpose>(['LOCATE_CHILD']);

/** ★ Roles whose every id is a pseudonym of their own, unless they read the identified cases of an approved sample. */
export const pseudonymous: ReadonlySet<Role> = new Set<Role>(['auditor', 'data-protection-officer']);

/**
 * ★ What a child told and asked not to be shared (domain reference 5.4): held back from all but those who must hear
 * it, until somebody breaks the glass and says why.
 */
export const askedNotToShare = {
  classes: ['RC'],
  heardBy: ['social-worker', 'reviewing-officer', 'interview-worker'],
} as const satisfies { readonly classes: readonly FieldClass[]; readonly heardBy: readonly Role[] };

/**
 * ★ Who may write what, and of whom: each for records of their own organisation only. Nobody overwrites what they
 * cannot see: a message is added beside the others, never over them.
 */
export const writers = {
  notificationSubmit: ['police-missing-coordinator'],
  enrichmentReply: ['police-missing-coordinator'],
  preventionInterviewRecord: ['police-missing-coordinator', 'police-investigator'],
  interviewRecord: ['interview-worker', 'social-worker', 'duty-team'],
  strategyMeetingRecord: ['social-worker', 'reviewing-officer'],
  planRecord: ['social-worker', 'reviewing-officer', 'early-help-lead'],
  caseNoteRecord: ['social-worker', 'reviewing-officer'],
  escalationRecord: [
    'social-worker',
    'reviewing-officer',
    'police-missing-coordinator',
    'police-investigator',
    'interview-worker',
    'early-help-lead',
    'health-named-nurse',
    'school-safeguarding-lead',
    'placement-provider',
    'host-authority',
  ],
  safeInCareDecisionRecord: ['social-worker', 'reviewing-officer'],
  impactRecord: ['social-worker', 'reviewing-officer'],
  noticeRecord: [
    'social-worker',
    'duty-team',
    'reviewing-officer',
    'police-missing-coordinator',
    'interview-worker',
    'early-help-lead',
    'health-named-nurse',
    'school-safeguarding-lead',
    'placement-provider',
    'host-authority',
  ],
  feedbackRecord: ['social-worker', 'reviewing-officer'],
  restrictionRecord: ['social-worker', 'reviewing-officer'],
  investigationRecord: ['police-investigator', 'police-missing-coordinator'],
  riskIndicatorRecord: [
    'social-worker',
    'duty-team',
    'reviewing-officer',
    'interview-worker',
    'health-named-nurse',
    'police-missing-coordinator',
    'police-investigator',
    'host-authority',
  ],
} as const satisfies Record<string, readonly Role[]>;
