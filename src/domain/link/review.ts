/** ★ What somebody may decide of a record and a child, and what it does. */
export const reviewDecisions = {
  SAME: 'one child: joined, as long as nothing shows that they cannot be',
  DIFFERENT: 'two children: held apart for ever, by whatever way they might come together',
  SIBLING: 'two children, and likely brother or sister: held apart, and nothing of one is ever taken for the other',
  UNSURE: 'cannot be told from this; somebody else is asked',
} as const;
export type ReviewDecision = keyof typeof reviewDecisions;
export const reviewDecisionWords = ['SAME', 'DIFFERENT', 'SIBLING', 'UNSURE'] as const;
/** A decision that decides. */
export type DecisiveVote = Exclude<ReviewDecision, 'UNSURE'>;

/** ★ Why a review was opened. */
export const reviewReasons = ['REVIEW', 'CLUSTER_CONFLICT', 'MARGIN', 'DATA_QUALITY'] as const;

/** How a review stands after the votes cast: decided, or whether people differ so that a third is asked. */
export type ReviewStanding =
  | { readonly state: 'DECIDED'; readonly decision: DecisiveVote }
  | { readonly state: 'OPEN'; readonly isDisputed: boolean };

const isDecisive = (decision: ReviewDecision): decision is DecisiveVote => decision !== 'UNSURE';

/** So many people who are unsure are a dispute with themselves. */
const mostUnsure = 2;

const winnerOf = (cast: readonly DecisiveVote[], needed: number): DecisiveVote | null =>
  cast.find((decision) => cast.filter((other) => other === decision).length >= needed) ?? null;

/**
 * How a review stands, by the votes of different persons in the order cast. One decides; two that agree do where a
 * second person is asked, or where votes differ. Whoever is unsure leaves it to the next.
 */
export const standingOf = (votes: readonly ReviewDecision[], needsSecond: boolean): ReviewStanding => {
  const cast = votes.filter(isDecisive);
  const differ = new Set(cast).size > 1;
  const winner = winnerOf(cast, needsSecond || differ ? 2 : 1);
  if (winner !== null) return { state: 'DECIDED', decision: winner };
  return { state: 'OPEN', isDisputed: differ || votes.length - cast.length >= mostUnsure };
};
