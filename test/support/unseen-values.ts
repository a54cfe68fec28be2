import { z } from 'zod';
import { neededBit } from '../../src/domain/mask.ts';
import type { GovernedField } from '../../src/plan/guard.ts';
import type { ColumnReader, ColumnReaders } from './column-readers.ts';
import type { Random } from './random.ts';
import { inventedValue, structural, type TableColumns } from './scattered-rows.ts';
import type { StoredRow } from './world-rows.ts';

/** What changing a row shares. */
export interface RowPen {
  readonly random: Random;
  readonly columns: TableColumns;
  readonly readers: ColumnReaders;
  readonly governed: readonly GovernedField[];
  /** Columns that decide what is withheld: they stay. */
  readonly deciding: ReadonlySet<string>;
}

const part = z.record(z.string(), z.unknown());
type Part = z.infer<typeof part>;
const parts = z.array(part);

const invented: ReadonlySet<string> = new Set(['text', 'int4', 'float4', 'bool', 'date', 'timestamptz', 'jsonb']);
const beside: ReadonlySet<string> = new Set(['absences', 'provenance', 'conflicts']);
const organisations = ['14', 'E08000017', 'RP5', '3714000', 'EH-E08000017', 'SC400001'] as const;

const isShown = (mask: bigint, { bit }: Pick<ColumnReader, 'bit'>): boolean => bit === null || (mask & bit) !== 0n;

const another = ({ random, columns }: RowPen, column: string, value: unknown): unknown => {
  if (random.chance(0.1)) return value;
  if (!columns.required.has(column) && random.chance(0.25)) return null;
  return inventedValue(random, column, columns.types.get(column) ?? 'text');
};

/** A part with all but some of its keys said otherwise. */
const otherPart = ({ random }: RowPen, value: Part, kept: ReadonlySet<string>): Part => {
  const held = Object.entries(value).filter(([key]) => kept.has(key));
  const changed = Object.keys(value).filter((key) => !kept.has(key));
  const others = changed.filter(() => random.chance(0.7)).map((key) => [key, random.pick(['x', 'y', null])]);
  return { ...Object.fromEntries(others), unread: random.below(9), ...Object.fromEntries(held) };
};

const isFiltered = (readers: readonly ColumnReader[], mask: bigint, value: Part): boolean =>
  readers.every(
    ({ filter }) =>
      filter?.values.some((hidden) => hidden === value[filter.key]) === true &&
      (mask & neededBit(filter.needs, 'full')) === 0n,
  );

/** A list of parts, or one, with everything in it the viewer is not shown said otherwise. */
const otherParts = (pen: RowPen, mask: bigint, value: unknown, shown: readonly ColumnReader[]): unknown => {
  const kept = new Set(shown.flatMap(({ keys }) => keys));
  const single = part.safeParse(value);
  if (single.success) return otherPart(pen, single.data, kept);
  return parts.parse(value).flatMap((each) => {
    if (!isFiltered(shown, mask, each)) return [otherPart(pen, each, kept)];
    const again = { ...each, state: pen.random.pick(['x', 'y']) };
    return pen.random.pick([[], [again], [again, again]]);
  });
};

const changedValue = (pen: RowPen, row: StoredRow, column: string, mask: bigint): unknown => {
  const value = row[column];
  const shown = (pen.readers.get(column) ?? []).filter((reader) => isShown(mask, reader));
  if (shown.length === 0) return another(pen, column, value);
  if (value === null || shown.some(({ reads }) => reads === 'whole')) return value;
  const partly = shown.filter(({ reads }) => reads === 'parts');
  if (partly.length > 0) return otherParts(pen, mask, value, partly);
  // What is derived, an age, is the same on every day a date may fall on.
  return inventedValue(pen.random, column, pen.columns.types.get(column) ?? 'text');
};

const reason = (random: Random) => ({ reason: random.pick(['NOT_ASKED', 'ASKED_DECLINED', 'INVALID']), askedBy: null });

/** Why what is shown is absent stays; of what is withheld, other reasons, more or fewer. */
const otherAbsences = ({ random, readers }: RowPen, mask: bigint, absences: unknown): unknown => {
  const all = [...readers.values()].flat();
  const told = new Set(all.filter((reader) => isShown(mask, reader)).map(({ absentAs }) => absentAs));
  const untold = new Set(all.map(({ absentAs }) => absentAs).filter((key) => !told.has(key)));
  const kept = Object.entries(part.parse(absences)).filter(([key]) => !untold.has(key));
  const others = [...untold, 'unread'].filter(() => random.chance(0.4)).map((key) => [key, reason(random)]);
  return { ...Object.fromEntries(others), ...Object.fromEntries(kept) };
};

/** Statements of what is shown stay, in their order; among them others, of what is withheld. */
const otherStatements = ({ random, governed }: RowPen, mask: bigint, list: unknown): unknown => {
  const shown = new Set(governed.filter((field) => isShown(mask, field)).map(({ field }) => field));
  const withheld = governed.map(({ field }) => field).filter((field) => !shown.has(field));
  const invent = (): readonly Part[] =>
    withheld.length > 0 && random.chance(0.4)
      ? [{ field: random.pick(withheld), organisation: random.pick(organisations), value: random.pick(['x', 'y']) }]
      : [];
  const kept = parts.parse(list).filter(({ field }) => typeof field === 'string' && shown.has(field));
  return [...kept.flatMap((each) => [...invent(), each]), ...invent()];
};

const isChanged = ({ columns, deciding }: RowPen, column: string): boolean =>
  !structural.has(column) && !deciding.has(column) && invented.has(columns.types.get(column) ?? '');

/** The row with everything said otherwise that a mask withholds or that no field reads. */
export const changeUnseen = (pen: RowPen, row: StoredRow, mask: bigint): StoredRow => {
  const columns = Object.keys(row).filter((column) => isChanged(pen, column) && !beside.has(column));
  const changed = columns.map((column) => [column, changedValue(pen, row, column, mask)]);
  const next: Record<string, unknown> = { ...row, ...Object.fromEntries(changed) };
  if ('absences' in row) next['absences'] = otherAbsences(pen, mask, row['absences']);
  for (const list of ['provenance', 'conflicts']) {
    if (list in row) next[list] = otherStatements(pen, mask, row[list]);
  }
  return next;
};

/** A row the viewer may not know of, with everything said otherwise; as another organisation’s where it is anybody’s. */
export const rewriteUnseen = (pen: RowPen, row: StoredRow, notOf: string | null): StoredRow => {
  const others = organisations.filter((organisation) => organisation !== notOf);
  return { ...changeUnseen(pen, row, 0n), ...(notOf !== null && { organisation: pen.random.pick(others) }) };
};
