/** One finding of the audit as it is true of the 27 children on the demo’s clock. */
export interface Finding {
  /** Number of the finding: W works well, X is a worry, I is impact. */
  readonly id: string;
  readonly words: string;
  readonly found: number;
  readonly of: number;
}

type Row = readonly [id: string, words: string, found: number, of: number];

const rows: readonly Row[] = [
  ['W1', 'Absences of the week that ended, after which an officer spoke with the child', 31, 33],
  ['W2', 'Children who are back, with whom a return interview was held', 18, 26],
  ['W2 independent', 'Interviews held by somebody independent of the child’s care', 15, 18],
  ['W3', 'Strategy meetings held within five working days of the criterion', 9, 9],
  ['W4', 'Strategy meetings that named a risk by its code', 9, 9],
  ['W5', 'Strategy meetings with an aim', 9, 9],
  ['W5 exploitation', 'Meetings on children feared exploited sexually, with an aim against it', 4, 4],
  ['W6', 'Actions due by 22 October that were done, with evidence', 27, 28],
  ['W7', 'Children for whom three agencies told the hub something and an action was evidenced', 20, 27],
  ['W8', 'Children who accepted the interview they were offered', 20, 25],
  ['X1', 'First notifications that were complete', 1, 34],
  ['X1 culture', 'First notifications that say nothing usable of culture', 33, 34],
  ['X1 religion', 'First notifications that say nothing usable of religion', 31, 34],
  ['X1 language', 'First notifications that say nothing usable of language', 30, 34],
  ['X1 disability', 'First notifications that say nothing usable of disability', 33, 34],
  ['X2', 'Interviews without a word of the child and without an analysis', 13, 18],
  ['X3', 'Interviews held after a check for a live investigation', 3, 18],
  ['X3 officer', 'Interviews of children in a live investigation, before which the officer was rung', 1, 3],
  ['X4', 'Interviews tried once and in one way only', 19, 24],
  ['X4 refused', 'Refusals after which somebody tried again', 0, 3],
  ['X5', 'Children whose case met a criterion, with neither a meeting nor a reason', 4, 14],
  ['X6 CSC', 'Meetings social care came to, of those it was expected at', 9, 9],
  ['X6 POLICE', 'Meetings the police came to', 8, 9],
  ['X6 HEALTH_COMMUNITY_MH', 'Meetings community health came to', 2, 9],
  ['X6 EDUCATION', 'Meetings a school came to', 2, 9],
  ['X6 PLACEMENT', 'Meetings the placement came to', 4, 7],
  ['X7', 'Children in early help whose plan was updated after the absence', 1, 6],
  ['X7 no plan', 'Children in early help without a plan', 4, 6],
  ['X8', 'Meetings with a disagreement in the minutes that nobody took further', 2, 3],
  ['X8 outcome', 'Escalations with an outcome', 0, 1],
  ['X9', 'Children in care or on a protection plan whose reviewing officer or chair was told', 4, 17],
  ['X9 answer', 'Reviewing officers and chairs who were told and answered', 1, 4],
  ['X10', 'Interviews held for another authority within 72 hours of the return', 1, 2],
  ['X10 answer', 'Results sent across a border that were acknowledged', 0, 1],
  ['I1', 'Interviews that say what difference they made', 1, 18],
];

/**
 * ★ What an auditor finds in the demo: the header of the cases. `found` of `of`; each figure has a query of its own in
 * `test/journeys/audit-findings.test.ts`. Because 20 of the 27 do well in W7 and in W8, so do eight at least of any
 * fifteen that are drawn.
 */
export const auditFindings: readonly Finding[] = rows.map(([id, words, found, of]) => ({ id, words, found, of }));

/** The children of X5, by number. */
export const withoutMeetingOrReason: readonly string[] = ['DON-0006', 'DON-0013', 'DON-0015', 'DON-0018'];
