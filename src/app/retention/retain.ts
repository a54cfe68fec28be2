import { randomUUID } from 'node:crypto';
import { groupBy } from '../../domain/group-by.ts';
import type { RecordKind } from '../../domain/model/kinds.ts';
import { holdingRows, type RetentionTermName, retentionTerms } from '../../domain/retention.ts';
import { insertErasure } from '../../store/erasure.ts';
import { type AgedHolding, countAged, deleteAged } from '../../store/holdings.ts';
import { takeLane } from '../../store/lane.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { childChunks, deriveAnew, type RebuildDeps } from '../rebuild.ts';
import { carryOut, daysBefore, type ErasurePlan, planErasure } from './erasure-plan.ts';
import { type JudgedChild, judgeChildren } from './judge-children.ts';
import type { Hold, JudgedRecord } from './judge-records.ts';

export interface RetainRequest {
  /** The day the rules are applied for, `YYYY-MM-DD`. */
  readonly asAt: string;
  /** Only list; erase nothing. */
  readonly dryRun: boolean;
  readonly onProgress?: (progress: { readonly children: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

/** Records of a kind that are due by one term. */
export interface DueRecords {
  readonly kind: RecordKind;
  readonly rule: RetentionTermName;
  readonly source: string;
  readonly records: number;
  readonly children: number;
}

/** A child of whom something would be due, and why nothing of it is erased. */
export interface HeldChild {
  readonly child: string;
  readonly why: Hold;
}

/** Records of a child of which a person has to decide, and why. */
export interface RecordsToDecide {
  readonly child: string;
  readonly rule: RetentionTermName;
  readonly why: 'BIRTH_UNKNOWN' | 'CLOSURE_UNKNOWN' | 'REVIEW';
  readonly records: number;
}

export interface RetentionReport {
  readonly asAt: string;
  /** Whether what is due was erased, or only listed. */
  readonly erased: boolean;
  readonly due: readonly DueRecords[];
  readonly held: readonly HeldChild[];
  readonly toDecide: readonly RecordsToDecide[];
  /** What else went by its age alone: how many of each. */
  readonly others: Readonly<Record<AgedHolding, number>>;
}

interface Found {
  readonly due: readonly (JudgedRecord & { readonly child: string })[];
  readonly held: readonly HeldChild[];
  readonly toDecide: readonly RecordsToDecide[];
}

const toDecideOf = ({ childId, records }: JudgedChild): readonly RecordsToDecide[] => {
  const open = records.flatMap(({ verdict }) => (verdict.verdict === 'TO_DECIDE' ? [verdict] : []));
  const groups = groupBy(open, ({ rule, why }) => `${rule}/${why}`);
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ rule, why }) => ({ child: childId, rule, why, records: group.length })),
  );
};

const dueOf = ({ records }: JudgedChild): readonly JudgedRecord[] =>
  records.filter(({ verdict: { verdict } }) => verdict === 'DUE');

const planOf = async (tx: Transaction, child: JudgedChild, today: string): Promise<ErasurePlan> => {
  const facts = dueOf(child).map(({ id, verdict: { rule } }) => ({ id, rule }));
  const { childId, hold } = child;
  if (hold !== null) return { childId, facts, recordIds: [], fileIds: [], hold };
  return planErasure(tx, { childId, facts }, today);
};

interface Chunk {
  readonly childIds: readonly string[];
  readonly asAt: string;
}

const plansOf = async (tx: Transaction, { childIds, asAt }: Chunk): Promise<{ found: Found; plans: ErasurePlan[] }> => {
  const judged = await judgeChildren(tx, childIds, asAt);
  const plans: ErasurePlan[] = [];
  const due: Found['due'][number][] = [];
  const held: HeldChild[] = [];
  for (const child of judged) {
    const ofChild = dueOf(child);
    if (ofChild.length === 0) continue;
    const plan = await planOf(tx, child, asAt);
    if (plan.hold === null) {
      plans.push(plan);
      due.push(...ofChild.map((record) => ({ ...record, child: child.childId })));
    } else held.push({ child: child.childId, why: plan.hold });
  }
  return { found: { due, held, toDecide: judged.flatMap(toDecideOf) }, plans };
};

