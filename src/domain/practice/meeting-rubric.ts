/** ★ The rubric of a strategy meeting (domain reference 3.2): which rule computes each item, and which people score. */
export const meetingRubric: readonly {
  readonly code: string;
  readonly title: string;
  /** Id of the rule that counts it. */
  readonly rule: string;
  /** A record can only show so much: a person scores the item, never above what is there. */
  readonly byPerson: boolean;
}[] = [
  { code: 'Q1', title: 'The criterion is recorded', rule: 'criterion-decided', byPerson: false },
  { code: 'Q2', title: 'Held within five working days', rule: 'meeting-in-time', byPerson: false },
  { code: 'Q3', title: 'Chaired by a manager of social care', rule: 'meeting-chaired', byPerson: true },
  {
    code: 'Q4',
    title: 'Social care, police and health are there',
    rule: 'meeting-essential-agencies',
    byPerson: false,
  },
  { code: 'Q5', title: 'Expected, present, apologies, report', rule: 'meeting-attendance', byPerson: false },
  { code: 'Q6', title: 'Notification and interview are on the table', rule: 'meeting-papers', byPerson: true },
  { code: 'Q7', title: 'Risks are named', rule: 'meeting-risks', byPerson: false },
  { code: 'Q8', title: 'The plan aims at fewer absences and less risk', rule: 'meeting-aims', byPerson: false },
  { code: 'Q9', title: 'Actions with owner, day and evidence', rule: 'action-done', byPerson: false },
  { code: 'Q10', title: 'Reviewing officer or chair is told', rule: 'oversight-told', byPerson: false },
  { code: 'Q11', title: 'The lead of open early help is there', rule: 'meeting-early-help', byPerson: false },
  { code: 'Q12', title: 'A disagreement is taken further', rule: 'disagreement-escalated', byPerson: false },
  { code: 'Q13', title: 'Minutes are out in time', rule: 'meeting-minutes-in-time', byPerson: false },
  { code: 'Q14', title: 'Earlier actions are looked at', rule: 'meeting-actions-reviewed', byPerson: true },
];
