import type { Absences, SourceAbsenceReason } from '../../src/domain/absence.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { Interview } from '../../src/domain/model/interview.ts';
import type { Involvement } from '../../src/domain/model/involvement.ts';
import type { RecordBody, RecordKind } from '../../src/domain/model/kinds.ts';
import type { MissingEpisode } from '../../src/domain/model/missing-episode.ts';
import type { Notification } from '../../src/domain/model/notification.ts';
import type { Person } from '../../src/domain/model/person.ts';
import type { Placement } from '../../src/domain/model/placement.ts';
import type { Identifier } from '../../src/domain/model/values.ts';
import type { ChildFacts, FactsByKind, FactVersion } from '../../src/domain/projection.ts';

export type AnyFact = { [K in RecordKind]: FactVersion<K> }[RecordKind];
export type Meta = Partial<Omit<FactVersion, 'kind' | 'body'>>;

/** What a test says of a fact besides its body; the rest has harmless defaults. */
const factOf = <K extends RecordKind>(kind: K, id: string, body: RecordBody[K], meta: Meta): FactVersion<K> => ({
  id,
  kind,
  knownFrom: '2015-10-23T09:00:00.000000Z',
  firstKnownAt: meta.knownFrom ?? '2015-10-23T09:00:00.000000Z',
  subjectId: 'subject',
  organisation: '14',
  system: 'police-misper',
  key: id,
  statedAt: null,
  receivedAt: '2015-10-23T09:00:00Z',
  absences: {},
  ...meta,
  body,
});

/** Absences with one reason each. */
export const absent = (reasons: Readonly<Record<string, SourceAbsenceReason>>): Absences =>
  Object.fromEntries(Object.entries(reasons).map(([field, reason]) => [field, { reason }]));

const nobody: Person = {
  names: [],
  birth: null,
  sex: null,
  gender: null,
  identifiers: [],
  ethnicity: null,
  culture: null,
  nationality: null,
  religion: null,
  firstLanguage: null,
  interpreterNeeded: null,
  disabilities: null,
  communicationNeed: null,
  homeAddress: null,
  addressProtected: false,
  careStatus: null,
  legalStatus: null,
  placementType: null,
  placementProvider: null,
  placementUrn: null,
  placementAddress: null,
  responsibleAuthority: null,
  hostAuthority: null,
  outOfArea: null,
  areaNoticeReceived: null,
  height: null,
  build: null,
  hair: null,
  eyes: null,
  distinguishingMarks: null,
  glasses: null,
  parents: null,
  professionals: null,
  sexualExploitation: null,
  sexualExploitationAssessedOn: null,
  criminalExploitation: null,
  trafficking: null,
  selfHarm: null,
  mentalHealth: null,
  medicalNeeds: null,
  timeCriticalMedication: null,
  substanceUse: null,
  liveInvestigation: null,
  investigationContact: null,
  investigationReference: null,
  interviewConstraint: null,
  personsPosingRisk: null,
};

/** A person a source says nothing of but what the test states. */
export const aPerson = (stated: Partial<Person>): Person => ({ ...nobody, ...stated });

export const personFact = (id: string, stated: Partial<Person>, meta: Meta = {}): FactVersion<'person'> =>
  factOf('person', id, aPerson(stated), meta);

const noAbsence: MissingEpisode = {
  sourceEpisode: 'E1',
  category: null,
  startedOn: null,
  startedAt: null,
  endedOn: null,
  endedAt: null,
  reportedAt: null,
  lastSeenAt: null,
  lastSeenPlace: null,
  lastSeenBy: null,
  missingFrom: null,
  circumstances: null,
  riskGrade: null,
  riskGradedAt: null,
  riskGradedBy: null,
  riskRationale: null,
  riskFactors: null,
  outOfCharacter: null,
  likelyPlaces: null,
  thoughtToBeWith: null,
  foundAt: null,
  returnedAt: null,
  foundPlace: null,
  foundBy: null,
  preventionInterviewDone: null,
  preventionInterviewAt: null,
  preventionInterviewNotDoneReason: null,
  harm: null,
  reasons: null,
  cancelled: false,
};

export const absenceFact = (
  id: string,
  stated: Partial<MissingEpisode>,
  meta: Meta = {},
): FactVersion<'missing-episode'> => factOf('missing-episode', id, { ...noAbsence, ...stated }, meta);

