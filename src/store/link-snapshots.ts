import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LinkSnapshot } from '../domain/link/link-snapshot.ts';
import { select, type Transaction } from './transaction.ts';

const idRow = z.object({ id: z.string() });

/** Which snapshot is in force; undefined where none was taken yet. */
export const findNewestSnapshot = async (tx: Transaction): Promise<z.infer<typeof idRow> | undefined> => {
  const [row] = await select(tx, idRow, 'select id::text from link_snapshot order by taken_at desc limit 1');
  return row;
};

const counts = z.object({ total: z.number(), counts: z.record(z.string(), z.number()) });
const snapshotRow = z.object({
  ...{ model: z.string(), records: z.number(), lambda: z.number() },
  ...{ frequencies: z.record(z.string(), counts), registers: z.array(z.string()) },
});

/** A snapshot in full. */
export const loadSnapshot = async (tx: Transaction, id: string): Promise<LinkSnapshot> => {
  const sql = 'select model, records, lambda, frequencies, registers from link_snapshot where id = $1';
  const [row] = await select(tx, snapshotRow, sql, [id]);
  if (!row) throw new Error('a snapshot is missing from the database');
  return row;
};

/** Puts a snapshot in force; returns its id. */
export const insertSnapshot = async (tx: Transaction, snapshot: LinkSnapshot, takenAt: string): Promise<string> => {
  const id = randomUUID();
  const { model, records, lambda, frequencies, registers } = snapshot;
  await tx.query(
    `insert into link_snapshot (id, taken_at, model, records, lambda, frequencies, registers)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, takenAt, model, records, lambda, JSON.stringify(frequencies), registers],
  );
  return id;
};
