import type { z } from 'zod';
import { kinds, type RecordBody, type RecordKind } from '../src/domain/model/kinds.ts';
import type { EpisodeReference } from '../src/domain/model/values.ts';

/** A person of whom nothing is said yet. */
export const blankPerson: RecordBody['person'] = {
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

/** An absence of which only the source's key is known. */
export const blankEpisode = (sourceEpisode: string): RecordBody['missing-episode'] => ({
  sourceEpisode,
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
});

type Nullable<Body> = { [F in keyof Body]: null extends Body[F] ? F : never }[keyof Body];

/** What must be said of a record of a kind, and what may be. */
type Said<K extends RecordKind> = Omit<RecordBody[K], Nullable<RecordBody[K]>> & Partial<RecordBody[K]>;

const silences = new Map<RecordKind, Readonly<Record<string, null>>>();
const silenceOf = (kind: RecordKind): Readonly<Record<string, null>> => {
  const known = silences.get(kind) ?? Object.fromEntries(Object.keys(kinds[kind].shape).map((field) => [field, null]));
  silences.set(kind, known);
  return known;
};

const schemas: { readonly [K in RecordKind]: z.ZodType<RecordBody[K]> } = kinds;

/**
 * A body of a kind that says what is given and is silent about the rest.
 * @throws ZodError where a value is not one of its field: a fault of the reader, never of the file
 */
export const bodyWith = <K extends RecordKind>(kind: K, said: Said<K>): RecordBody[K] =>
  schemas[kind].parse({ ...silenceOf(kind), ...said });

/** An absence named by its number with the sender itself. */
export const ownEpisode = (key: string): EpisodeReference => ({
  organisation: null,
  system: null,
  key,
  startedOn: null,
});

/** An interview of which only the episode it answers is known. */
export const blankInterview = (sourceEpisode: string): RecordBody['interview'] =>
  bodyWith('interview', { sourceEpisodes: [ownEpisode(sourceEpisode)] });
