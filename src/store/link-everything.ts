import { z } from 'zod';
import type { LinkKey } from './link-keys.ts';

import { constraintRow, edgeColumns, edgeRow, type StoredConstraint, type StoredEdge } from './link-surroundings.ts';
import { select, type Transaction } from './transaction.ts';

const subjectRow = z.object({ id: z.string() });

/** The next source persons after one, in the order of their ids. */
export const listSubjects = async (
  tx: Transaction,
  after: string | null,
  limit: number,
): Promise<readonly string[]> => {
  const sql = `select id::text from subject where $1::uuid is null or id > $1 order by id limit $2`;
  return (await select(tx, subjectRow, sql, [after, limit])).map(({ id }) => id);
};

const keyRow = z.object({ subjectId: z.string(), key: z.string(), isBirth: z.boolean() });

/** The stored keys of these source persons. */
export const loadKeys = (tx: Transaction, subjectIds: readonly string[]): Promise<readonly LinkKey[]> =>
  select(
    tx,
    keyRow,
    `select subject_id::text "subjectId", key::text, is_birth "isBirth" from link_key where subject_id = any($1::uuid[])`,
    [subjectIds],
  );

/** Every edge as it now stands. */
export const loadEdges = (tx: Transaction): Promise<readonly StoredEdge[]> =>
  select(tx, edgeRow, `select ${edgeColumns} from link_edge where known_to = 'infinity'`);

/** Every decision of a person in force. */
export const loadConstraints = (tx: Transaction): Promise<readonly StoredConstraint[]> =>
  select(
    tx,
    constraintRow,
    `select a::text, b::text, kind, id::text, actor from link_constraint where known_to = 'infinity' order by a, b`,
  );

const membershipRow = z.object({ subjectId: z.string(), childId: z.string() });

/** Which child every source person is now taken to be. */
export const loadMemberships = (tx: Transaction): Promise<readonly z.infer<typeof membershipRow>[]> =>
  select(
    tx,
    membershipRow,
    `select subject_id::text "subjectId", child_id::text "childId" from membership where known_to = 'infinity'`,
  );
