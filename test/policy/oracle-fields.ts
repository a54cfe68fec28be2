/**
 * Fields that say one thing of the domain reference, by where it says it: `2/25` is number 25 of the complete
 * notification, `3.1/Q9` a check of a rubric, `6/R7` a line of the audit sheet. Classes are those of 5.5.
 */
type Line = readonly [source: string, governing: string, fields: string];

/**
 * ★ Which class each field belongs to, written by hand from the domain reference and nothing else of the hub. A summary
 * (`ID summary`) of a class with a P in the matrix is shown to a pseudonymised auditor too, so it holds codes, flags,
 * dates, counts and the names of organisations, never a person's name, a place or anybody's own words; where the
 * reference does not say that such a field is one, it stands in full only. A list of records is there for whoever may see anything of one of them.
 */
const lines: readonly Line[] = [
  // Who the child is.
  ['2/7', 'ID', 'Child.givenNames Child.familyName Child.otherNames'],
  ['2/8', 'ID', 'Child.birthOn Child.birthEarliest Child.birthLatest Child.birthPrecision'],
  ['2/8, 5.5 P: the age stays', 'ID summary', 'Child.age'],
  ['2/9', 'ID', 'Child.sex Child.gender'],
  ['2/10', 'ID', 'Child.nhsNumber Child.upn Child.identifiers'],
  ['2/18', 'ID', 'Child.height Child.build Child.hair Child.eyes Child.distinguishingMarks Child.glasses'],
  ['2/20', 'ID', 'Notification.photoReference Notification.photoTakenOn'],
  // Protected characteristics.
  ['2/13, 5.5 P: the ethnic group stays', 'PC summary', 'Child.ethnicGroup'],
  ['2/13', 'PC', 'Child.ethnicityStatedBy'],
  ['2/14', 'PC', 'Child.culture Child.nationality'],
  ['2/15', 'PC', 'Child.religion'],
  ['2/16', 'PC', 'Child.firstLanguage Child.interpreterNeeded'],
  ['2/17', 'PC', 'Child.disabilities Child.communicationNeed'],
  // Home and placement.
  ['2/11', 'AD', 'Child.homeAddress'],
  ['2/22', 'AD', 'Child.placementAddress Child.placementUrn'],
  ['2/5', 'AD summary', 'Child.hostAuthority Notification.hostAuthority'],
  ['4.4', 'AD', 'Placement.homePostcode Placement.placementPostcode Placement.urn'],
  // Status and plan.
  ['2/5', 'SC summary', 'Child.responsibleAuthority Notification.responsibleAuthority'],
  ['2/21', 'SC summary', 'Child.careStatus'],
  ['2/22', 'SC', 'Child.legalStatus Child.placementType Child.placementProvider Child.placementStartedOn'],
  ['2/24', 'SC summary', 'Child.outOfArea'],
  ['2/24', 'SC', 'Child.areaNoticeReceived'],
  ['5.4: that the child asked is a warning to all', 'SC summary', 'Child.asksNotToShare'],
  ['4.4', 'SC', 'Child.placements Placement.record'],
  ['4.4', 'SC', 'Placement.organisation Placement.startedOn Placement.endedOn Placement.startReason'],
  ['4.4', 'SC', 'Placement.endReason Placement.placementType Placement.provider Placement.changeReason'],
  ['4.5', 'SC', 'Placement.legalStatus Placement.needCode'],
  ['5.4', 'SC', 'Child.restrictions Restriction.record'],
  ['5.4', 'SC', 'Restriction.organisation Restriction.restriction Restriction.workers Restriction.reason'],
  ['5.4', 'SC', 'Restriction.decidedBy Restriction.startedOn Restriction.endedOn Restriction.reviewOn'],
  ['6/X7', 'SC summary', 'Child.plans Plan.record'],
  ['6/X7', 'SC summary', 'Plan.organisation Plan.planType Plan.hasPlan Plan.startedOn Plan.endedOn'],
  ['6/X7', 'SC summary', 'Plan.reviewedOn Plan.updatedOn Plan.provider'],
  ['6/X7', 'SC', 'Plan.lead Plan.reason Plan.endReason Plan.needs Plan.goals'],
  ['6/R9', 'SC summary', 'Child.safeInCareDecisions Episode.safeInCareDecisions SafeInCareDecision.record'],
  ['6/R9', 'SC summary', 'SafeInCareDecision.organisation SafeInCareDecision.considered SafeInCareDecision.decidedOn'],
  ['6/R9', 'SC', 'SafeInCareDecision.author SafeInCareDecision.reason SafeInCareDecision.outcome'],
  ['6/R9', 'SC', 'SafeInCareDecision.documentReference'],
  // What is written of work with the child: notes, difference made, notices, what people said of it.
  ['3.3', 'SC summary', 'Child.caseNotes Episode.caseNotes CaseNote.record CaseNote.organisation'],
  ['3.3/N2-N3', 'SC summary', 'CaseNote.authorRole CaseNote.authorAgency CaseNote.happenedAt CaseNote.recordedAt'],
  ['3.3/N4, N11', 'SC summary', 'CaseNote.seen CaseNote.seenAlone CaseNote.characteristicsConsidered'],
  ['3.3/N1', 'SC', 'CaseNote.author'],
  ['3.3/N5-N9, N12', 'SC', 'CaseNote.place CaseNote.placeReason CaseNote.voice CaseNote.analysis CaseNote.impact'],
  ['3.3/N5-N9, N12', 'SC', 'CaseNote.informed CaseNote.disagreement CaseNote.note'],
  ['6/R7', 'SC summary', 'Child.impacts Episode.impacts Impact.record'],
  ['6/R7', 'SC summary', 'Impact.organisation Impact.agency Impact.recordedOn'],
  ['6/R7', 'SC', 'Impact.recordedBy Impact.statement Impact.evidence'],
  ['6/R4, X9', 'SC summary', 'Child.notices Episode.notices Notice.record Notice.organisation Notice.about'],
  ['6/R4, X9', 'SC summary', 'Notice.recipientRole Notice.recipientOrganisation Notice.sentAt Notice.acknowledgedAt'],
  ['6/R4, X9', 'SC', 'Notice.recipient Notice.method Notice.response'],
  ['6/F1-F3', 'SC summary', 'Child.feedback Episode.feedback Feedback.record'],
  ['6/F1-F3', 'SC summary', 'Feedback.organisation Feedback.respondent Feedback.givenOn'],
  ['6/F1-F3', 'SC', 'Feedback.takenBy Feedback.content Feedback.auditReference'],
  // Who works with the child, and by name.
  ['6/R4', 'SC summary', 'Child.involvements Involvement.record Involvement.involvement'],
  ['6/R4', 'SC summary', 'Involvement.involvedOrganisation Involvement.jobTitle'],
  ['6/R4', 'SC summary', 'Involvement.startedOn Involvement.endedOn'],
  ['6/R4', 'WK', 'Involvement.personName'],
  ['2/23: the same names, as the police were told them', 'WK', 'Child.professionals'],
  ['6/R3: who wrote it in', 'WK', 'Notification.enteredBy PreventionInterview.enteredBy Interview.enteredBy'],
  ['6/R3: who wrote it in', 'WK', 'StrategyMeeting.enteredBy Plan.enteredBy Investigation.enteredBy'],
  ['6/R3: who wrote it in', 'WK', 'RiskIndicator.enteredBy CaseNote.enteredBy Escalation.enteredBy'],
  ['6/R3: who wrote it in', 'WK', 'SafeInCareDecision.enteredBy Impact.enteredBy Notice.enteredBy'],
  ['6/R3: who wrote it in', 'WK', 'Feedback.enteredBy Restriction.enteredBy'],
  // Others' names and what they said or did; those with parental responsibility are who is told.
  ['2/12', 'TP summary', 'Child.parents'],
  ['2/25', 'TP', 'Episode.lastSeenBy'],
  ['2/27', 'TP', 'Notification.informant'],
  ['2/31', 'TP', 'Episode.thoughtToBeWith Notification.thoughtToBeWith'],
  ['2/47: by whom, in words', 'TP', 'Episode.foundBy'],
  // Where the child is or may be.
  ['2/25', 'LO summary', 'Episode.lastSeenAt'],
  ['2/25', 'LO', 'Episode.lastSeenPlace'],
  ['2/32', 'LO', 'Episode.likelyPlaces'],
  ['2/33', 'LO', 'Notification.phoneAndSocialMedia Notification.moneyAndTravel'],
  ['2/47', 'LO', 'Episode.foundPlace'],
  // Absences and their risk.
  ['1.1', 'EP summary', 'Child.missingNow Child.episodeCount Child.lastMissingOn Child.timeline'],
  ['1.1', 'EP summary', 'Child.episodes Episode.record Notification.episode Interview.episodes'],
  ['1.1', 'EP summary', 'PreventionInterview.episodes StrategyMeeting.episodes Investigation.episodes'],
  ['1.1', 'EP summary', 'CaseNote.episodes Escalation.episodes SafeInCareDecision.episodes Impact.episodes'],
  ['1.1', 'EP summary', 'Notice.episodes Feedback.episodes'],
  ['1.1', 'EP summary', 'Episode.status Episode.category Episode.startedOn Episode.startedAt Episode.endedOn'],
  ['1.1', 'EP summary', 'Episode.endedAt Episode.sources'],
  ['2/3', 'EP summary', 'Episode.reportedAt'],
  ['2/26', 'EP summary', 'Episode.missingFrom'],
  ['2/28', 'EP', 'Episode.circumstances'],
  ['2/29', 'EP summary', 'Episode.outOfCharacter'],
  ['2/36', 'EP summary', 'Episode.riskGrade Episode.riskGradedAt'],
  ['2/36', 'EP', 'Episode.riskGradedBy Episode.riskRationale'],
  ['2/37', 'EP', 'Episode.riskFactors'],
  ['2/47', 'EP summary', 'Episode.foundAt Episode.returnedAt'],
  ['2/48', 'EP summary', 'Episode.preventionInterviewDone Episode.preventionInterviewAt'],
  ['2/48', 'EP', 'Episode.preventionInterviewNotDoneReason'],
  ['2/50', 'EP', 'Episode.reasons'],
  // The notification as the force sent it.
  ['2', 'EP summary', 'Child.notifications Episode.notifications Notification.record Notification.organisation'],
  ['2/1', 'EP', 'Notification.notificationId Notification.forceReference'],
  ['2/2-2/3', 'EP summary', 'Notification.messageType Notification.reportedAt Notification.sentAt'],
  ['2/3', 'EP summary', 'Notification.receivedAt'],
  ['2/4', 'EP summary', 'Notification.force Notification.unit'],
  ['2/4', 'EP', 'Notification.officer'],
  ['2/6', 'EP', 'Notification.marking Notification.handlingNote'],
  ['2/19', 'EP', 'Notification.clothing Notification.itemsCarried'],
  ['2/28', 'EP', 'Notification.circumstances'],
  ['2/30', 'EP', 'Notification.enquiriesMade'],
  ['2/34', 'EP summary', 'Notification.episodesLast30Days Notification.episodesLast90Days'],
  ['2/34', 'EP summary', 'Notification.episodesLast365Days'],
  ['2/35', 'EP', 'Notification.recentTrigger'],
  ['2/36', 'EP summary', 'Notification.riskGrade'],
  ['2/36', 'EP', 'Notification.riskRationale'],
  ['2/50', 'EP', 'Notification.safeguardingDone'],
  ['2: whether it was answered, of the force', 'AN', 'Notification.completeness Completeness.record'],
  // The prevention interview.
  ['2/48', 'EP summary', 'Child.preventionInterviews Episode.preventionInterviews PreventionInterview.record'],
  ['2/48', 'EP summary', 'PreventionInterview.organisation PreventionInterview.done PreventionInterview.heldAt'],
  ['2/48', 'EP', 'PreventionInterview.officer PreventionInterview.seenAlone PreventionInterview.notDoneReason'],
  ['2/48', 'EP', 'PreventionInterview.account'],
  // Exploitation and harm.
  ['2/38', 'EX summary', 'Child.sexualExploitation'],
  ['2/38', 'EX', 'Child.sexualExploitationAssessedOn'],
  ['2/39', 'EX', 'Child.criminalExploitation Child.trafficking'],
  ['2/49', 'EX', 'Episode.harm Notification.harm PreventionInterview.harm'],
  ['4.6', 'EX', 'Child.riskIndicators RiskIndicator.record'],
  ['4.6', 'EX', 'RiskIndicator.organisation RiskIndicator.factor RiskIndicator.present RiskIndicator.sourceCode'],
  ['4.6', 'EX', 'RiskIndicator.sourceText RiskIndicator.identifiedOn RiskIndicator.endedOn RiskIndicator.detail'],
  // Health: what is critical in hours is the summary.
  ['2/40', 'HE summary', 'Child.selfHarm'],
  ['2/41', 'HE summary', 'Child.timeCriticalMedication'],
  ['2/40-2/42', 'HE', 'Child.mentalHealth Child.medicalNeeds Child.substanceUse'],
  ['5.5 HE', 'HE', 'Child.healthEncounters HealthEncounter.record'],
  ['5.5 HE', 'HE', 'HealthEncounter.organisation HealthEncounter.encounterClass HealthEncounter.status'],
  ['5.5 HE', 'HE', 'HealthEncounter.startedAt HealthEncounter.endedAt HealthEncounter.provider'],
  ['5.5 HE', 'HE', 'HealthEncounter.location HealthEncounter.reason HealthEncounter.clinician'],
  ['5.5 HE', 'HE', 'HealthEncounter.dischargedTo'],
  ['5.5 HE', 'HE', 'Child.healthFindings HealthFinding.record HealthFinding.organisation'],
  ['5.5 HE', 'HE', 'HealthFinding.findingType HealthFinding.code HealthFinding.codeSystem'],
  ['5.5 HE', 'HE', 'HealthFinding.description HealthFinding.value HealthFinding.clinicalStatus'],
  ['5.5 HE', 'HE', 'HealthFinding.verification HealthFinding.critical HealthFinding.recordedOn HealthFinding.endedOn'],
  // Education.
  ['5.5 ED', 'ED summary', 'Child.enrolments Enrolment.record Enrolment.organisation Enrolment.school'],
  ['5.5 ED', 'ED summary', 'Enrolment.schoolName Enrolment.status Enrolment.startedOn Enrolment.endedOn'],
  ['5.5 ED: the safe adult at school', 'ED summary', 'Enrolment.safeguardingLead Enrolment.destinationUnknown'],
  ['5.5 ED', 'ED', 'Enrolment.yearGroup Enrolment.leavingReason Enrolment.specialNeedsProvision'],
  ['5.5 ED', 'ED', 'Enrolment.specialNeeds Enrolment.inCare Enrolment.careAuthority'],
  ['5.5 ED', 'ED', 'Enrolment.sessionsPossible Enrolment.sessionsAttended Enrolment.sessionsUnauthorised'],
  ['5.5 ED', 'ED', 'Child.attendance Attendance.record Attendance.organisation Attendance.school Attendance.day'],
  ['5.5 ED', 'ED', 'Attendance.session Attendance.code Attendance.meaning Attendance.minutesLate Attendance.comment'],
  // Investigation: that there is one, whom to ring and what an interviewer must not touch is the summary.
  ['2/44', 'PI summary', 'Child.liveInvestigation Child.investigationContact Child.interviewConstraint'],
  ['2/44', 'PI', 'Child.investigationReference'],
  ['2/45', 'PI', 'Child.personsPosingRisk'],
  ['2/49', 'PI', 'Notification.crimeReference PreventionInterview.crimeReference'],
  ['6/X3', 'PI records', 'Child.investigations Episode.investigations'],
  ['6/X3', 'PI summary', 'Investigation.record Investigation.organisation Investigation.status'],
  ['6/X3', 'PI summary', 'Investigation.officer Investigation.interviewConstraint'],
  ['6/X3, 5.4', 'PI', 'Investigation.reference Investigation.subject Investigation.startedOn Investigation.endedOn'],
  ['6/X3, 5.4', 'PI', 'Investigation.locked Investigation.lockedUntil Investigation.lockReviewOn'],
  ['3.1/Q4', 'PI summary', 'Interview.investigationFound Interview.officerContactedAt'],
  // The return home interview: dates and state.
  ['1.4', 'RM summary', 'Child.interviews Episode.interviews Interview.record Interview.organisation'],
  ['1.4', 'RM summary', 'Interview.status Interview.offered Interview.accepted Interview.offeredAt'],
  ['1.4', 'RM summary', 'Interview.scheduledAt Interview.heldAt Interview.attemptMethods Interview.declineReason'],
  ['1.4', 'RM summary', 'Interview.carerInformationTaken Interview.interviewerClass Interview.childPreference'],
  ['3.1/Q3-Q4', 'RM summary', 'Interview.preparedFrom Interview.investigationCheckedAt'],
  ['3.1/Q14-Q15', 'RM summary', 'Interview.childTold Interview.reviewOn'],
  ['1.4', 'RM', 'Interview.attempts Interview.decisionReason Interview.decidedBy Interview.interviewer'],
  ['1.4', 'RM', 'Interview.interviewerRole Interview.preferenceReason Interview.place'],
  ['3.1/Q14', 'RM', 'Interview.sharedWith'],
  ['2/51', 'RM', 'Notification.interviewContactRoute'],
  // The return home interview: what the child said, and what was made of it.
  ['2/51', 'RC', 'Notification.interviewWishes'],
  ['3.1/Q6-Q9', 'RC', 'Interview.accessNeeds Interview.account Interview.quotes Interview.wishes Interview.leadUp'],
  ['3.1/Q9', 'RC', 'Interview.whereabouts Interview.companions Interview.travel'],
  ['3.1/Q11-Q12', 'RC', 'Interview.sinceReturn Interview.analysis'],
  ['3.1/Q13: each in words', 'RC', 'Interview.actions'],
  ['3.1/Q13: whose, when, done', 'RC summary', 'Interview.actionProgress'],
  ['3.1/Q8, Q10, in codes', 'RC summary', 'Interview.reasons Interview.harm'],
  ['3.1/Q15', 'RC', 'Interview.differenceMade'],
  // The strategy meeting and what it decided.
  ['3.2/Q1', 'SM summary', 'Child.meetings Episode.meetings StrategyMeeting.record StrategyMeeting.organisation'],
  ['3.2/Q1', 'SM summary', 'StrategyMeeting.triggers StrategyMeeting.criterionMetAt StrategyMeeting.decision'],
  ['1.5, 3.2/Q2', 'SM summary', 'StrategyMeeting.decidedAt StrategyMeeting.heldAt'],
  ['3.2/Q3-Q6', 'SM summary', 'StrategyMeeting.chairRole StrategyMeeting.attendance StrategyMeeting.tabled'],
  ['3.2/Q7-Q8, in codes', 'SM summary', 'StrategyMeeting.riskCodes StrategyMeeting.aimCodes'],
  ['3.2/Q13-Q14', 'SM summary', 'StrategyMeeting.minutesSentOn StrategyMeeting.previousActionsReviewed'],
  ['1.5', 'SM', 'StrategyMeeting.notConvenedReason StrategyMeeting.decidedBy'],
  ['3.2/Q3, Q5', 'SM', 'StrategyMeeting.chair StrategyMeeting.attendees'],
  ['3.2/Q7-Q8, Q12-Q13', 'SM', 'StrategyMeeting.risks StrategyMeeting.aims StrategyMeeting.disagreement'],
  ['3.2/Q13', 'SM', 'StrategyMeeting.minutes'],
  ['3.2/Q9: each in words', 'SA', 'StrategyMeeting.actions'],
  ['3.2/Q9: whose, when, done', 'SA summary', 'StrategyMeeting.actionProgress'],
  // Professional differences.
  ['6/X8', 'ES records', 'Child.escalations Episode.escalations'],
  ['1.7, 6/X8', 'ES summary', 'Escalation.record Escalation.organisation Escalation.stage Escalation.raisedByAgency'],
  ['1.7, 6/X8', 'ES summary', 'Escalation.againstAgency Escalation.raisedAt Escalation.resolvedOn'],
  ['6/R11', 'ES summary', 'Escalation.formReference'],
  ['1.7', 'ES', 'Escalation.raisedBy Escalation.issue Escalation.discussion Escalation.outcome'],
];

const placed = lines.flatMap(([source, governing, fields]) =>
  fields.split(' ').map((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    return { source, governing, type, field };
  }),
);

const repeated = placed.filter(
  ({ type, field }, at) => placed.findIndex((one) => one.type === type && one.field === field) !== at,
);
if (repeated.length > 0) throw new Error(`twice: ${repeated.map(({ type, field }) => `${type}.${field}`).join()}`);

const ofType = (type: string): Readonly<Record<string, string>> => {
  const own = placed.filter((one) => one.type === type && one.field !== 'record');
  const governing = [...new Set(own.map((one) => one.governing))];
  const fields = governing.map((word) => [word, own.filter((one) => one.governing === word).map(({ field }) => field)]);
  const record = placed.find((one) => one.type === type && one.field === 'record');
  return {
    record: record?.governing ?? 'open',
    ...Object.fromEntries(fields.map(([word, names]) => [String(word), [names].flat().join(' ')])),
  };
};

/** By type: what a reader must see to know of a record, and under each governing word the fields it governs. */
export const oracleFields: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  [...new Set(placed.map(({ type }) => type))].map((type) => [type, ofType(type)]),
);
