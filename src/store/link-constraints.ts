import { randomUUID } from 'node:crypto';
import type { Transaction } from './transaction.ts';

/** What a person may decide of two source persons. */
export const constraintKinds = ['SAME', 'CANNOT_LINK', 'SIBLING'] as const;

export type ConstraintKind = (typeof constraintKinds)[number];

/** Who decided what of two source persons, why, and what it came of. */
export interface ConstraintDecision {
  /** The two source persons of each pair, in any order. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly kind: ConstraintKind;
  readonly reason: string;
  readonly actor: string;
  readonly decidedAt: string;
  readonly taskId: string | null;
  readonly requestId: string | null;
}

const inOrder = ([one, other]: readonly [string, string]): readonly [string, string] =>
  one < other ? [one, other] : [other, one];

const given = 'jsonb_to_recordset($1::jsonb) g (id uuid, a uuid, b uuid)';

/**
 * Notes what a person decided of pairs of source persons; it replaces what was decided of the same pairs before. It
 * takes effect once identity is decided anew, in the same transaction and lane: call `placeAndProject` with all source
 * persons of the pairs as `subjects` and as `unplaced`; that moves them, derives the children anew and closes the tasks
 * that are overtaken by it (so the task that was decided is closed before).
 *
 * - "This source person is that child" (SAME): one pair, the source person and the one of the child it resembles most.
 *   It joins both clusters before any other link, as long as nothing forbids it (two NHS numbers, held apart): what is
 *   refused becomes a task of reason DATA_QUALITY.
 * - "It is another child" (CANNOT_LINK), or "brother or sister" (SIBLING): a pair with every source person of that
 *   child, so that it cannot come in by way of any of them, nor push one out. SIBLING also states a
 *   possible sibling.
 * - Taken out of a child (unlink): CANNOT_LINK between each one taken out and each one that stays. The child id stays
 *   with its first source person; whoever had an id of their own before has it again, and its alias ends.
 *
 * Source persons of the hub itself (system `hub:child`) take no part: they follow the child they were written under.
 */
export const insertConstraints = async (
  tx: Transaction,
  { pairs, kind, reason, actor, decidedAt, taskId, requestId }: ConstraintDecision,
  knownAt: string,
): Promise<void> => {
  const rows = JSON.stringify(pairs.map(inOrder).map(([a, b]) => ({ id: randomUUID(), a, b })));
  await tx.query(
    `update link_constraint c set known_to = $2, ended_by = $3, end_reason = 'decided anew' from ${given}
     where (c.a, c.b) = (g.a, g.b) and c.known_to = 'infinity'`,
    [rows, knownAt, actor],
  );
  await tx.query(
    `insert into link_constraint (id, a, b, kind, reason, actor, task_id, request_id, decided_at, known_from)
     select g.id, g.a, g.b, $2, $3, $4, $5, $6, $7, $8 from ${given}`,
    [rows, kind, reason, actor, taskId, requestId, decidedAt, knownAt],
  );
};

/** Ends what was decided of pairs of source persons; what the evidence says counts again once they are placed anew. */
export const endConstraints = async (
  tx: Transaction,
  { pairs, actor, reason }: Pick<ConstraintDecision, 'pairs' | 'actor' | 'reason'>,
  knownAt: string,
): Promise<void> => {
  const rows = JSON.stringify(pairs.map(inOrder).map(([a, b]) => ({ a, b })));
  await tx.query(
    `update link_constraint c set known_to = $2, ended_by = $3, end_reason = $4 from ${given}
     where (c.a, c.b) = (g.a, g.b) and c.known_to = 'infinity'`,
    [rows, knownAt, actor, reason],
  );
};
