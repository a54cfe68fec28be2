/** One line of the answer: which rule it counts by, and which outcome of it. */
export interface PracticeRow {
  /** As the audit and the domain reference number it. */
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  /** UNMET where the line counts the worry. */
  readonly counts: 'MET' | 'UNMET';
  /** Only one group of a rule that tells groups apart; its groups each have a line of their own where left out. */
  readonly group?: string;
}

type Row = readonly [id: string, title: string, rule: string, counts?: PracticeRow['counts'], group?: string];

const rows: readonly Row[] = [
  ['A2', 'Children whose case an audit was given to read', 'case-audited'],
  ['A3', 'Children of whom every expected agency told something', 'agencies-contribute'],
  ['A3', 'Children of whom an expected agency told something', 'agency-contributes'],
  ['A4', 'Bodies of the audit’s panel that returned what they found', 'panel-returned'],
  ['W1', 'Ended absences after which an officer spoke with the child', 'prevention-interview-done'],
  ['W2', 'Children who are back, with whom a return interview was held', 'child-spoken-with'],
  ['W2 offered', 'Ended absences after which an interview was offered', 'return-interview-offered'],
  ['W2 independent', 'Interviews held by somebody independent of the child’s care', 'return-interview-independent'],
  ['W3', 'Strategy meetings held within five working days of the criterion', 'meeting-in-time'],
  ['W4', 'Strategy meetings that named a risk by its code', 'meeting-risks'],
  ['W5', 'Strategy meetings with an aim', 'meeting-aims'],
  [
    'W5 exploitation',
    'Meetings on children feared exploited sexually, with an aim against it',
    'meeting-exploitation-aim',
  ],
  ['W6', 'Actions due in the period that were done, with evidence', 'action-done'],
  ['W6 reviewed', 'Meetings that looked at the actions of the one before', 'meeting-actions-reviewed'],
  ['W7', 'Children for whom three agencies told something and an action was evidenced', 'agencies-work-together'],
  ['W8', 'Children who accepted the interview they were offered', 'return-interview-accepted'],
  ['X1', 'First notifications that were complete', 'notification-complete'],
  ['X1', 'First notifications that say nothing usable of a field', 'notification-field-answered', 'UNMET'],
  ['X2', 'Interviews without a word of the child and without an analysis', 'return-interview-substance', 'UNMET'],
  ['X2 good', 'Interviews that are good by the rubric, as far as the record shows', 'return-interview-quality'],
  ['X3', 'Interviews held after a check for a live investigation', 'investigation-checked'],
  ['X3 officer', 'Interviews of children in a live investigation, before which the officer was rung', 'officer-rung'],
  ['X4', 'Interviews tried once and in one way only', 'return-interview-persistence', 'UNMET'],
  ['X4 refused', 'Refusals after which somebody tried again', 'refusal-followed-up'],
  ['X4 explained', 'Refusals with a reason, attempts and what carers told', 'refusal-explained'],
  ['X5', 'Decisions where a criterion was recorded, with neither a meeting nor a reason', 'criterion-decided', 'UNMET'],
  [
    'X5 read',
    'Absences that meet a criterion by the facts, with neither a meeting nor a reason',
    'criterion-answered',
    'UNMET',
  ],
  ['X6', 'Meetings an expected agency came to', 'meeting-attendance'],
  ['X6 essential', 'Meetings with social care, police and health', 'meeting-essential-agencies'],
  ['X6 report', 'Expected agencies that stayed away and sent a report', 'meeting-report-instead'],
  ['X6 chair', 'Meetings chaired by a manager of social care', 'meeting-chaired'],
  ['X6 papers', 'Meetings with the notification and the interview on the table', 'meeting-papers'],
  ['X6 minutes', 'Meetings whose minutes were out within five working days', 'meeting-minutes-in-time'],
  ['X7', 'Children in early help whose plan was updated after the absence', 'early-help-plan-updated'],
  ['X7 no plan', 'Children in early help without a plan', 'early-help-plan-written', 'UNMET'],
  ['X7 meeting', 'Meetings on children in early help, to which its lead came', 'meeting-early-help'],
  ['X8', 'Meetings with a disagreement in the minutes that nobody took further', 'disagreement-escalated', 'UNMET'],
  ['X8 outcome', 'Escalations with an outcome', 'escalation-outcome'],
  ['X8 limit', 'Stages of escalations resolved within their limit', 'escalation-in-time'],
  ['X9', 'Children in care or on a protection plan whose reviewing officer or chair was told', 'oversight-told'],
  ['X9 answer', 'Notices to reviewing officers and chairs that were answered', 'oversight-answered'],
  ['X9 answer in time', 'Such notices answered within one working day', 'oversight-answered-in-time'],
  ['X10', 'Interviews held for another authority within 72 hours of the return', 'cross-border-in-time'],
  ['X10 answer', 'Results sent across a border that were acknowledged', 'cross-border-acknowledged'],
  ['I1', 'Interviews that say what difference they made', 'difference-made'],
  ['R1', 'First notifications that answer sexual exploitation', 'exploitation-answered'],
  ['R2', 'First notifications that answer a field the audit named', 'notification-field-answered'],
  ['R3', 'Case notes with author and role', 'note-author'],
  ['R4', 'Absences of which all involved professionals were told within one working day', 'professionals-informed'],
  ['R5', 'Contacts that say where the child was seen and why there', 'note-place'],
  ['R6', 'Interviews tried more than once', 'return-interview-persistence'],
  ['R7', 'Children whose record shows impact with evidence', 'impact-evidenced'],
  ['R8', 'Interviews with words and wishes of the child', 'voice-recorded'],
  ['R9', 'Absences from care with a Safe in Care decision', 'safe-in-care-considered'],
  ['R10', 'Interviews whose reasons are coded and analysed', 'reasons-analysed'],
  ['R11', 'Escalations with the partnership’s form', 'escalation-form'],
  ['R notes', 'Case notes that hold all that applies of N1-N12', 'note-quality'],
  ['F1', 'Children whose case holds what the child says of the help', 'feedback-heard', 'MET', 'CHILD'],
  ['F2', 'Children whose case holds what a parent or carer says', 'feedback-heard', 'MET', 'PARENT_OR_CARER'],
  ['F3', 'Children whose case holds what a practitioner says', 'feedback-heard', 'MET', 'PRACTITIONER'],
  ['K1', 'First notifications that were complete', 'notification-complete'],
  ['K2', 'Ended absences with the offer of an interview', 'return-interview-offered'],
  ['K3', 'Ended absences with the offer within 72 hours', 'return-interview-offered-in-time'],
  ['K4', 'Ended absences with an interview', 'return-interview-held'],
  ['K5', 'Ended absences with an interview within 72 hours', 'return-interview-held-in-time'],
  ['K6', 'Offers that were declined', 'return-interview-not-declined', 'UNMET'],
  ['K7', 'Interviews that were independent', 'return-interview-independent'],
  ['K8', 'Strategy meetings within five working days', 'meeting-in-time'],
  ['K9', 'Meetings an expected agency came to', 'meeting-attendance'],
  ['K10', 'Actions done by their day, with evidence', 'action-done'],
  ['K11', 'Children with three or more absences in ninety days', 'no-repeat-absences', 'UNMET'],
  ['K11 absences', 'Absences of children with three or more in ninety days', 'not-of-repeater', 'UNMET'],
  ['K12', 'Absences of which the reviewing officer or chair was told within one working day', 'oversight-told-in-time'],
  ['K13', 'Absences longer than 24 hours', 'not-missing-for-a-day', 'UNMET'],
  ['K14', 'Absences that go on', 'not-missing-now', 'UNMET'],
  ['K15', 'Escalations with an outcome', 'escalation-outcome'],
  ['K16', 'Results sent across a border within 72 hours', 'cross-border-result-in-time'],
];

/** ★ Every line of the answer on practice, in the order of the audit (domain reference 6 and 7). */
export const practiceRows: readonly PracticeRow[] = rows.map(([id, title, rule, counts = 'MET', group]) => ({
  ...{ id, title, rule, counts },
  ...(group === undefined ? {} : { group }),
}));

/** ★ What the audit asks and these lines do not answer, and why. */
export const unanswered: readonly { readonly id: string; readonly why: string }[] = [
  {
    id: 'T1, T8',
    why: 'Suspected significant harm and a request are known only where a decision on a meeting names them',
  },
];
