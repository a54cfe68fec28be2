/**
 * Which class each field belongs to and what a reader must see to know of a record, in a table of the tests' own. It was
 * taken over once from `src/domain/coordinates.ts` and read against the domain reference (2 and 5.5): it finds every
 * field that is shown otherwise than its class says, and every later change of a class; not a class that was wrong from
 * the start. `SC summary` is what a summary shows, `SC` what only everything does, `ES records` a list that is there for
 * whoever may know of any of its records.
 */
export const oracleFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Child: {
    record: 'open',
    ID: 'givenNames familyName otherNames birthOn birthEarliest birthLatest birthPrecision sex gender nhsNumber upn identifiers height build hair eyes distinguishingMarks glasses',
    'ID summary': 'age',
    'PC summary': 'ethnicGroup',
    PC: 'ethnicityStatedBy culture nationality religion firstLanguage interpreterNeeded disabilities communicationNeed',
    AD: 'homeAddress placementAddress placementUrn',
    'AD summary': 'hostAuthority',
    'SC summary':
      'careStatus responsibleAuthority outOfArea asksNotToShare involvements plans caseNotes safeInCareDecisions impacts notices feedback',
    SC: 'areaNoticeReceived legalStatus placementType placementProvider placementStartedOn professionals restrictions placements',
    'TP summary': 'parents',
    'EX summary': 'sexualExploitation',
    EX: 'sexualExploitationAssessedOn criminalExploitation trafficking riskIndicators',
    'HE summary': 'timeCriticalMedication selfHarm',
    HE: 'mentalHealth medicalNeeds substanceUse healthEncounters healthFindings',
    'PI summary': 'liveInvestigation investigationContact interviewConstraint',
    PI: 'investigationReference personsPosingRisk',
    'EP summary': 'missingNow episodeCount lastMissingOn episodes notifications preventionInterviews timeline',
    'RM summary': 'interviews',
    'SM summary': 'meetings',
    'PI records': 'investigations',
    'ED summary': 'enrolments',
    ED: 'attendance',
    'ES records': 'escalations',
  },
  Episode: {
    record: 'EP summary',
    'EP summary':
      'status category startedOn startedAt endedOn endedAt reportedAt riskGrade riskGradedAt foundAt returnedAt missingFrom outOfCharacter preventionInterviewDone preventionInterviewAt sources notifications preventionInterviews',
    EP: 'preventionInterviewNotDoneReason riskGradedBy riskRationale riskFactors circumstances foundBy reasons',
    EX: 'harm',
    'LO summary': 'lastSeenAt',
    LO: 'lastSeenPlace likelyPlaces foundPlace',
    TP: 'lastSeenBy thoughtToBeWith',
    'RM summary': 'interviews',
    'SM summary': 'meetings',
    'PI records': 'investigations',
    'SC summary': 'caseNotes safeInCareDecisions impacts notices feedback',
    'ES records': 'escalations',
  },
  Notification: {
    record: 'EP summary',
    'EP summary':
      'episode organisation messageType reportedAt sentAt receivedAt force unit riskGrade episodesLast30Days episodesLast90Days episodesLast365Days',
    EP: 'notificationId forceReference officer marking handlingNote riskRationale circumstances clothing itemsCarried enquiriesMade recentTrigger safeguardingDone',
    'SC summary': 'responsibleAuthority',
    'AD summary': 'hostAuthority',
    ID: 'photoReference photoTakenOn',
    TP: 'informant thoughtToBeWith',
    LO: 'phoneAndSocialMedia moneyAndTravel',
    EX: 'harm',
    PI: 'crimeReference',
    RC: 'interviewWishes',
    RM: 'interviewContactRoute',
    AN: 'completeness',
  },
  Interview: {
    record: 'RM summary',
    'EP summary': 'episodes',
    'RM summary':
      'organisation status offered accepted offeredAt scheduledAt heldAt attemptMethods declineReason carerInformationTaken interviewerClass childPreference preparedFrom investigationCheckedAt childTold reviewOn',
    RM: 'attempts decisionReason decidedBy interviewer interviewerRole preferenceReason place sharedWith',
    'PI summary': 'investigationFound officerContactedAt',
    RC: 'accessNeeds account quotes wishes leadUp whereabouts companions travel sinceReturn analysis actions differenceMade',
    'RC summary': 'reasons harm actionProgress',
  },
  Placement: {
    record: 'SC',
    SC: 'organisation startedOn endedOn startReason endReason legalStatus needCode placementType provider changeReason',
    AD: 'homePostcode placementPostcode urn',
  },
  Involvement: {
    record: 'SC summary',
    'SC summary': 'involvement involvedOrganisation jobTitle startedOn endedOn',
    WK: 'personName',
  },
  PreventionInterview: {
    record: 'EP summary',
    'EP summary': 'episodes organisation done heldAt',
    EP: 'officer seenAlone notDoneReason account',
    EX: 'harm',
    PI: 'crimeReference',
  },
  StrategyMeeting: {
    record: 'SM summary',
    'EP summary': 'episodes',
    'SM summary':
      'organisation triggers criterionMetAt decision decidedAt heldAt chairRole attendance tabled riskCodes aimCodes previousActionsReviewed minutesSentOn',
    SM: 'notConvenedReason decidedBy chair attendees risks aims disagreement minutes',
    SA: 'actions',
    'SA summary': 'actionProgress',
  },
  Plan: {
    record: 'SC summary',
    'SC summary': 'organisation planType hasPlan startedOn endedOn reviewedOn updatedOn provider',
    SC: 'lead reason endReason needs goals',
  },
  Investigation: {
    record: 'PI summary',
    'EP summary': 'episodes',
    'PI summary': 'organisation status officer interviewConstraint',
    PI: 'reference subject startedOn endedOn locked lockedUntil lockReviewOn',
  },
  RiskIndicator: {
    record: 'EX',
    EX: 'organisation factor present sourceCode sourceText identifiedOn endedOn detail',
  },
  HealthEncounter: {
    record: 'HE',
    HE: 'organisation encounterClass status startedAt endedAt provider location reason clinician dischargedTo',
  },
  HealthFinding: {
    record: 'HE',
    HE: 'organisation findingType code codeSystem description value clinicalStatus verification critical recordedOn endedOn',
  },
  Enrolment: {
    record: 'ED summary',
    'ED summary': 'organisation school schoolName status startedOn endedOn safeguardingLead destinationUnknown',
    ED: 'yearGroup leavingReason specialNeedsProvision specialNeeds inCare careAuthority sessionsPossible sessionsAttended sessionsUnauthorised',
  },
  Attendance: {
    record: 'ED',
    ED: 'organisation school day session code meaning minutesLate comment',
  },
  CaseNote: {
    record: 'SC summary',
    'EP summary': 'episodes',
    'SC summary': 'organisation authorRole authorAgency happenedAt recordedAt seen seenAlone characteristicsConsidered',
    SC: 'author place placeReason voice analysis impact informed disagreement note',
  },
  Escalation: {
    record: 'ES summary',
    'EP summary': 'episodes',
    'ES summary': 'organisation stage raisedByAgency againstAgency raisedAt resolvedOn formReference',
    ES: 'raisedBy issue discussion outcome',
  },
  SafeInCareDecision: {
    record: 'SC summary',
    'EP summary': 'episodes',
    'SC summary': 'organisation considered decidedOn',
    SC: 'author reason outcome documentReference',
  },
  Impact: {
    record: 'SC summary',
    'EP summary': 'episodes',
    'SC summary': 'organisation agency recordedOn',
    SC: 'recordedBy statement evidence',
  },
  Notice: {
    record: 'SC summary',
    'EP summary': 'episodes',
    'SC summary': 'organisation about recipientRole recipientOrganisation sentAt acknowledgedAt',
    SC: 'recipient method response',
  },
  Feedback: {
    record: 'SC summary',
    'EP summary': 'episodes',
    'SC summary': 'organisation respondent givenOn',
    SC: 'takenBy content auditReference',
  },
  Restriction: {
    record: 'SC',
    SC: 'organisation restriction workers reason decidedBy startedOn endedOn reviewOn',
  },
  Completeness: {
    record: 'AN',
  },
};