const listChunk = (deps: RebuildDeps, chunk: Chunk): Promise<Found> =>
  inTransaction(deps.pools.ingest, async (tx) => (await plansOf(tx, chunk)).found, 'repeatable read');

const eraseChunk = (deps: RebuildDeps, chunk: Chunk): Promise<Found> =>
  inTransaction(deps.pools.ingest, async (tx) => {
    const knownAt = await takeLane(tx, '-infinity');
    const { found, plans } = await plansOf(tx, chunk);
    if (plans.length === 0) return found;
    const id = randomUUID();
    await insertErasure(tx, { id, asAt: chunk.asAt, knownAt, request: null });
    for (const plan of plans) await carryOut(tx, id, plan);
    await deriveAnew(deps, tx, chunk.childIds);
    return found;
  });

const AT_ONCE = 1000;

// Notices stand on announcements, and go first.
const agedHoldings: readonly AgedHolding[] = [
  'raw-content',
  'notice',
  'outbox',
  'idempotency-key',
  'job',
  'exchange-message',
];

const tidy = async (deps: RebuildDeps, holding: AgedHolding, { asAt, dryRun, signal }: RetainRequest) => {
  const before = daysBefore(asAt, holdingRows[holding].days);
  if (dryRun) return inTransaction(deps.pools.ingest, (tx) => countAged(tx, holding, before));
  let total = 0;
  for (;;) {
    signal?.throwIfAborted();
    const gone = await inTransaction(deps.pools.ingest, (tx) => deleteAged(tx, holding, { before, limit: AT_ONCE }));
    total += gone;
    if (gone < AT_ONCE) return total;
  }
};

const summed = (due: Found['due']): readonly DueRecords[] =>
  [...groupBy(due, ({ kind, verdict }) => `${kind}/${verdict.rule}`).values()].flatMap((group) =>
    group.slice(0, 1).map(({ kind, verdict: { rule } }) => ({
      ...{ kind, rule, source: retentionTerms[rule].source, records: group.length },
      children: new Set(group.map(({ child }) => child)).size,
    })),
  );

/**
 * Erases, or only lists, every record that no term of `domain/retention.ts` asks for on a day, in batches that are each
 * whole; a child under investigation or missing is held back. What remains is a tombstone.
 */
export const retain = async (deps: RebuildDeps, request: RetainRequest): Promise<RetentionReport> => {
  const { asAt, dryRun, onProgress, signal } = request;
  const chunks = await inTransaction(deps.pools.ingest, childChunks, 'repeatable read');
  const of = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const found: Found[] = [];
  let children = 0;
  for (const childIds of chunks) {
    signal?.throwIfAborted();
    found.push(await (dryRun ? listChunk : eraseChunk)(deps, { childIds, asAt }));
    children += childIds.length;
    onProgress?.({ children, of });
  }
  const counts: [AgedHolding, number][] = [];
  for (const holding of agedHoldings) counts.push([holding, await tidy(deps, holding, request)]);
  const count = (holding: AgedHolding): number => counts.find(([name]) => name === holding)?.[1] ?? 0;
  return {
    ...{ asAt, erased: !dryRun, due: summed(found.flatMap(({ due }) => due)) },
    held: found.flatMap(({ held }) => held),
    toDecide: found.flatMap(({ toDecide }) => toDecide),
    others: {
      'raw-content': count('raw-content'),
      notice: count('notice'),
      outbox: count('outbox'),
      'idempotency-key': count('idempotency-key'),
      job: count('job'),
      'exchange-message': count('exchange-message'),
    },
  };
};
