import type { Rule } from '../practice/rule.ts';
import { actionDone } from './action-done.ts';
import { agenciesContribute } from './agencies-contribute.ts';
import { agenciesWorkTogether } from './agencies-work-together.ts';
import { agencyContributes } from './agency-contributes.ts';
import { caseAudited } from './case-audited.ts';
import { childSpokenWith } from './child-spoken-with.ts';
import { criterionAnswered } from './criterion-answered.ts';
import { criterionDecided } from './criterion-decided.ts';
import { crossBorderAcknowledged } from './cross-border-acknowledged.ts';
import { crossBorderInTime } from './cross-border-in-time.ts';
import { crossBorderResultInTime } from './cross-border-result-in-time.ts';
import { differenceMade } from './difference-made.ts';
import { disagreementEscalated } from './disagreement-escalated.ts';
import { earlyHelpPlanUpdated } from './early-help-plan-updated.ts';
import { earlyHelpPlanWritten } from './early-help-plan-written.ts';
import { escalationForm } from './escalation-form.ts';
import { escalationInTime } from './escalation-in-time.ts';
import { escalationOutcome } from './escalation-outcome.ts';
import { exploitationAnswered } from './exploitation-answered.ts';
import { feedbackHeard } from './feedback-heard.ts';
import { impactEvidenced } from './impact-evidenced.ts';
import { investigationChecked } from './investigation-checked.ts';
import { meetingActionsReviewed } from './meeting-actions-reviewed.ts';
import { meetingAims } from './meeting-aims.ts';
import { meetingAttendance } from './meeting-attendance.ts';
import { meetingChaired } from './meeting-chaired.ts';
import { meetingEarlyHelp } from './meeting-early-help.ts';
import { meetingEssentialAgencies } from './meeting-essential-agencies.ts';
import { meetingExploitationAim } from './meeting-exploitation-aim.ts';
import { meetingInTime } from './meeting-in-time.ts';
import { meetingMinutesInTime } from './meeting-minutes-in-time.ts';
import { meetingPapers } from './meeting-papers.ts';
import { meetingReportInstead } from './meeting-report-instead.ts';
import { meetingRisks } from './meeting-risks.ts';
import { noRepeatAbsences } from './no-repeat-absences.ts';
import { notMissingForADay } from './not-missing-for-a-day.ts';
import { notMissingNow } from './not-missing-now.ts';
import { notOfRepeater } from './not-of-repeater.ts';
import { noteAuthor } from './note-author.ts';
import { notePlace } from './note-place.ts';
import { noteQuality } from './note-quality.ts';
import { notificationComplete } from './notification-complete.ts';
import { notificationFieldAnswered } from './notification-field-answered.ts';
import { officerRung } from './officer-rung.ts';
import { oversightAnswered } from './oversight-answered.ts';
import { oversightAnsweredInTime } from './oversight-answered-in-time.ts';
import { oversightTold } from './oversight-told.ts';
import { oversightToldInTime } from './oversight-told-in-time.ts';
import { panelReturned } from './panel-returned.ts';
import { preventionInterviewDone } from './prevention-interview-done.ts';
import { professionalsInformed } from './professionals-informed.ts';
import { reasonsAnalysed } from './reasons-analysed.ts';
import { refusalExplained } from './refusal-explained.ts';
import { refusalFollowedUp } from './refusal-followed-up.ts';
import { returnInterviewAccepted } from './return-interview-accepted.ts';
import { returnInterviewHeld } from './return-interview-held.ts';
import { returnInterviewHeldInTime } from './return-interview-held-in-time.ts';
import { returnInterviewIndependent } from './return-interview-independent.ts';
import { returnInterviewNotDeclined } from './return-interview-not-declined.ts';
import { returnInterviewOffered } from './return-interview-offered.ts';
import { returnInterviewOfferedInTime } from './return-interview-offered-in-time.ts';
import { returnInterviewPersistence } from './return-interview-persistence.ts';
import { returnInterviewQuality } from './return-interview-quality.ts';
import { returnInterviewSubstance } from './return-interview-substance.ts';
import { safeInCareConsidered } from './safe-in-care-considered.ts';
import { voiceRecorded } from './voice-recorded.ts';

/** ★ The register of the rules of good practice: one file a rule, each of one shape. */
export const rules: readonly Rule[] = [
  actionDone,
  agenciesContribute,
  agenciesWorkTogether,
  agencyContributes,
  caseAudited,
  childSpokenWith,
  criterionAnswered,
  criterionDecided,
  crossBorderAcknowledged,
  crossBorderInTime,
  crossBorderResultInTime,
  differenceMade,
  disagreementEscalated,
  earlyHelpPlanUpdated,
  earlyHelpPlanWritten,
  escalationForm,
  escalationInTime,
  escalationOutcome,
  exploitationAnswered,
  feedbackHeard,
  impactEvidenced,
  investigationChecked,
  meetingActionsReviewed,
  meetingAims,
  meetingAttendance,
  meetingChaired,
  meetingEarlyHelp,
  meetingEssentialAgencies,
  meetingExploitationAim,
  meetingInTime,
  meetingMinutesInTime,
  meetingPapers,
  meetingReportInstead,
  meetingRisks,
  noRepeatAbsences,
  notMissingForADay,
  notMissingNow,
  notOfRepeater,
  noteAuthor,
  notePlace,
  noteQuality,
  notificationComplete,
  notificationFieldAnswered,
  officerRung,
  oversightAnswered,
  oversightAnsweredInTime,
  oversightTold,
  oversightToldInTime,
  panelReturned,
  preventionInterviewDone,
  professionalsInformed,
  reasonsAnalysed,
  refusalExplained,
  refusalFollowedUp,
  returnInterviewAccepted,
  returnInterviewHeld,
  returnInterviewHeldInTime,
  returnInterviewIndependent,
  returnInterviewNotDeclined,
  returnInterviewOffered,
  returnInterviewOfferedInTime,
  returnInterviewPersistence,
  returnInterviewQuality,
  returnInterviewSubstance,
  safeInCareConsidered,
  voiceRecorded,
];

const byId = new Map(rules.map((one) => [one.id, one]));

/** The rule of this id, or undefined. */
export const findRule = (id: string): Rule | undefined => byId.get(id);
