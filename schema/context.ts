import type { UseCases } from '../src/app/use-cases.ts';
import type { Clock } from '../src/domain/clock.ts';
import type { Viewer } from '../src/domain/viewer.ts';
import type { RowReader } from '../src/plan/row-reader.ts';

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
}

/** What the hub says of itself. */
export interface HubFacts {
  readonly version: string;
  readonly policyVersion: string;
  readonly now: string;
}
