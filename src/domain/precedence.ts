import { microsecondsOf } from './instants.ts';
import { type Agency, findOrganisation } from './organisations.ts';

/** Agencies from the one whose word counts most; agencies not named come after, organisations unknown to us last. */
export type Order = readonly Agency[];

const identity: Order = ['health', 'social-care', 'police', 'education', 'early-help', 'placement'];
const healthNumber: Order = ['health', 'social-care', 'education', 'police'];
const schoolNumber: Order = ['education', 'social-care', 'health', 'police'];
const background: Order = ['social-care', 'health', 'education', 'early-help', 'police'];
const need: Order = ['health', 'education', 'social-care', 'early-help', 'placement', 'police'];
const care: Order = ['social-care', 'placement', 'early-help', 'police', 'health', 'education'];
const whereabouts: Order = ['social-care', 'placement', 'health', 'police', 'education', 'early-help'];
const appearance: Order = ['police', 'placement', 'social-care', 'health', 'education'];
const family: Order = ['social-care', 'early-help', 'health', 'education', 'police'];
const exploitation: Order = ['social-care', 'police', 'health', 'early-help', 'education'];
const clinical: Order = ['health', 'social-care', 'placement', 'police', 'education', 'early-help'];
const investigation: Order = ['police', 'social-care'];
const danger: Order = ['police', 'social-care', 'placement', 'early-help', 'health', 'education'];

/** ★ Whose word wins in the merged view of a child, field by field. */
export const childPrecedence = {
  givenNames: identity,
  familyName: identity,
  otherNames: identity,
  birthOn: identity,
  birthEarliest: identity,
  birthLatest: identity,
  birthPrecision: identity,
  sex: identity,
  gender: identity,
  nhsNumber: healthNumber,
  upn: schoolNumber,
  identifiers: identity,
  ethnicGroup: background,
  ethnicityStatedBy: background,
  culture: background,
  nationality: background,
  religion: background,
  firstLanguage: background,
  interpreterNeeded: background,
  disabilities: need,
  communicationNeed: need,
  homeAddress: whereabouts,
  careStatus: care,
  legalStatus: care,
  placementType: care,
  placementProvider: care,
  placementUrn: care,
  placementStartedOn: care,
  placementAddress: whereabouts,
  responsibleAuthority: care,
  hostAuthority: care,
  outOfArea: care,
  areaNoticeReceived: care,
  height: appearance,
  build: appearance,
  hair: appearance,
  eyes: appearance,
  distinguishingMarks: appearance,
  glasses: appearance,
  parents: family,
  professionals: family,
  sexualExploitation: exploitation,
  sexualExploitationAssessedOn: exploitation,
  criminalExploitation: exploitation,
  trafficking: exploitation,
  selfHarm: clinical,
  mentalHealth: clinical,
  medicalNeeds: clinical,
  timeCriticalMedication: clinical,
  substanceUse: clinical,
  liveInvestigation: investigation,
  investigationContact: investigation,
  investigationReference: investigation,
  interviewConstraint: investigation,
  personsPosingRisk: danger,
} as const satisfies Record<string, Order>;
export type ChildField = keyof typeof childPrecedence;

const search: Order = ['police', 'placement', 'social-care', 'health', 'education', 'early-help'];
const absence: Order = ['police', 'social-care', 'placement', 'education', 'health', 'early-help'];
const interviewing: Order = ['police', 'social-care'];
const afterwards: Order = ['social-care', 'police', 'early-help', 'health'];

/** ★ Whose word wins in a merged episode, field by field. */
export const episodePrecedence = {
  category: absence,
  startedOn: absence,
  startedAt: absence,
  endedOn: absence,
  endedAt: absence,
  reportedAt: absence,
  lastSeenAt: search,
  lastSeenPlace: search,
  lastSeenBy: search,
  missingFrom: search,
  circumstances: search,
  riskGrade: search,
  riskGradedAt: search,
  riskGradedBy: search,
  riskRationale: search,
  riskFactors: search,
  outOfCharacter: search,
  likelyPlaces: search,
  thoughtToBeWith: search,
  foundAt: absence,
  returnedAt: absence,
  foundPlace: absence,
  foundBy: absence,
  preventionInterviewDone: interviewing,
  preventionInterviewAt: interviewing,
  preventionInterviewNotDoneReason: interviewing,
  harm: afterwards,
  reasons: afterwards,
} as const satisfies Record<string, Order>;
export type EpisodeField = keyof typeof episodePrecedence;

/** Where an organisation's word stands in an order; 0 counts most. */
export const standing = (order: Order, organisation: string): number => {
  const agency = findOrganisation(organisation)?.agency;
  if (agency === undefined) return order.length + 1;
  const place = order.indexOf(agency);
  return place < 0 ? order.length : place;
};

/** When a statement was made and became known, and its name: what decides between words of equal standing. */
export interface Stamp {
  readonly id: string;
  readonly statedAt: string | null;
  readonly knownFrom: string;
}

/** Plain text order, the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

// Instants in UTC of one precision sort as text, many times faster than they are read.
const isAlike = (a: string, b: string): boolean => a.length === b.length && a.endsWith('Z') && b.endsWith('Z');

const newerInstant = (a: string, b: string): number =>
  isAlike(a, b) ? compareText(b, a) : microsecondsOf(b) - microsecondsOf(a);

const newerStatement = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return newerInstant(a, b);
};

/** Newest statement first (undated last), then the newest known, then the fact id: total, and blind to arrival. */
export const compareNewest = (a: Stamp, b: Stamp): number =>
  newerStatement(a.statedAt, b.statedAt) || newerInstant(a.knownFrom, b.knownFrom) || compareText(a.id, b.id);
