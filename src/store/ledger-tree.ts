import type { Pool } from 'pg';
import { z } from 'zod';
import type { Tree } from '../domain/merkle-tree.ts';
import { select, type Transaction } from './transaction.ts';

const lane = 0x6c656467;

/** Makes whoever else would extend the tree wait until this transaction ends. */
export const lockTree = async (tx: Transaction): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock($1)', [lane]);
};

const treeRow = z.object({ size: z.coerce.number(), peaks: z.array(z.instanceof(Buffer)) });

/** The tree of the newest checkpoint, or null before the first. */
export const loadTree = async (tx: Transaction): Promise<Tree | null> => {
  const sql = 'select tree_size size, peaks from ledger_checkpoint order by tree_size desc limit 1';
  return (await select(tx, treeRow, sql))[0] ?? null;
};

const unplacedRow = z.object({ id: z.string(), writer: z.string(), sequence: z.string(), hash: z.instanceof(Buffer) });
export type Unplaced = Readonly<z.infer<typeof unplacedRow>>;

/** Entries that have no place yet, each writer's in their order. A writer commits in order, so none is skipped. */
export const findUnplaced = (tx: Transaction, limit: number): Promise<readonly Unplaced[]> =>
  select(
    tx,
    unplacedRow,
    `with recursive writers as (
       (select writer from ledger_entry order by writer limit 1)
       union all
       select (select e.writer from ledger_entry e where e.writer > w.writer order by e.writer limit 1)
       from writers w where w.writer is not null)
     select e.id::text, e.writer::text, e.sequence::text, e.hash
     from writers w left join ledger_writer d using (writer) cross join lateral (
       select id, writer, sequence, hash from ledger_entry e
       where e.writer = w.writer and e.sequence > coalesce(d.sequence, 0) order by e.sequence limit $1) e
     order by e.writer, e.sequence limit $1`,
    [limit],
  );

/** Gives entries their places, after the first `size`. */
export const placeEntries = async (tx: Transaction, size: number, entries: readonly Unplaced[]): Promise<void> => {
  const leaves = entries.map(({ id, writer, sequence }, index) => ({
    position: size + index + 1,
    id,
    writer,
    sequence,
  }));
  const json = JSON.stringify(leaves);
  const given = 'jsonb_to_recordset($1::jsonb) l(position bigint, id uuid, writer uuid, sequence bigint)';
  await tx.query(
    `insert into ledger_leaf (position, entry_id, writer, sequence) select position, id, writer, sequence from ${given}`,
    [json],
  );
  await tx.query(
    `insert into ledger_writer (writer, sequence) select writer, max(sequence) from ${given} group by writer
     on conflict (writer) do update set sequence = excluded.sequence`,
    [json],
  );
};

/** A checkpoint as it is kept. */
export interface KeptCheckpoint {
  readonly tree: Tree;
  readonly root: Buffer;
  readonly madeAt: string;
  readonly note: string;
}

/** Keeps a checkpoint, not yet witnessed. */
export const keepCheckpoint = async (tx: Transaction, { tree, root, madeAt, note }: KeptCheckpoint): Promise<void> => {
  await tx.query('insert into ledger_checkpoint (tree_size, root, peaks, made_at, note) values ($1, $2, $3, $4, $5)', [
    tree.size,
    root,
    tree.peaks,
    madeAt,
    note,
  ]);
};

const noteRow = z.object({ size: z.coerce.number(), note: z.string() });
const hashRow = z.object({ hash: z.instanceof(Buffer) });

/** The newest checkpoint, or null before the first. */
export const newestCheckpoint = async (tx: Transaction): Promise<z.infer<typeof noteRow> | null> => {
  const sql = 'select tree_size size, note from ledger_checkpoint order by tree_size desc limit 1';
  return (await select(tx, noteRow, sql))[0] ?? null;
};

/** Hashes of the entries in places after one and up to another. */
export const hashesBetween = async (tx: Transaction, after: number, upTo: number): Promise<readonly Buffer[]> => {
  const sql = `select e.hash from ledger_leaf l join ledger_entry e on e.id = l.entry_id
    where l.position > $1 and l.position <= $2 order by l.position`;
  return (await select(tx, hashRow, sql, [after, upTo])).map(({ hash }) => hash);
};

/** Notes that every checkpoint up to a size has been witnessed. */
export const markWitnessed = async (pool: Pool, size: number, at: string): Promise<void> => {
  await pool.query('update ledger_checkpoint set witnessed_at = $2 where tree_size <= $1 and witnessed_at is null', [
    size,
    at,
  ]);
};
