import type { UseCases } from '../src/app/use-cases.ts';
import type { Clock } from '../src/domain/clock.ts';
import type { Viewer } from '../src/domain/viewer.ts';
import type { RowReader } from '../src/plan/row-reader.ts';
import type { AccessLog } from '../src/store/access-log.ts';
import type { CompletenessCounts } from '../src/store/completeness.ts';

/** What every resolver is given. */
export interface HubContext {
  /** Null only for an anonymous request, which never reaches a field of a child. */
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly clock: Clock;
  /** The rows of this request's transaction. Opened at the first read, so a mutation's payload shows its effect. */
  readonly reader: () => RowReader;
  /** What `hub` answers. */
  readonly hub: () => HubFacts;
  readonly useCases: UseCases;
  readonly childIds: ChildIds;
  /**
   * Notes that a resolver told something of a child that no reader read, for the ledger; with the viewer's mask where
   * what was told is governed by it. With null, that something was asked of which there was nobody: the ledger holds the
   * question all the same.
   */
  readonly tell: (childId: string | null, mask?: bigint) => void;
  readonly requestIds: RequestIds;
  /** The same of other things that have ids of their own. */
  readonly idsOf: (type: IdType) => RequestIds;
  /** Who was shown what of a child. */
  readonly accessLog: AccessLog;
  /** How completely notifications were answered, counted. */
  readonly completeness: CompletenessCounts;
}

/** The ids of children as the viewer knows them. */
export interface ChildIds {
  /** The hub's own id for a global id; anything that is none gives an id nothing has. */
  readonly own: (globalId: string) => string;
  /** The global id of a child, the viewer's pseudonym where they have one. */
  readonly global: (childId: string) => string;
}

/** What has ids of its own beside rows. */
export type IdType = 'EnrichmentRequest' | 'ReviewTask' | 'SourcePerson' | 'UnlinkRequest';

/** The ids of questions to forces as the viewer knows them, and the cursors of their list. */
export interface RequestIds {
  /** The hub's own id for a global id; anything that is none gives an id nothing has. */
  readonly own: (globalId: string) => string;
  readonly global: (id: string) => string;
  /**
   * The question a page starts after, or null at the beginning.
   * @throws InvalidRequest for a cursor this viewer was not given
   */
  readonly after: (cursor: unknown) => string | null;
  readonly cursorOf: (id: string) => string;
}

/** What the hub says of itself. */
export interface HubFacts {
  readonly version: string;
  readonly policyVersion: string;
  readonly now: string;
}
