import { childShape, type LinkRecord } from '../../domain/link/link-record.ts';
import { ratio } from './pair-figures.ts';

/** What a relink without identifiers comes to, by who is whom as the identifiers say it. */
export interface HiddenFigures {
  /** `nhs` or `upn`. */
  readonly numbering: string;
  /** Records that bear a number of it, and how many different ones. */
  readonly records: number;
  readonly numbers: number;
  /** Pairs of records that bear one number. */
  readonly pairs: number;
  readonly found: number;
  readonly recall: number;
  /** Clusters that hold records of several numbers. */
  readonly wrongClusters: number;
  readonly wrongPer100k: number;
}

/** The same of those pairs whose child is of one group. */
export interface GroupRecall {
  readonly group: string;
  readonly pairs: number;
  readonly found: number;
  readonly recall: number;
}

/** A relink without identifiers. */
export interface Hidden {
  readonly byNumbering: readonly HiddenFigures[];
  /** By how the name is written. */
  readonly byNameGroup: readonly GroupRecall[];
  /** By the ethnic group recorded of the child. */
  readonly byEthnicGroup: readonly GroupRecall[];
}

/** The records without any number. */
export const hideNumbers = (record: LinkRecord): LinkRecord => ({
  ...record,
  identifiers: record.identifiers.map(() => null),
  numbers: [],
});

type ClusterOf = (id: string) => string;

const byNumber = (records: readonly LinkRecord[], at: number): ReadonlyMap<string, readonly LinkRecord[]> => {
  const found = new Map<string, LinkRecord[]>();
  for (const record of records) {
    const number = record.identifiers[at] ?? null;
    if (number === null) continue;
    const known = found.get(number);
    if (known) known.push(record);
    else found.set(number, [record]);
  }
  return found;
};

const pairsAmong = (count: number): number => (count * (count - 1)) / 2;

const together = (records: readonly LinkRecord[], clusterOf: ClusterOf): number => {
  const counts = new Map<string, number>();
  for (const { id } of records) counts.set(clusterOf(id), (counts.get(clusterOf(id)) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + pairsAmong(count), 0);
};

const figuresOf = (
  numbering: string,
  at: number,
  records: readonly LinkRecord[],
  clusterOf: ClusterOf,
): HiddenFigures => {
  const groups = byNumber(records, at);
  const people = new Map<string, Set<string>>();
  for (const [number, group] of groups) {
    for (const { id } of group) people.set(clusterOf(id), (people.get(clusterOf(id)) ?? new Set()).add(number));
  }
  const all = [...groups.values()];
  const pairs = all.reduce((sum, { length }) => sum + pairsAmong(length), 0);
  const found = all.reduce((sum, group) => sum + together(group, clusterOf), 0);
  const wrongClusters = [...people.values()].filter(({ size }) => size > 1).length;
  return {
    ...{ numbering, records: all.reduce((sum, { length }) => sum + length, 0), numbers: groups.size },
    ...{ pairs, found, recall: ratio(found, pairs), wrongClusters },
    wrongPer100k: ratio(wrongClusters * 100_000, Math.max(groups.size, 1)),
  };
};

/** ★ How a name is written, where that makes a child easier or harder to find again. */
export const nameGroupOf = ({ given, surname }: LinkRecord): string => {
  if ([given, surname].some((name) => (name?.writings.length ?? 0) > 0)) return 'written in several ways';
  if ((surname?.parts.length ?? 0) > 1) return 'double-barrelled';
  return 'all others';
};

const recallBy = (
  groups: ReadonlyMap<string, readonly LinkRecord[]>,
  clusterOf: ClusterOf,
  groupOf: (record: LinkRecord) => string,
): readonly GroupRecall[] => {
  const counts = new Map<string, { pairs: number; found: number }>();
  for (const records of groups.values()) {
    const [first] = records;
    if (first === undefined || records.length < 2) continue;
    const name = groupOf(first);
    const count = counts.get(name) ?? { pairs: 0, found: 0 };
    count.pairs += pairsAmong(records.length);
    count.found += together(records, clusterOf);
    counts.set(name, count);
  }
  const all = [...counts].map(([group, { pairs, found }]) => ({ group, pairs, found, recall: ratio(found, pairs) }));
  return all.toSorted((a, b) => a.recall - b.recall);
};

/** Compares clusters that were made without numbers with what the numbers say. `records` bear them. */
export const compareHidden = (
  records: readonly LinkRecord[],
  clusterOf: ClusterOf,
  ethnicGroupOf: (record: LinkRecord) => string,
): Hidden => {
  const nhs = byNumber(
    records,
    childShape.identifiers.findIndex(({ check }) => check === 'nhs'),
  );
  return {
    byNumbering: childShape.identifiers.map(({ field }, at) => figuresOf(field, at, records, clusterOf)),
    byNameGroup: recallBy(nhs, clusterOf, nameGroupOf),
    byEthnicGroup: recallBy(nhs, clusterOf, ethnicGroupOf),
  };
};
