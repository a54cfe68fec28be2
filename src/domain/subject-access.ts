import type { RecordBody, RecordKind } from './model/kinds.ts';

/** ★ Why something may have to be held back from who asks, and where that is said. */
export const exemptions = {
  THIRD_PARTY: {
    reason: 'it names, or may name, somebody other than the child',
    source:
      'Data Protection Act 2018, Schedule 2, paragraphs 16 and 17: to name a professional who worked with the child is taken to be reasonable',
  },
  INFORMANT: {
    reason: 'it tells who informed the police or a service',
    source: 'Data Protection Act 2018, Schedule 2, paragraphs 2 and 16',
  },
  CRIME: {
    reason: 'police information, whose disclosure may prejudice the prevention or detection of crime',
    source: 'Data Protection Act 2018, Schedule 2, paragraph 2',
  },
  CHILD_ABUSE: {
    reason:
      'it tells whether the child was, is or may be abused: held from whoever asks with parental responsibility where telling them is not in the child’s best interests',
    source: 'Data Protection Act 2018, Schedule 3, paragraph 21',
  },
  SERIOUS_HARM_HEALTH: {
    reason: 'health information: the appropriate health professional has to say whether it would cause serious harm',
    source: 'Data Protection Act 2018, Schedule 3, paragraphs 5 and 6',
  },
  SERIOUS_HARM_SOCIAL_WORK: {
    reason: 'social work information: whether it would cause serious harm has to be decided',
    source: 'Data Protection Act 2018, Schedule 3, paragraph 11',
  },
  SERIOUS_HARM_EDUCATION: {
    reason: 'education information in free words: whether it would cause serious harm has to be decided',
    source: 'Data Protection Act 2018, Schedule 3, paragraph 19',
  },
  PROTECTED_ADDRESS: {
    reason: 'it tells where the child lives or is found, and an address of the child is protected',
    source: 'domain rule ADDRESS_PROTECTED, and Data Protection Act 2018, Schedule 3, paragraph 11',
  },
} as const;

export type Exemption = keyof typeof exemptions;

/** RELEASE, or held for review; PLACE is held for review where a source protects an address of the child. */
export type Handling = 'RELEASE' | 'PLACE' | Exemption;

type Table = { readonly [K in RecordKind]: { readonly [F in keyof RecordBody[K]]: Handling } };

