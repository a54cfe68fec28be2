import type { RecordBody, RecordKind } from './model/kinds.ts';

/** Whom a term concerns. POLICE_RECORD asks who sent the record, the others who the child is. */
export const retentionScopes = {
  EVERY_CHILD: 'every child',
  LOOKED_AFTER: 'a child any record says was ever looked after',
  PROTECTION_PLAN: 'a child any record says ever had a child protection plan',
  POLICE_RECORD: 'a record sent by a police force',
} as const;

/** How long a term keeps a record. */
export interface RetentionTerm {
  readonly title: string;
  readonly appliesTo: keyof typeof retentionScopes;
  readonly years: number;
  /** BIRTHDAY: to the child's so-manieth birthday; PLAN_CLOSED: after the last plan ended; RECORD: after the record's own day. */
  readonly from: 'BIRTHDAY' | 'PLAN_CLOSED' | 'RECORD';
  /** Years after the death of a child who died before 18, in the place of the birthday. */
  readonly yearsAfterDeath?: number;
  /** ERASE: it is erased when the time is over; REVIEW: a person decides then. */
  readonly afterwards: 'ERASE' | 'REVIEW';
  /** Whether an authority's own schedule may shorten it: never where it is LAW. */
  readonly basis: 'LAW' | 'GUIDANCE' | 'LOCAL';
  readonly source: string;
}

/** ★ How long the law, guidance and local schedules ask for a record to be kept. */
export const retentionTerms = {
  'looked-after': {
    title: 'the file of a looked-after child',
    ...{ appliesTo: 'LOOKED_AFTER', years: 75, from: 'BIRTHDAY', yearsAfterDeath: 15, afterwards: 'ERASE' },
    basis: 'LAW',
    source: 'Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50(1)',
  },
  'child-protection': {
    title: 'the file of a child with a protection plan',
    ...{ appliesTo: 'PROTECTION_PLAN', years: 35, from: 'PLAN_CLOSED', afterwards: 'ERASE' },
    basis: 'LOCAL',
    source:
      'local authority retention schedules, such as North Somerset’s: 35 years after the case is closed, which the hub takes to be when the last plan ended; some count a case that came no further than a strategy discussion too',
  },
  child: {
    title: 'work with a child or a family, early help included',
    ...{ appliesTo: 'EVERY_CHILD', years: 30, from: 'BIRTHDAY', afterwards: 'ERASE' },
    basis: 'LOCAL',
    source: 'local authority retention schedules, such as North Somerset’s: to the 30th birthday; others keep for less',
  },
  'police-review': {
    title: 'police information',
    ...{ appliesTo: 'POLICE_RECORD', years: 6, from: 'RECORD', afterwards: 'REVIEW' },
    basis: 'GUIDANCE',
    source:
      'guidance on the Management of Police Information (2006, now authorised professional practice): normally at least six years, then reviewed',
  },
  health: {
    title: 'the health record of a child',
    ...{ appliesTo: 'EVERY_CHILD', years: 26, from: 'BIRTHDAY', afterwards: 'ERASE' },
    basis: 'GUIDANCE',
    source:
      'NHS Records Management Code of Practice (2021): to the 25th birthday, the 26th if the child was 17 when treatment ended; the later is taken for all. Mental health records 20 years after treatment: where the hub holds such, a schedule of one’s own says so',
  },
  education: {
    title: 'the record of a pupil',
    ...{ appliesTo: 'EVERY_CHILD', years: 25, from: 'BIRTHDAY', afterwards: 'ERASE' },
    basis: 'GUIDANCE',
    source:
      'Information and Records Management Society, toolkit for schools, which is no standard: to the 25th birthday',
  },
  attendance: {
    title: 'the attendance register',
    ...{ appliesTo: 'EVERY_CHILD', years: 6, from: 'RECORD', afterwards: 'ERASE' },
    basis: 'LAW',
    source:
      'School Attendance (Pupil Registration) (England) Regulations 2024, regulation 7: at least six years; three before August 2024',
  },
} as const satisfies Record<string, RetentionTerm>;

export type RetentionTermName = keyof typeof retentionTerms;

/** Which terms ask for the records of a kind; the longest of those that concern the child counts. */
export interface RetentionRow {
  readonly terms: readonly RetentionTermName[];
  /** The fields that tell the record's own day, the first that is known; without one, the day it was received. */
  readonly day: readonly string[];
  /** Kept as long as any other record of the child: without it nobody could tell whose the others are. */
  readonly keptLast?: boolean;
}

type RowOf<K extends RecordKind> = RetentionRow & { readonly day: readonly (keyof RecordBody[K])[] };

const work = ['child', 'child-protection', 'looked-after'] as const;
const workAndPolice = [...work, 'police-review'] as const;

