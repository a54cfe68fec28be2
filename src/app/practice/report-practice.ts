import { practiceQuestions } from '../../domain/access.ts';
import { NotPermitted } from '../../domain/errors.ts';
import { neededBit } from '../../domain/mask.ts';
import { findOrganisation } from '../../domain/organisations.ts';
import type { FieldClass } from '../../domain/policy.ts';
import type { PracticePeriod } from '../../domain/practice/child-case.ts';
import type { PolicyPack } from '../../domain/practice/policy-packs.ts';
import { newTally, type PracticeAnswer } from '../../domain/practice/practice.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Pools } from '../../store/pools.ts';
import { loadCases } from '../../store/practice-cases.ts';
import type { CaseReader } from '../../store/reached-cases.ts';
import { inTransaction } from '../../store/transaction.ts';
import { permitted } from '../access/checks.ts';
import { checkedPeriod } from './checked-period.ts';
import { reachedPages } from './reached-pages.ts';

export interface ReportPracticeInput extends PracticePeriod {
  readonly viewer: Viewer | null;
  /** GSS code of the responsible authority; null for every one the viewer reaches. */
  readonly authority: string | null;
  /** The domain clock. */
  readonly now: string;
}

/** The answer, and which of the children's classes the viewer may be shown. */
export interface PracticeReport extends PracticeAnswer {
  /** The viewer's mask of each child that was counted. */
  readonly masks: ReadonlyMap<string, bigint>;
}

/**
 * Counts practice over the children whose absences began in the period, as far as the viewer reaches them: for an
 * auditor, and for an authority's own social workers, duty team and reviewing officers.
 * @throws NotPermitted, InvalidRequest
 */
export type ReportPractice = (input: ReportPracticeInput) => Promise<PracticeReport>;

/** The authority a viewer is answered about, or null for all they reach. @throws NotPermitted */
const askedAuthority = ({ role, organisation }: Viewer, authority: string | null): string | null => {
  if (practiceQuestions.ofAnyAuthority.some((one) => one === role)) return authority;
  const own = findOrganisation(organisation)?.authority ?? organisation;
  if (authority !== null && authority !== own) throw new NotPermitted('authority: only your own');
  return own;
};

/** What whoever runs the hub may add: a word on how far it is, packs that are not yet in force. */
export interface PracticeQuestion extends PracticePeriod {
  readonly authority: string | null;
  readonly now: string;
  readonly packs?: readonly PolicyPack[];
  readonly onProgress?: (progress: { readonly children: number }) => void;
  readonly signal?: AbortSignal;
}

/** Counts practice for a reader, some hundreds of children at a time, all as they are at one moment. */
export const countPractice = (
  pools: Pick<Pools, 'ingest'>,
  reader: CaseReader,
  { authority, onProgress, signal, ...asked }: PracticeQuestion,
): Promise<PracticeReport> =>
  inTransaction(
    pools.ingest,
    async (tx) => {
      const tally = newTally(asked);
      const masks = new Map<string, bigint>();
      for await (const page of reachedPages(tx, reader, { ...asked, authority })) {
        signal?.throwIfAborted();
        tally.add(
          await loadCases(
            tx,
            page.map(({ childId }) => childId),
          ),
        );
        for (const { childId, mask } of page) masks.set(childId, mask);
        onProgress?.({ children: masks.size });
      }
      return { ...tally.answer(), masks };
    },
    'repeatable read',
  );

/** Whether the viewer may be told which children a rule concerns that looks at this class. */
export const mayLookBehind = (mask: bigint, needs: FieldClass): boolean => (mask & neededBit(needs, 'summary')) !== 0n;

/** The use case, given what it needs. */
export const reportPractice =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ReportPractice =>
  async ({ viewer: asking, authority, now, ...period }) => {
    const viewer = permitted(asking, practiceQuestions.roles, 'practice');
    const about = askedAuthority(viewer, authority);
    return countPractice(pools, { viewer, now }, { ...checkedPeriod(period), authority: about, now });
  };
