import { buildHubSchema } from '../../schema/index.ts';
import type { UseCases } from '../app/use-cases.ts';
import type { Clock } from '../domain/clock.ts';
import { newPlanner } from '../plan/planner.ts';
import { openAccessLog } from '../store/access-log.ts';
import { openCompletenessCounts } from '../store/completeness.ts';
import { insertLedgerEntries } from '../store/ledger-entries.ts';
import type { Pools } from '../store/pools.ts';
import { openReadTransaction } from '../store/read-transaction.ts';
import { readOnce } from '../store/single-read.ts';
import type { NoteMisses } from './denials.ts';
import type { IncomingRequest } from './http.ts';
import { newLedger } from './ledger.ts';
import { plannedExecution, stringifyResult } from './planned-execution.ts';
import { newRequestScope, type RequestScope, type ServingDeps } from './request-scope.ts';

export interface ServingParts {
  readonly pools: Pick<Pools, 'read' | 'ledger' | 'audit' | 'report'>;
  /** 32 bytes in hexadecimal. */
  readonly key: string;
  readonly clock: Clock;
  readonly systemNow: () => number;
  readonly version: string;
  readonly useCases: UseCases;
  /** Hears of answers of nothing. */
  readonly noteMisses?: NoteMisses | undefined;
}

/** The GraphQL half of `buildServer`: the hub's schema, its executors and the ledger, over an open database. */
export const hubServing = (parts: ServingParts) => {
  const schema = buildHubSchema();
  const deps: ServingDeps = {
    schema,
    planner: newPlanner(schema),
    readOnce: readOnce(parts.pools.read),
    openRead: (viewer) => openReadTransaction(parts.pools.read, viewer),
    ledger: newLedger((entries, fieldLists) => insertLedgerEntries(parts.pools.ledger, entries, fieldLists)),
    hubKey: Buffer.from(parts.key, 'hex'),
    clock: parts.clock,
    version: parts.version,
    systemNow: parts.systemNow,
    useCases: parts.useCases,
    accessLog: openAccessLog(parts.pools.audit),
    completeness: openCompletenessCounts(parts.pools.report),
  };
  return {
    deps,
    schema,
    plugins: [plannedExecution(deps, parts.noteMisses)],
    stringifyResult,
    contextFor: ({ viewer, requestId }: IncomingRequest): RequestScope => newRequestScope(deps, viewer, requestId),
  };
};
