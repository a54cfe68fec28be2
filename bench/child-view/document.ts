/** What a social worker's system asks when a child's page is opened. */
export const childViewDocument = `
query ChildView($id: ID!) {
  child(id: $id) {
    id givenNames familyName birthOn birthPrecision age sex gender nhsNumber upn
    otherNames { use given family }
    identifiers { system value authority valid }
    height build hair eyes distinguishingMarks glasses
    ethnicGroup ethnicityStatedBy culture nationality religion firstLanguage interpreterNeeded disabilities
    communicationNeed
    homeAddress { lines postcode uprn }
    placementAddress { lines postcode uprn }
    placementUrn hostAuthority careStatus responsibleAuthority outOfArea areaNoticeReceived legalStatus placementType
    placementProvider placementStartedOn
    professionals { name relationship phone organisation }
    parents { name relationship phone organisation }
    sexualExploitation sexualExploitationAssessedOn criminalExploitation trafficking timeCriticalMedication selfHarm
    mentalHealth medicalNeeds substanceUse liveInvestigation interviewConstraint investigationReference
    investigationContact { name phone organisation }
    missingNow episodeCount lastMissingOn
    absences { field reason rule ask askedBy askedAt }
    episodes(first: 10) {
      id status category startedOn startedAt endedOn endedAt reportedAt foundAt returnedAt lastSeenAt riskGrade riskGradedAt
      riskGradedBy riskRationale riskFactors missingFrom outOfCharacter circumstances lastSeenPlace lastSeenBy foundPlace
      foundBy preventionInterviewDone preventionInterviewAt preventionInterviewNotDoneReason harm reasons
      likelyPlaces { lines postcode }
      thoughtToBeWith { name relationship phone }
      sources { organisation system category startedOn endedOn joined }
    }
    notifications(first: 10) {
      id messageType notificationId forceReference force unit officer { name phone organisation } reportedAt sentAt receivedAt
      responsibleAuthority marking handlingNote riskGrade riskRationale circumstances clothing itemsCarried photoReference
      photoTakenOn informant { name relationship phone } enquiriesMade thoughtToBeWith { name relationship phone }
      phoneAndSocialMedia moneyAndTravel episodesLast30Days episodesLast90Days episodesLast365Days recentTrigger harm
      crimeReference safeguardingDone interviewWishes interviewContactRoute
      completeness { profileVersion complete score seedScore gaps { field number requirement severity } }
      absences { field reason }
    }
    interviews(first: 10) {
      id organisation status offered accepted offeredAt heldAt interviewer interviewerRole account
    }
  }
}`;
