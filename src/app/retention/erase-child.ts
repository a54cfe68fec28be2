import { randomUUID } from 'node:crypto';
import { NotFound } from '../../domain/errors.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { RecordKind } from '../../domain/model/kinds.ts';
import { type RetentionTermName, retentionTerms } from '../../domain/retention.ts';
import { insertErasure } from '../../store/erasure.ts';
import { findPresentChild } from '../../store/held-records.ts';
import { takeLane } from '../../store/lane.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { childChunks, deriveAnew, type RebuildDeps } from '../rebuild.ts';
import { carryOut, planErasure } from './erasure-plan.ts';
import { judgeChildren } from './judge-children.ts';
import type { Hold, JudgedRecord } from './judge-records.ts';

export interface EraseChildRequest {
  readonly childId: string;
  /** Why it was asked for, without the child's name: it is kept. */
  readonly reason: string;
  /** Who approved it, having reviewed what the rules leave to a person. */
  readonly approvedBy: string;
  /** The day the rules are applied for, `YYYY-MM-DD`. */
  readonly asAt: string;
}

/** Records that a rule still asks for. */
export interface KeptRecords {
  readonly kind: RecordKind;
  readonly rule: RetentionTermName;
  readonly source: string;
  readonly until: string;
  readonly records: number;
}

export interface EraseChildReport {
  /** The child the id now stands for. */
  readonly child: string;
  /** Records erased, by kind. */
  readonly erased: Readonly<Partial<Record<RecordKind, number>>>;
  readonly kept: readonly KeptRecords[];
  /** Why nothing was erased. */
  readonly held: Hold | null;
}

const keptOf = (records: readonly JudgedRecord[]): readonly KeptRecords[] => {
  const kept = records.flatMap(({ kind, verdict }) => (verdict.verdict === 'KEPT' ? [{ kind, ...verdict }] : []));
  return [...groupBy(kept, ({ kind, rule, until }) => `${kind}/${rule}/${until}`).values()].flatMap((group) =>
    group.slice(0, 1).map(({ kind, rule, until }) => ({
      ...{ kind, rule, source: retentionTerms[rule].source, until, records: group.length },
    })),
  );
};

const countsOf = (records: readonly JudgedRecord[]): EraseChildReport['erased'] =>
  Object.fromEntries([...groupBy(records, ({ kind }) => kind)].map(([kind, group]) => [kind, group.length]));

const relativesOf = async (tx: Transaction, childId: string): Promise<readonly string[]> =>
  (await childChunks(tx)).find((chunk) => chunk.includes(childId)) ?? [childId];

/**
 * Erases everything of one child that no rule asks for any more, and says what is kept and under which; nothing while
 * an investigation is live, an absence open or a file of the child still to be read.
 * @throws NotFound where the hub has no such child
 */
export const eraseChild = (deps: RebuildDeps, request: EraseChildRequest): Promise<EraseChildReport> =>
  inTransaction(deps.pools.ingest, async (tx) => {
    const { asAt, reason, approvedBy } = request;
    const knownAt = await takeLane(tx, '-infinity');
    const child = await findPresentChild(tx, request.childId);
    if (child === undefined) throw new NotFound('there is no such child');
    const [judged] = await judgeChildren(tx, [child], asAt);
    const records = judged?.records ?? [];
    const kept = keptOf(records);
    const going = records.filter(({ verdict: { verdict } }) => verdict !== 'KEPT');
    const facts = going.map(({ id, verdict: { rule } }) => ({ id, rule }));
    const plan = await planErasure(tx, { childId: child, facts }, asAt);
    const held = judged?.hold ?? plan.hold;
    if (held !== null || facts.length === 0) return { child, erased: {}, kept, held };
    const id = randomUUID();
    await insertErasure(tx, { id, asAt, knownAt, request: { childId: child, reason, approvedBy } });
    await carryOut(tx, id, plan);
    await deriveAnew(deps, tx, await relativesOf(tx, child));
    return { child, erased: countsOf(going), kept, held: null };
  });