/** ★ Every field of every kind: given to who asks, or held for a person to review first. */
export const subjectAccess = {
  person: {
    ...{ names: 'RELEASE', birth: 'RELEASE', sex: 'RELEASE', gender: 'RELEASE', identifiers: 'RELEASE' },
    ...{ ethnicity: 'RELEASE', culture: 'RELEASE', nationality: 'RELEASE', religion: 'RELEASE' },
    ...{ firstLanguage: 'RELEASE', interpreterNeeded: 'RELEASE', disabilities: 'RELEASE' },
    ...{ communicationNeed: 'RELEASE', homeAddress: 'PLACE', addressProtected: 'PROTECTED_ADDRESS' },
    ...{ careStatus: 'RELEASE', legalStatus: 'RELEASE', placementType: 'RELEASE', placementProvider: 'PLACE' },
    ...{ placementUrn: 'PLACE', placementAddress: 'PLACE', responsibleAuthority: 'RELEASE', hostAuthority: 'PLACE' },
    ...{ outOfArea: 'RELEASE', areaNoticeReceived: 'RELEASE', height: 'RELEASE', build: 'RELEASE', hair: 'RELEASE' },
    ...{ eyes: 'RELEASE', distinguishingMarks: 'RELEASE', glasses: 'RELEASE', parents: 'THIRD_PARTY' },
    ...{ professionals: 'THIRD_PARTY', sexualExploitation: 'CHILD_ABUSE', sexualExploitationAssessedOn: 'CHILD_ABUSE' },
    ...{ criminalExploitation: 'CHILD_ABUSE', trafficking: 'CHILD_ABUSE', selfHarm: 'SERIOUS_HARM_HEALTH' },
    ...{ mentalHealth: 'SERIOUS_HARM_HEALTH', medicalNeeds: 'SERIOUS_HARM_HEALTH', timeCriticalMedication: 'RELEASE' },
    ...{ substanceUse: 'SERIOUS_HARM_HEALTH', liveInvestigation: 'CRIME', investigationContact: 'CRIME' },
    ...{ investigationReference: 'CRIME', interviewConstraint: 'CRIME', personsPosingRisk: 'CRIME' },
  },
  'missing-episode': {
    ...{ sourceEpisode: 'RELEASE', category: 'RELEASE', startedOn: 'RELEASE', startedAt: 'RELEASE' },
    ...{ endedOn: 'RELEASE', endedAt: 'RELEASE', reportedAt: 'RELEASE', lastSeenAt: 'RELEASE' },
    ...{ lastSeenPlace: 'PLACE', lastSeenBy: 'THIRD_PARTY', missingFrom: 'PLACE', circumstances: 'THIRD_PARTY' },
    ...{ riskGrade: 'RELEASE', riskGradedAt: 'RELEASE', riskGradedBy: 'THIRD_PARTY', riskRationale: 'CRIME' },
    ...{ riskFactors: 'CHILD_ABUSE', outOfCharacter: 'RELEASE', likelyPlaces: 'CRIME', thoughtToBeWith: 'CRIME' },
    ...{ foundAt: 'RELEASE', returnedAt: 'RELEASE', foundPlace: 'PLACE', foundBy: 'THIRD_PARTY' },
    ...{ preventionInterviewDone: 'RELEASE', preventionInterviewAt: 'RELEASE' },
    ...{ preventionInterviewNotDoneReason: 'THIRD_PARTY', harm: 'CHILD_ABUSE', reasons: 'CHILD_ABUSE' },
    cancelled: 'RELEASE',
  },
  notification: {
    ...{ notificationId: 'RELEASE', forceReference: 'RELEASE', sourceEpisode: 'RELEASE', messageType: 'RELEASE' },
    ...{ reportedAt: 'RELEASE', sentAt: 'RELEASE', force: 'RELEASE', unit: 'RELEASE', officer: 'THIRD_PARTY' },
    ...{ responsibleAuthority: 'RELEASE', hostAuthority: 'PLACE', marking: 'CRIME', handlingNote: 'CRIME' },
    ...{ riskGrade: 'RELEASE', riskRationale: 'CRIME', circumstances: 'THIRD_PARTY', clothing: 'RELEASE' },
    ...{ itemsCarried: 'RELEASE', photoReference: 'RELEASE', photoTakenOn: 'RELEASE', informant: 'INFORMANT' },
    ...{ enquiriesMade: 'CRIME', thoughtToBeWith: 'CRIME', phoneAndSocialMedia: 'CRIME', moneyAndTravel: 'CRIME' },
    ...{ episodesLast30Days: 'RELEASE', episodesLast90Days: 'RELEASE', episodesLast365Days: 'RELEASE' },
    ...{ recentTrigger: 'THIRD_PARTY', harm: 'CHILD_ABUSE', crimeReference: 'CRIME', safeguardingDone: 'CRIME' },
    ...{ interviewWishes: 'RELEASE', interviewContactRoute: 'THIRD_PARTY', answers: 'CRIME' },
  },
  'prevention-interview': {
    ...{ sourceEpisodes: 'RELEASE', done: 'RELEASE', heldAt: 'RELEASE', officer: 'THIRD_PARTY', seenAlone: 'RELEASE' },
    ...{ notDoneReason: 'THIRD_PARTY', account: 'THIRD_PARTY', harm: 'CHILD_ABUSE', crimeReference: 'CRIME' },
  },
  interview: {
    ...{ sourceEpisodes: 'RELEASE', status: 'RELEASE', offered: 'RELEASE', accepted: 'RELEASE', offeredAt: 'RELEASE' },
    ...{ scheduledAt: 'RELEASE', heldAt: 'RELEASE', attempts: 'PLACE', declineReason: 'RELEASE' },
    ...{ carerInformationTaken: 'RELEASE', decisionReason: 'SERIOUS_HARM_SOCIAL_WORK', decidedBy: 'THIRD_PARTY' },
    ...{ interviewer: 'THIRD_PARTY', interviewerRole: 'RELEASE', interviewerClass: 'RELEASE' },
    ...{ childPreference: 'RELEASE', preferenceReason: 'THIRD_PARTY', place: 'PLACE', preparedFrom: 'THIRD_PARTY' },
    ...{ investigationCheckedAt: 'CRIME', investigationFound: 'CRIME', officerContactedAt: 'CRIME' },
    ...{ accessNeeds: 'RELEASE', account: 'SERIOUS_HARM_SOCIAL_WORK', quotes: 'SERIOUS_HARM_SOCIAL_WORK' },
    ...{ wishes: 'SERIOUS_HARM_SOCIAL_WORK', reasons: 'CHILD_ABUSE', leadUp: 'THIRD_PARTY' },
    ...{ whereabouts: 'THIRD_PARTY', companions: 'THIRD_PARTY', travel: 'THIRD_PARTY', harm: 'CHILD_ABUSE' },
    ...{ sinceReturn: 'SERIOUS_HARM_SOCIAL_WORK', analysis: 'SERIOUS_HARM_SOCIAL_WORK', actions: 'THIRD_PARTY' },
    ...{ sharedWith: 'THIRD_PARTY', childTold: 'RELEASE', reviewOn: 'RELEASE' },
    differenceMade: 'SERIOUS_HARM_SOCIAL_WORK',
  },
  'strategy-meeting': {
    ...{ sourceEpisodes: 'RELEASE', triggers: 'CHILD_ABUSE', criterionMetAt: 'RELEASE', decision: 'RELEASE' },
    ...{ notConvenedReason: 'SERIOUS_HARM_SOCIAL_WORK', decidedBy: 'THIRD_PARTY', decidedAt: 'RELEASE' },
    ...{ heldAt: 'RELEASE', chair: 'THIRD_PARTY', chairRole: 'RELEASE', attendance: 'THIRD_PARTY', tabled: 'CRIME' },
    ...{ risks: 'CHILD_ABUSE', aims: 'SERIOUS_HARM_SOCIAL_WORK', actions: 'THIRD_PARTY' },
    ...{ previousActionsReviewed: 'RELEASE', disagreement: 'THIRD_PARTY', minutes: 'CRIME', minutesSentOn: 'RELEASE' },
  },
  placement: {
    ...{ startedOn: 'RELEASE', endedOn: 'RELEASE', startReason: 'RELEASE', endReason: 'RELEASE' },
    ...{ legalStatus: 'RELEASE', needCode: 'CHILD_ABUSE', placementType: 'RELEASE', provider: 'PLACE' },
    ...{ changeReason: 'RELEASE', homePostcode: 'PLACE', placementPostcode: 'PLACE', urn: 'PLACE' },
  },
  involvement: {
    ...{ involvement: 'RELEASE', involvedOrganisation: 'PLACE', personId: 'THIRD_PARTY', personName: 'THIRD_PARTY' },
    ...{ jobTitle: 'RELEASE', startedOn: 'RELEASE', endedOn: 'RELEASE' },
  },
  plan: {
    ...{ planType: 'RELEASE', hasPlan: 'RELEASE', startedOn: 'RELEASE', endedOn: 'RELEASE', reviewedOn: 'RELEASE' },
    ...{ updatedOn: 'RELEASE', reason: 'SERIOUS_HARM_SOCIAL_WORK', endReason: 'RELEASE', provider: 'PLACE' },
    ...{ lead: 'THIRD_PARTY', needs: 'SERIOUS_HARM_SOCIAL_WORK', goals: 'SERIOUS_HARM_SOCIAL_WORK' },
  },
  investigation: {
    ...{ sourceEpisodes: 'CRIME', reference: 'CRIME', status: 'CRIME', subject: 'CRIME', officer: 'CRIME' },
    ...{ startedOn: 'CRIME', endedOn: 'CRIME', interviewConstraint: 'CRIME', locked: 'CRIME', lockedUntil: 'CRIME' },
    lockReviewOn: 'CRIME',
  },
  'risk-indicator': {
    ...{ factor: 'CHILD_ABUSE', present: 'CHILD_ABUSE', sourceCode: 'CHILD_ABUSE', sourceText: 'CHILD_ABUSE' },
    ...{ identifiedOn: 'CHILD_ABUSE', endedOn: 'CHILD_ABUSE', detail: 'CHILD_ABUSE' },
  },
  'health-encounter': {
    ...{ encounterClass: 'RELEASE', status: 'RELEASE', startedAt: 'RELEASE', endedAt: 'RELEASE', provider: 'PLACE' },
    ...{ location: 'PLACE', reason: 'SERIOUS_HARM_HEALTH', clinician: 'THIRD_PARTY', dischargedTo: 'PLACE' },
  },
  'health-finding': {
    ...{ findingType: 'SERIOUS_HARM_HEALTH', code: 'SERIOUS_HARM_HEALTH', codeSystem: 'SERIOUS_HARM_HEALTH' },
    ...{ description: 'SERIOUS_HARM_HEALTH', value: 'SERIOUS_HARM_HEALTH', clinicalStatus: 'SERIOUS_HARM_HEALTH' },
    ...{ verification: 'SERIOUS_HARM_HEALTH', critical: 'SERIOUS_HARM_HEALTH', recordedOn: 'SERIOUS_HARM_HEALTH' },
    endedOn: 'SERIOUS_HARM_HEALTH',
  },
  enrolment: {
    ...{ school: 'PLACE', schoolName: 'PLACE', status: 'RELEASE', yearGroup: 'RELEASE', startedOn: 'RELEASE' },
    ...{
      endedOn: 'RELEASE',
      leavingReason: 'RELEASE',
      destinationUnknown: 'RELEASE',
      specialNeedsProvision: 'RELEASE',
    },
    ...{ specialNeeds: 'RELEASE', inCare: 'RELEASE', careAuthority: 'RELEASE', safeguardingLead: 'THIRD_PARTY' },
    ...{ sessionsPossible: 'RELEASE', sessionsAttended: 'RELEASE', sessionsUnauthorised: 'RELEASE' },
  },
  attendance: {
    ...{ school: 'PLACE', day: 'RELEASE', session: 'RELEASE', code: 'RELEASE', meaning: 'RELEASE' },
    ...{ minutesLate: 'RELEASE', comment: 'SERIOUS_HARM_EDUCATION' },
  },
  'case-note': {
    ...{ sourceEpisodes: 'RELEASE', author: 'THIRD_PARTY', authorRole: 'RELEASE', authorAgency: 'RELEASE' },
    ...{ happenedAt: 'RELEASE', recordedAt: 'RELEASE', seen: 'RELEASE', seenAlone: 'RELEASE', place: 'PLACE' },
    ...{ placeReason: 'THIRD_PARTY', voice: 'SERIOUS_HARM_SOCIAL_WORK', analysis: 'SERIOUS_HARM_SOCIAL_WORK' },
    ...{ impact: 'SERIOUS_HARM_SOCIAL_WORK', informed: 'THIRD_PARTY', characteristicsConsidered: 'RELEASE' },
    ...{ disagreement: 'THIRD_PARTY', note: 'SERIOUS_HARM_SOCIAL_WORK' },
  },
  escalation: {
    ...{ sourceEpisodes: 'RELEASE', stage: 'RELEASE', raisedBy: 'THIRD_PARTY', raisedByAgency: 'RELEASE' },
    ...{ againstAgency: 'RELEASE', raisedAt: 'RELEASE', issue: 'THIRD_PARTY', discussion: 'THIRD_PARTY' },
    ...{ outcome: 'THIRD_PARTY', resolvedOn: 'RELEASE', formReference: 'RELEASE' },
  },
  'safe-in-care-decision': {
    ...{ sourceEpisodes: 'RELEASE', considered: 'RELEASE', decidedOn: 'RELEASE', author: 'THIRD_PARTY' },
    ...{ reason: 'SERIOUS_HARM_SOCIAL_WORK', outcome: 'SERIOUS_HARM_SOCIAL_WORK', documentReference: 'RELEASE' },
  },
  impact: {
    ...{ sourceEpisodes: 'RELEASE', statement: 'SERIOUS_HARM_SOCIAL_WORK', evidence: 'THIRD_PARTY', agency: 'RELEASE' },
    ...{ recordedBy: 'THIRD_PARTY', recordedOn: 'RELEASE' },
  },
  'professional-notice': {
    ...{ sourceEpisodes: 'RELEASE', about: 'RELEASE', recipientRole: 'RELEASE', recipient: 'THIRD_PARTY' },
    ...{ recipientOrganisation: 'PLACE', sentAt: 'RELEASE', method: 'RELEASE', acknowledgedAt: 'RELEASE' },
    response: 'THIRD_PARTY',
  },
  feedback: {
    ...{ sourceEpisodes: 'RELEASE', respondent: 'RELEASE', givenOn: 'RELEASE', takenBy: 'THIRD_PARTY' },
    ...{ content: 'THIRD_PARTY', auditReference: 'RELEASE' },
  },
  restriction: {
    ...{ restriction: 'THIRD_PARTY', workers: 'THIRD_PARTY', reason: 'THIRD_PARTY', decidedBy: 'THIRD_PARTY' },
    ...{ startedOn: 'THIRD_PARTY', endedOn: 'THIRD_PARTY', reviewOn: 'THIRD_PARTY' },
  },
} as const satisfies Table;
