import { placeAndProject } from '../../src/app/ingest/store-wave.ts';
import { type LinkRunReport, linkRun } from '../../src/app/link/link-run.ts';
import { takeLane } from '../../src/store/lane.ts';
import { inTransaction, type Transaction } from '../../src/store/transaction.ts';
import { createIngestHub, type IngestHub } from './ingest-hub.ts';
import { identifying } from './ingest-hub-deps.ts';
import type { SentLine } from './lines-of-records.ts';

/** A hub of lines, asked who is whom. */
export interface LinkingHub extends IngestHub {
  /** Sends lines one file after the other. */
  deliver(lines: readonly SentLine[], atOnce?: number): Promise<void>;
  /** The sources' own numbers of each child's records, sorted. */
  groups(): Promise<readonly (readonly string[])[]>;
  /** Ids of source persons by their own numbers. */
  subjects(): Promise<ReadonlyMap<string, string>>;
  run(how?: { readonly dryRun?: boolean; readonly refresh?: boolean }): Promise<LinkRunReport>;
  /** Has these source persons placed anew after something was decided, in one transaction. */
  decide(subjectIds: readonly string[], decision: (tx: Transaction, knownAt: string) => Promise<void>): Promise<string>;
  /** Forgets everything. */
  empty(): Promise<void>;
}

const groupsAt = (at: string) => `
  select array_agg(s.key order by s.key) keys from membership m join subject s on s.id = m.subject_id
  where m.known_from <= ${at} and m.known_to > ${at} group by m.child_id order by 1`;

/** An empty hub to link records in. */
export const createLinkingHub = async (): Promise<LinkingHub> => {
  const hub = await createIngestHub();
  let files = 0;
  const deliver: LinkingHub['deliver'] = async (lines, atOnce = 1) => {
    const waiting = [...lines];
    while (waiting.length > 0) {
      const [first] = waiting;
      const organisation = first?.organisation ?? '';
      const found = waiting.findIndex((line) => line.organisation !== organisation);
      const several = waiting.splice(0, Math.min(found < 0 ? waiting.length : found, atOnce));
      files += 1;
      await hub.send(
        `${files}.upsert`,
        several.map(({ line }) => line),
        { organisation },
      );
    }
  };
  const run: LinkingHub['run'] = ({ dryRun = false, refresh = false } = {}) =>
    linkRun({ ...hub.deps, identifying }, { dryRun, refresh, onProgress: () => undefined });
  return {
    ...{ ...hub, deliver, run },
    groups: async () =>
      (await hub.ask<{ keys: string[] }>(groupsAt(`'9999-12-31'::timestamptz`))).map(({ keys }) => keys),
    subjects: async () => {
      const rows = await hub.ask<{ key: string; id: string }>('select key, id::text from subject');
      return new Map(rows.map(({ key, id }) => [key, id]));
    },
    decide: (subjectIds, decision) =>
      inTransaction(hub.database.pools.ingest, async (tx) => {
        const knownAt = await takeLane(tx, '-infinity');
        await decision(tx, knownAt);
        await placeAndProject(hub.deps, tx, { subjects: subjectIds, unplaced: subjectIds, knownAt });
        return knownAt;
      }),
    empty: async () => {
      await hub.ask('truncate subject, delivery, raw_content, link_snapshot, outbox, job cascade');
    },
  };
};
