import { linkIdentify } from '../../src/app/identify/link-identify.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import type { LinkRecord } from '../../src/domain/link/link-record.ts';
import { zoneThresholds } from '../../src/domain/matching.ts';
import { ingestDeps } from '../../test/support/ingest-hub-deps.ts';
import { linesOf } from '../../test/support/lines-adapter.ts';
import { lineOfRecord } from '../../test/support/lines-of-records.ts';
import { startThrowAwayDatabase } from '../support/throw-away-database.ts';
import { fillRecords } from './fill-records.ts';

/** Milliseconds of many, by how many were faster. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const spreadOf = (times: readonly number[]): Spread => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};

/** What one record at a time takes: deciding who it is with all that follows from that, and the whole way in. */
export interface OnlineRun {
  readonly records: number;
  readonly match: Spread;
  readonly ingest: Spread;
}

const secret = Buffer.from('a secret of the bench');
const WARM_UP = 50;

/** Sends messages of invented children, one at a time, to a hub that holds these records. */
export const runOnline = async (
  records: readonly LinkRecord[],
  messages: readonly LinkRecord[],
  onProgress: (line: string) => void,
): Promise<OnlineRun> => {
  const database = await startThrowAwayDatabase();
  try {
    await fillRecords(database.pools.owner, records, secret, onProgress);
    const identify = linkIdentify({ secret, thresholds: zoneThresholds.usual });
    const [match, ingest]: [number[], number[]] = [[], []];
    const deps = {
      ...ingestDeps(database.pools),
      identify: async (...given: Parameters<typeof identify>) => {
        const began = performance.now();
        const moved = await identify(...given);
        match.push(performance.now() - began);
        return moved;
      },
    };
    for (const [at, record] of messages.entries()) {
      const { organisation, line } = lineOfRecord({ ...record, id: `message ${at}` });
      const began = performance.now();
      await ingestFile(deps, {
        ...{ adapterId: 'lines', name: `${at}.upsert`, bytes: linesOf([line]), organisation },
        receivedAt: '2026-03-01T09:00:00Z',
      });
      ingest.push(performance.now() - began);
    }
    onProgress(`${messages.length} messages taken in`);
    return { records: records.length, match: spreadOf(match.slice(WARM_UP)), ingest: spreadOf(ingest.slice(WARM_UP)) };
  } finally {
    await database.remove();
  }
};
