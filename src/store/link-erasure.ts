import { z } from 'zod';
import { select, type Transaction } from './transaction.ts';

const goneRow = z.object({ subject_id: z.string() });

/** What tied source persons of whom nobody is described any more to others: hashes, evidence, and people's own words. */
export const eraseLinks = async (tx: Transaction, erasureId: string, factIds: readonly string[]): Promise<void> => {
  const gone = `select distinct f.subject_id from fact f where f.id = any($1::uuid[])
    and not exists (select 1 from person p where p.subject_id = f.subject_id)`;
  const ids = (await select(tx, goneRow, gone, [factIds])).map(({ subject_id }) => subject_id);
  if (ids.length === 0) return;
  const ofPair = 'a = any($1::uuid[]) or b = any($1::uuid[])';
  const ofTask = 'subject_id = any($1::uuid[]) or candidate_subject_id = any($1::uuid[])';
  await tx.query('delete from link_key where subject_id = any($1::uuid[])', [ids]);
  await tx.query(`delete from link_edge where ${ofPair}`, [ids]);
  await tx.query(`delete from possible_sibling where ${ofPair}`, [ids]);
  await tx.query(
    `update link_constraint set reason = 'erased', end_reason = case when end_reason is not null then 'erased' end
     where ${ofPair}`,
    [ids],
  );
  await tx.query(
    `update review_vote set reason = 'erased' where task_id in (select id from review_task where ${ofTask})`,
    [ids],
  );
  await tx.query(
    `update review_task set state = 'OVERTAKEN', version = version + 1,
       closed_at = (select known_at from erasure where id = $2) where closed_at is null and (${ofTask})`,
    [ids, erasureId],
  );
  await tx.query(
    `update unlink_request set reason = 'erased', decision_note = case when decision_note is not null then 'erased' end
     where subject_ids && $1::uuid[]`,
    [ids],
  );
};
