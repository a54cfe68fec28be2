import { auditSamples } from '../../domain/access.ts';
import { type AuditSample, createAuditSample } from '../../domain/practice/audit-sample.ts';
import type { PracticePeriod } from '../../domain/practice/child-case.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Pools } from '../../store/pools.ts';
import type { CaseReader } from '../../store/reached-cases.ts';
import { inTransaction } from '../../store/transaction.ts';
import { permitted } from '../access/checks.ts';
import { checkedPeriod } from './checked-period.ts';
import { reachedPages } from './reached-pages.ts';

/** Which children are drawn from, how many, and by which seed. */
export interface SampleQuestion extends PracticePeriod {
  /** GSS code of the responsible authority; null for every one the reader reaches. */
  readonly authority: string | null;
  readonly size: number;
  readonly seed: string;
}

/** A sample of children, and what the reader may see of each. */
export interface DrawnSample extends AuditSample {
  readonly masks: ReadonlyMap<string, bigint>;
}

/** Draws from the children with an absence that began in the period, for a reader. @throws InvalidRequest */
export const drawFrom = (
  pools: Pick<Pools, 'ingest'>,
  reader: CaseReader,
  { size, seed, ...asked }: SampleQuestion,
): Promise<DrawnSample> =>
  inTransaction(
    pools.ingest,
    async (tx) => {
      const masks = new Map<string, bigint>();
      for await (const page of reachedPages(tx, reader, asked)) {
        for (const { childId, mask } of page) masks.set(childId, mask);
      }
      return { ...createAuditSample([...masks.keys()], size, seed), masks };
    },
    'repeatable read',
  );

export interface DrawSampleInput extends SampleQuestion {
  readonly viewer: Viewer | null;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Draws the cases an audit is to read from those its auditor reaches; the same question over the same children gives
 * the same cases.
 * @throws NotPermitted, InvalidRequest
 */
export type DrawSample = (input: DrawSampleInput) => Promise<DrawnSample>;

/** The use case, given what it needs. */
export const drawSample =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): DrawSample =>
  async ({ viewer: asking, now, ...question }) => {
    const viewer = permitted(asking, auditSamples.roles, 'auditSample');
    return drawFrom(pools, { viewer, now }, { ...question, ...checkedPeriod(question) });
  };
