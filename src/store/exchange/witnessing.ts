import type { Pool } from 'pg';
import { z } from 'zod';
import { emptyTree, type Tree } from '../../domain/merkle-tree.ts';
import { select, type Transaction } from '../transaction.ts';

const treeRow = z.object({ size: z.coerce.number(), peaks: z.array(z.instanceof(Buffer)) });

/** Another authority’s ledger as this hub last witnessed it. */
export const witnessedTree = async (tx: Transaction, authority: string): Promise<Tree> => {
  const sql = 'select size, peaks from exchange_witnessed where authority = $1 for update';
  return (await select(tx, treeRow, sql, [authority]))[0] ?? emptyTree;
};

/** Remembers what was witnessed. */
export const keepWitnessed = async (
  tx: Transaction,
  given: { readonly authority: string; readonly tree: Tree; readonly note: string; readonly at: string },
): Promise<void> => {
  await tx.query(
    `insert into exchange_witnessed (authority, size, peaks, note, at) values ($1, $2, $3, $4, $5)
     on conflict (authority) do update set size = excluded.size, peaks = excluded.peaks, note = excluded.note,
       at = excluded.at`,
    [given.authority, given.tree.size, given.tree.peaks, given.note, given.at],
  );
};

const sizeRow = z.object({ size: z.coerce.number() });

/** How much of this hub’s ledger a partner has put its name to. */
export const cosignedSize = async (tx: Transaction, authority: string): Promise<number> => {
  const sql = 'select coalesce(max(tree_size), 0) size from exchange_cosignature where authority = $1';
  return (await select(tx, sizeRow, sql, [authority]))[0]?.size ?? 0;
};

/** Keeps a partner’s signature. */
export const keepCosignature = async (
  tx: Transaction,
  given: { readonly authority: string; readonly size: number; readonly signature: string; readonly at: string },
): Promise<void> => {
  await tx.query(
    `insert into exchange_cosignature (authority, tree_size, signature, at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [given.authority, given.size, given.signature, given.at],
  );
};

const noteRow = z.object({ size: z.coerce.number(), note: z.string() });

/** The largest checkpoint after a size that is at most so much larger, else the next one; null where there is none. */
export const checkpointAfter = async (tx: Transaction, after: number, most: number) => {
  const sql = `(select tree_size size, note from ledger_checkpoint where tree_size > $1 and tree_size <= $1::bigint + $2
      order by tree_size desc limit 1)
    union all (select tree_size size, note from ledger_checkpoint where tree_size > $1 order by tree_size limit 1)
    limit 1`;
  return (await select(tx, noteRow, sql, [after, most]))[0] ?? null;
};

/** The size of the newest checkpoint. */
export const ledgerSize = async (pool: Pool): Promise<number> => {
  const { rows } = await pool.query('select coalesce(max(tree_size), 0) size from ledger_checkpoint');
  return sizeRow.parse(rows[0]).size;
};