const noNotification: Notification = {
  notificationId: 'N1',
  forceReference: 'F1',
  sourceEpisode: 'E1',
  messageType: 'NEW',
  reportedAt: null,
  sentAt: null,
  force: '14',
  unit: null,
  officer: null,
  responsibleAuthority: null,
  hostAuthority: null,
  marking: null,
  handlingNote: null,
  riskGrade: null,
  riskRationale: null,
  circumstances: null,
  clothing: null,
  itemsCarried: null,
  photoReference: null,
  photoTakenOn: null,
  informant: null,
  enquiriesMade: null,
  thoughtToBeWith: null,
  phoneAndSocialMedia: null,
  moneyAndTravel: null,
  episodesLast30Days: null,
  episodesLast90Days: null,
  episodesLast365Days: null,
  recentTrigger: null,
  harm: null,
  crimeReference: null,
  safeguardingDone: null,
  interviewWishes: null,
  interviewContactRoute: null,
  answers: {},
};

export const notificationFact = (
  id: string,
  stated: Partial<Notification>,
  meta: Meta = {},
): FactVersion<'notification'> => factOf('notification', id, { ...noNotification, ...stated }, meta);

export const interviewFact = (id: string, stated: Partial<Interview>, meta: Meta = {}): FactVersion<'interview'> =>
  factOf('interview', id, bodyWith('interview', { sourceEpisodes: [], ...stated }), meta);

export const placementFact = (id: string, stated: Partial<Placement>, meta: Meta = {}): FactVersion<'placement'> =>
  factOf(
    'placement',
    id,
    {
      startedOn: null,
      endedOn: null,
      startReason: null,
      endReason: null,
      legalStatus: null,
      needCode: null,
      placementType: null,
      provider: null,
      changeReason: null,
      homePostcode: null,
      placementPostcode: null,
      urn: null,
      ...stated,
    },
    { ...doncaster903, ...meta },
  );

export const involvementFact = (
  id: string,
  stated: Partial<Involvement> & Pick<Involvement, 'involvement' | 'involvedOrganisation'>,
  meta: Meta = {},
): FactVersion<'involvement'> =>
  factOf(
    'involvement',
    id,
    { personId: null, personName: null, jobTitle: null, startedOn: null, endedOn: null, ...stated },
    meta,
  );

/** A fact of any kind: what is not stated is unknown. */
export const anyFact = <K extends RecordKind>(
  kind: K,
  id: string,
  stated: Parameters<typeof bodyWith<K>>[1],
  meta: Meta = {},
): FactVersion<K> => factOf(kind, id, bodyWith(kind, stated), meta);

export const anIdentifier = (stated: Partial<Identifier> & Pick<Identifier, 'system' | 'value'>): Identifier => ({
  authority: null,
  numbering: null,
  valid: true,
  ...stated,
});

/** Sources of the examples. */
export const police: Meta = { organisation: '14', system: 'police-misper' };
export const humberside: Meta = { organisation: '16', system: 'police-misper' };
export const doncaster903: Meta = { organisation: 'E08000017', system: 'ssda903' };
export const doncasterSsd: Meta = { organisation: 'E08000017', system: 'ssd' };
export const rotherham: Meta = { organisation: 'E08000018', system: 'ssd' };
export const hospital: Meta = { organisation: 'RP5', system: 'fhir' };
export const school: Meta = { organisation: '3714000', system: 'ctf' };

const isKind =
  <K extends RecordKind>(kind: K) =>
  (fact: AnyFact): fact is Extract<AnyFact, { kind: K }> =>
    fact.kind === kind;

/** Everything known of one child. */
export const childFacts = (...given: readonly AnyFact[]): ChildFacts => {
  const facts: FactsByKind = {
    person: given.filter(isKind('person')),
    'missing-episode': given.filter(isKind('missing-episode')),
    notification: given.filter(isKind('notification')),
    'prevention-interview': given.filter(isKind('prevention-interview')),
    interview: given.filter(isKind('interview')),
    'strategy-meeting': given.filter(isKind('strategy-meeting')),
    placement: given.filter(isKind('placement')),
    involvement: given.filter(isKind('involvement')),
    plan: given.filter(isKind('plan')),
    investigation: given.filter(isKind('investigation')),
    'risk-indicator': given.filter(isKind('risk-indicator')),
    'health-encounter': given.filter(isKind('health-encounter')),
    'health-finding': given.filter(isKind('health-finding')),
    enrolment: given.filter(isKind('enrolment')),
    attendance: given.filter(isKind('attendance')),
    'case-note': given.filter(isKind('case-note')),
    escalation: given.filter(isKind('escalation')),
    'safe-in-care-decision': given.filter(isKind('safe-in-care-decision')),
    impact: given.filter(isKind('impact')),
    'professional-notice': given.filter(isKind('professional-notice')),
    feedback: given.filter(isKind('feedback')),
    restriction: given.filter(isKind('restriction')),
  };
  return { childId: 'child', facts, grants: [] };
};
