import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import { ingestFiles } from '../../src/app/ingest/ingest-file.ts';
import { childSetOf } from '../../src/store/exchange/children.ts';
import { inTransaction, select } from '../../src/store/transaction.ts';
import type { Side } from './story.ts';

const folder = new URL('../demo/', import.meta.url);

/** What each hub knows the boy from: Doncaster its own case system, Rotherham the police. */
const known = {
  home: {
    ...{ adapterId: 'social-care', organisation: 'E08000017', from: 'doncaster-social-care/' },
    names: ['2015-10-16-0511-episodes.csv', '2015-10-16-0511-header.csv', '2015-10-16-0520-ssd_person.csv'],
  },
  host: {
    ...{ adapterId: 'police', organisation: '14', from: 'south-yorkshire-police/' },
    names: ['2015-10-19.json'],
  },
} as const satisfies Record<Side, unknown>;

const row = z.object({ id: z.string() });

/** Loads what a hub knows, and gives the boy’s id there and what he is known by. */
export const loadChild = async (ingest: IngestDeps, side: Side) => {
  const { adapterId, organisation, from, names } = known[side];
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(new URL(`${from}${name}`, folder)) })),
  );
  await ingestFiles(ingest, { adapterId, organisation, files, receivedAt: '2015-10-19T19:50:00Z' });
  return inTransaction(ingest.pools.ingest, async (tx) => {
    const sql = `select child_id::text id from child_view where family_name = 'Brambleby' and known_to = 'infinity'`;
    const [found] = await select(tx, row, sql);
    if (!found) throw new Error('the boy of the demo is not there');
    return { childId: found.id, child: await childSetOf(tx, found.id) };
  });
};
