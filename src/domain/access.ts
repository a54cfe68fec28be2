import type { Role } from './policy.ts';

/** Who may use one way to a child, and the terms of it. */
interface Access {
  readonly roles: readonly Role[];
  readonly [term: string]: unknown;
}

/**
 * ★ Breaking the glass: the one who needs a child at once and has no relationship to them says why, is let in for an
 * hour, and answers for it. The responsible authority is told at once; the review is due in two working days.
 */
export const breakGlass = {
  minutes: 60,
  reviewWorkingDays: 2,
  leastReason: 20,
  roles: [
    'police-missing-coordinator',
    'police-investigator',
    'social-worker',
    'duty-team',
    'reviewing-officer',
    'health-named-nurse',
    'health-clinician',
    'data-protection-officer',
  ],
} as const satisfies Access;

/** ★ First contact: a duty team or an emergency department meets a child before anybody knows of it. */
export const firstContact = {
  hours: 24,
  leastReason: 20,
  roles: ['duty-team', 'health-clinician'],
} as const satisfies Access;

/**
 * ★ Asking whether the hub holds a child, without seeing anything: three exact identifiers, never an address, so that
 * nobody finds a home by guessing; an opaque handle for half an hour; a budget.
 */
export const childMatch = {
  leastIdentifiers: 3,
  handleMinutes: 30,
  perHour: 20,
  roles: [
    'police-missing-coordinator',
    'police-investigator',
    'social-worker',
    'duty-team',
    'health-named-nurse',
    'health-clinician',
    'early-help-lead',
    'school-safeguarding-lead',
  ],
} as const satisfies Access;

/** ★ Cases of an approved audit, read with names: for how long at most, and who approves. */
export const auditCases = {
  mostDays: 90,
  approvedBy: ['data-protection-officer'],
  roles: ['auditor'],
} as const satisfies Access & { readonly approvedBy: readonly Role[] };

/**
 * ★ Scoring what no machine can compute of a record: auditors who were given the case to read in full. Drawing which
 * cases an audit is to read: any auditor, under pseudonyms.
 */
export const rubricScoring = { roles: ['auditor'], longestEvidence: 300 } as const satisfies Access;
export const auditSamples = { roles: ['auditor'] } as const satisfies Access;

/**
 * ★ Asking how practice stands, counted: an auditor about every authority whose children they reach, others about their
 * own. Reviewing officers reach the children they oversee, so they are answered about those.
 */
export const practiceQuestions = {
  roles: ['auditor', 'social-worker', 'duty-team', 'reviewing-officer'],
  ofAnyAuthority: ['auditor'],
  mostYears: 10,
} as const satisfies Access;

/**
 * ★ Saying who is whom where the hub does not link by itself, and taking apart what was linked wrongly: whoever has a
 * relationship to both children in the role, shown of each what they are shown of any child. `leads` settle only what
 * others differ about. An unlink is asked by one person and approved by another.
 */
export const identityReview = {
  /** For so long a claim holds the review for whoever made it. */
  claimMinutes: 60,
  leastReason: 10,
  roles: ['duty-team', 'social-worker', 'police-missing-coordinator', 'health-named-nurse'],
  leads: ['data-protection-officer'],
} as const satisfies Access & { readonly leads: readonly Role[] };
