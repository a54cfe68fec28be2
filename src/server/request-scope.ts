import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { ChildIds, HubContext, HubFacts, IdType, RequestIds } from '../../schema/context.ts';
import type { UseCases } from '../app/use-cases.ts';
import type { Clock } from '../domain/clock.ts';
import { microsecondText } from '../domain/instants.ts';
import { policyVersion } from '../domain/policy.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Touched } from '../plan/execute.ts';
import { cursorOf, ownId, pseudonymOf, readCursor, readKeys } from '../plan/keys.ts';
import type { Planner } from '../plan/planner.ts';
import { newRowReader, type RowReader } from '../plan/row-reader.ts';
import type { Binding } from '../plan/statement.ts';
import type { AccessLog } from '../store/access-log.ts';
import type { CompletenessCounts } from '../store/completeness.ts';
import { ReadAfterEnd, type ReadTransaction } from '../store/read-transaction.ts';
import type { ReadOnce } from '../store/single-read.ts';
import type { Ledger } from './ledger.ts';

/** What serving a request needs, made once. */
export interface ServingDeps {
  readonly schema: GraphQLSchema;
  readonly planner: Planner;
  /** Reads with one statement. */
  readonly readOnce: ReadOnce;
  /** Opens a transaction for reads of several statements. */
  readonly openRead: (viewer: Viewer) => Promise<ReadTransaction>;
  readonly ledger: Ledger;
  readonly hubKey: Buffer;
  readonly clock: Clock;
  readonly version: string;
  /** Milliseconds of system time, for the ledger. */
  readonly systemNow: () => number;
  readonly useCases: UseCases;
  readonly accessLog: AccessLog;
  readonly completeness: CompletenessCounts;
}

/** The context of one request, with the means to end what it opened. */
export interface RequestScope extends HubContext {
  /** Tells the reader which past is read, before the first resolver runs. */
  readAsKnownAt(at: string | null): void;
  /** Keeps what the hub had come to know when the operation began. */
  beginKnowing(at: string): void;
  begunKnowing(): string | null;
  bindingFor(viewer: Viewer, asKnownAt: string | null, variables: Readonly<Record<string, unknown>>): Binding;
  /** The reader, if any resolver used one. */
  usedReader(): RowReader | null;
  /** Children of whom something was told that no reader read; null where nothing was told, not even that there is nobody. */
  told(): readonly Touched[] | null;
  /** Gives back the transaction, if one was opened. */
  end(): void;
}

export interface PlannedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

const childIdsOf = (hubKey: Buffer, viewer: Viewer | null): ChildIds => {
  const keys = () => {
    if (!viewer) throw new Error('nobody knows an id without a viewer');
    return readKeys(hubKey, viewer);
  };
  return {
    own: (globalId) => ownId(globalId, 'Child', keys()),
    global: (childId) => {
      const { pseudonym } = keys();
      return `Child:${pseudonym ? pseudonymOf(childId, pseudonym) : childId}`;
    },
  };
};

const idsOf = (hubKey: Buffer, viewer: Viewer | null, label: IdType): RequestIds => {
  const keys = () => {
    if (!viewer) throw new Error('nobody knows an id without a viewer');
    return readKeys(hubKey, viewer);
  };
  return {
    own: (globalId) => ownId(globalId, label, keys()),
    global: (id) => {
      const { pseudonym } = keys();
      return `${label}:${pseudonym ? pseudonymOf(id, pseudonym) : id}`;
    },
    after: (cursor) => {
      const [id] = readCursor(cursor, label, 1, keys().cursor);
      return cursor === null || cursor === undefined ? null : (id ?? null);
    },
    cursorOf: (id) => cursorOf(label, id, keys().cursor),
  };
};

const idsFor = (hubKey: Buffer, viewer: Viewer | null): Pick<HubContext, 'childIds' | 'requestIds' | 'idsOf'> => ({
  childIds: childIdsOf(hubKey, viewer),
  requestIds: idsOf(hubKey, viewer, 'EnrichmentRequest'),
  idsOf: (type) => idsOf(hubKey, viewer, type),
});

const newBeginning = (): Pick<RequestScope, 'beginKnowing' | 'begunKnowing'> => {
  let begun: string | null = null;
  return {
    beginKnowing: (at) => {
      begun = at;
    },
    begunKnowing: () => begun,
  };
};

const newTelling = (clock: Clock): Pick<RequestScope, 'tell' | 'told'> => {
  let told: readonly Touched[] | null = null;
  return {
    tell: (child, mask = 0n) => {
      const touched = child === null ? [] : [{ child, version: microsecondText(clock.now()), mask }];
      told = [...(told ?? []), ...touched];
    },
    told: () => told,
  };
};

/** A scope for one request of one viewer, or of nobody. */
export const newRequestScope = (deps: ServingDeps, viewer: Viewer | null, requestId: string): RequestScope => {
  let asKnownAt: string | null = null;
  let reader: RowReader | null = null;
  let transaction: Promise<ReadTransaction> | null = null;
  let hasEnded = false;
  const hub = (): HubFacts => ({ version: deps.version, policyVersion, now: deps.clock.now() });
  const bindingFor: RequestScope['bindingFor'] = (who, at, variables) => ({
    viewer: who,
    masks: deps.planner.masksFor(who),
    now: deps.clock.now(),
    asKnownAt: at,
    keys: readKeys(deps.hubKey, who),
    variables,
    statics: { viewer: who, hub: hub() },
  });
  const open = (who: Viewer): Promise<ReadTransaction> => {
    // An operation that fails is answered while its other resolvers still run: what they would open, nobody would end.
    if (hasEnded) return Promise.reject(new ReadAfterEnd());
    transaction ??= deps.openRead(who);
    return transaction;
  };
  return {
    viewer,
    requestId,
    clock: deps.clock,
    hub,
    useCases: deps.useCases,
    ...idsFor(deps.hubKey, viewer),
    ...newTelling(deps.clock),
    accessLog: deps.accessLog,
    completeness: deps.completeness,
    bindingFor,
    ...newBeginning(),
    readAsKnownAt: (at) => {
      asKnownAt = at;
    },
    reader: () => {
      if (!viewer) throw new Error('nobody reads without a viewer');
      reader ??= newRowReader({
        schema: deps.schema,
        transaction: () => open(viewer),
        binding: bindingFor(viewer, asKnownAt, {}),
        masks: deps.planner.masksFor(viewer),
      });
      return reader;
    },
    usedReader: () => reader,
    end: () => {
      hasEnded = true;
      transaction?.then(
        (opened) => opened.end(),
        () => undefined,
      );
      transaction = null;
    },
  };
};
