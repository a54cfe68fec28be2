import { londonDay } from '../../domain/dates.ts';
import { dueForErasure, type RetentionVerdict } from '../../domain/due-for-erasure.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { RecordKind } from '../../domain/model/kinds.ts';
import { findOrganisation } from '../../domain/organisations.ts';
import { type RetentionRow, retentionRows } from '../../domain/retention.ts';
import { retentionCircumstances } from '../../domain/retention-circumstances.ts';
import { columnOf } from '../../store/columns.ts';
import { bodiesOf, type HeldRecord } from '../../store/held-records.ts';

/** One record of a child, whatever its versions, and what is to become of it. */
export interface JudgedRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly verdict: RetentionVerdict;
}

/** Why nothing of a child may be erased now, whatever the rules say. */
export type Hold = 'INVESTIGATION_LIVE' | 'EPISODE_OPEN' | 'FILE_UNFINISHED' | 'FILE_QUARANTINED';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const dayIn = (row: HeldRecord['row'], fields: readonly string[]): string => {
  const value = fields.map((field) => row[columnOf(field)]).find((one) => typeof one === 'string');
  if (typeof value !== 'string') return londonDay(row.received_at);
  return DAY.test(value) ? value : londonDay(value);
};

const authorityOf = (held: readonly HeldRecord[]): string | null => {
  const stated = bodiesOf(
    'person',
    held.filter(({ knownTo }) => knownTo === null),
  ).flatMap(({ responsibleAuthority }) => responsibleAuthority ?? []);
  return stated[0] ?? null;
};

const judgeOne = (
  versions: readonly HeldRecord[],
  kind: RecordKind,
  child: ReturnType<typeof circumstancesOf>,
  today: string,
) => {
  const { day }: RetentionRow = retentionRows[kind];
  const days = versions.map(({ row }) => dayIn(row, day)).sort();
  const isPolice = versions.some(({ row }) => findOrganisation(row.organisation)?.agency === 'police');
  return dueForErasure({ child, record: { kind, isPolice, on: days.at(-1) ?? today } }, today);
};

const circumstancesOf = (held: readonly HeldRecord[]) =>
  retentionCircumstances({
    persons: bodiesOf('person', held),
    placements: bodiesOf('placement', held),
    plans: bodiesOf('plan', held),
    authority: authorityOf(held),
  });

const isKeptLast = (kind: RecordKind): boolean => {
  const { keptLast = false }: RetentionRow = retentionRows[kind];
  return keptLast;
};

/** What holds the others back: one that is kept, else one that waits for a person. */
const strongest = (judged: readonly JudgedRecord[]): RetentionVerdict | undefined =>
  judged.find(({ verdict: { verdict } }) => verdict === 'KEPT')?.verdict ??
  judged.find(({ verdict: { verdict } }) => verdict === 'TO_DECIDE')?.verdict;

const outlasted = (verdict: RetentionVerdict, others: RetentionVerdict | undefined): RetentionVerdict => {
  if (!others || verdict.verdict === 'KEPT') return verdict;
  return others.verdict === 'KEPT' || verdict.verdict === 'DUE' ? others : verdict;
};

/** Judges every record of one child on a day; `held` is every version of every one of them. */
export const judgeRecords = (held: readonly HeldRecord[], today: string): readonly JudgedRecord[] => {
  const child = circumstancesOf(held);
  const judged = [...groupBy(held, ({ id }) => id)].flatMap(([id, versions]) => {
    const [first] = versions;
    return first ? [{ id, kind: first.kind, verdict: judgeOne(versions, first.kind, child, today) }] : [];
  });
  const others = strongest(judged.filter(({ kind }) => !isKeptLast(kind)));
  return judged.map((one) => (isKeptLast(one.kind) ? { ...one, verdict: outlasted(one.verdict, others) } : one));
};

/** Whether an investigation that touches the child goes on, as far as any source now says; silence counts as going on. */
export const isUnderInvestigation = (held: readonly HeldRecord[]): boolean => {
  const current = held.filter(({ knownTo }) => knownTo === null);
  return (
    bodiesOf('investigation', current).some(
      ({ status, endedOn, locked }) => locked === true || status === 'LIVE' || (status === null && endedOn === null),
    ) || bodiesOf('person', current).some(({ liveInvestigation }) => liveInvestigation === 'YES')
  );
};
