/** One exact cell of a published table. */
export interface ExactCell {
  /** What the total it belongs to is of: the month and field, whatever the force. */
  readonly row: string;
  readonly column: string;
  readonly count: number;
  /** How many it is out of. */
  readonly of: number;
}

/** A cell as it is published: a number rounded to five, or null where it is suppressed. */
export interface PublishedCell {
  readonly row: string;
  readonly column: string;
  readonly count: number | null;
}

/** A row of a published table, its cells and their total. */
export interface PublishedRow {
  readonly row: string;
  readonly cells: readonly PublishedCell[];
  readonly total: number | null;
}

const isSmall = (count: number): boolean => count >= 1 && count <= 7;
const rounded = (count: number): number => Math.round(count / 5) * 5;

/** Small itself, or what is left of the whole is. */
const needsSuppression = ({ count, of }: ExactCell): boolean => isSmall(count) || isSmall(of - count);

const rowOf = (row: string, cells: readonly ExactCell[]): PublishedRow => {
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  return {
    row,
    // A total beside a suppressed cell would tell it: the total is what is suppressed with it, whatever it is.
    total: cells.some(needsSuppression) ? null : rounded(total),
    cells: cells.map((cell) => ({
      ...{ row, column: cell.column },
      count: needsSuppression(cell) ? null : rounded(cell.count),
    })),
  };
};

/**
 * A table fit to leave the partnership: counts of 1 to 7, and those that leave 1 to 7 over, suppressed, and with them the
 * total they are part of; the others rounded to five. Fixed cells only: two tables of cells one may choose can be
 * subtracted.
 */
export const publish = (cells: readonly ExactCell[]): readonly PublishedRow[] => {
  const rows = new Map<string, ExactCell[]>();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  return [...rows].map(([row, ofRow]) => rowOf(row, ofRow));
};