/** ★ Every kind of record and the terms that ask for it. */
export const retentionRows = {
  person: { terms: workAndPolice, day: [], keptLast: true },
  'missing-episode': { terms: workAndPolice, day: ['endedOn', 'startedOn'] },
  notification: { terms: workAndPolice, day: ['sentAt', 'reportedAt'] },
  'prevention-interview': { terms: workAndPolice, day: ['heldAt'] },
  interview: { terms: work, day: ['heldAt', 'offeredAt'] },
  'strategy-meeting': { terms: work, day: ['heldAt', 'decidedAt'] },
  placement: { terms: work, day: ['endedOn', 'startedOn'] },
  involvement: { terms: work, day: ['endedOn', 'startedOn'] },
  plan: { terms: work, day: ['endedOn', 'startedOn'] },
  investigation: { terms: workAndPolice, day: ['endedOn', 'startedOn'] },
  'risk-indicator': { terms: workAndPolice, day: ['endedOn', 'identifiedOn'] },
  'health-encounter': { terms: ['health'], day: ['endedAt', 'startedAt'] },
  'health-finding': { terms: ['health'], day: ['endedOn', 'recordedOn'] },
  enrolment: { terms: ['education'], day: ['endedOn', 'startedOn'] },
  attendance: { terms: ['attendance'], day: ['day'] },
  'case-note': { terms: workAndPolice, day: ['happenedAt', 'recordedAt'] },
  escalation: { terms: workAndPolice, day: ['resolvedOn', 'raisedAt'] },
  'safe-in-care-decision': { terms: work, day: ['decidedOn'] },
  impact: { terms: workAndPolice, day: ['recordedOn'] },
  'professional-notice': { terms: workAndPolice, day: ['acknowledgedAt', 'sentAt'] },
  feedback: { terms: work, day: ['givenOn'] },
  restriction: { terms: workAndPolice, day: ['endedOn', 'startedOn'] },
} as const satisfies { readonly [K in RecordKind]: RowOf<K> };

/** How long what is no record of a kind is kept. */
export interface HoldingRow {
  readonly title: string;
  /** Days after the event it is deleted; null where it goes with something else, or never. */
  readonly days: number | null;
  readonly from: string;
  readonly source: string;
  readonly remains: string;
}

const year = 365;

/** ★ What the hub holds beside the records themselves. */
export const holdingRows = {
  'raw-content': {
    title: 'the bytes of a file as it came',
    days: year,
    from: 'its receipt; at once where a record of it is erased',
    source:
      'storage limitation (UK GDPR Article 5(1)(e)): they serve to repeat a reading, and a fault of one shows in a year',
    remains: 'hash, size, sender, format, counts',
  },
  'source-record': {
    title: 'a record as it came',
    days: null,
    from: 'erased with the last fact it states',
    source: 'the rows of its kinds',
    remains: 'hash, ids, place in its file, when it was erased',
  },
  'access-grant': {
    title: 'a way to a child that somebody opened, and its review',
    days: null,
    from: 'the words of it are erased with the last record of the child',
    source: 'the rows of its kinds, and the record of access',
    remains: 'who, when, until when, what the review found',
  },
  'enrichment-request': {
    title: 'a question to a force, and what was done about it',
    days: null,
    from: 'erased with the notification it is about',
    source: 'the row of notifications',
    remains: 'nothing',
  },
  notice: {
    title: 'a notice to an organisation',
    days: 6 * year,
    from: 'the notice; it holds ids only',
    source: 'as the record of access',
    remains: 'nothing',
  },
  outbox: {
    title: 'an announcement',
    days: 6 * year,
    from: 'its being announced; it holds ids only',
    source: 'as the record of access',
    remains: 'nothing',
  },
  'idempotency-key': {
    title: 'what was answered under a key',
    days: 30,
    from: 'the answer; a job of the hub deletes it as well',
    source: 'storage limitation: a caller repeats within days',
    remains: 'nothing',
  },
  job: {
    title: 'a finished job',
    days: 90,
    from: 'its end',
    source: 'storage limitation: it serves to look for faults',
    remains: 'nothing',
  },
  'exchange-message': {
    title: 'what a message to or from another authority said',
    days: year,
    from: 'the last change of its conversation; at once where a record of the child is erased',
    source: 'storage limitation: what came is a record of the child by then, kept by the rows of its kind',
    remains: 'that it was sent, when, by whom to whom, its digest and its signed receipt',
  },
  ledger: {
    title: 'the record of who saw which fields',
    days: null,
    from: 'never deleted by the hub, and at least six years: it holds ids and names of fields, no value',
    source:
      'UK GDPR Article 5(2); Data Protection Act 2018, section 62, for what police process under Part 3. Neither names a time: six years are the partnership’s',
    remains: 'all of it',
  },
} as const satisfies Record<string, HoldingRow>;

export type Holding = keyof typeof holdingRows;

/** An authority's own time for a term, while it is valid. */
export interface RetentionOverride {
  /** GSS code of the authority responsible for the child. */
  readonly authority: string;
  readonly term: RetentionTermName;
  readonly years: number;
  readonly validFrom: string;
  /** The first day it is no longer valid, or null. */
  readonly validTo: string | null;
  readonly source: string;
}

/** ★ Where an authority of this partnership keeps longer or shorter; a term that is law is never shortened. */
export const retentionOverrides: readonly RetentionOverride[] = [];
