import { limits } from '../matching.ts';
import { compareText } from '../precedence.ts';
import { nhsOf } from './birth-evidence.ts';
import { compareGiven, middlesContradict } from './compare-names.ts';
import type { Decision } from './decide.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';

/** Two records a person joined or held apart, by id. */
export type IdPair = readonly [string, string];

/** What clusters are made from. */
export interface ClusterInput {
  readonly records: readonly LinkRecord[];
  readonly shape: LinkShape;
  /** Decisions; those of zone AUTO join. */
  readonly decisions: readonly Decision[];
  /** Joined by a person: before all others. */
  readonly confirmed?: readonly IdPair[];
  /** Held apart by a person: never in one cluster, by whatever way. */
  readonly heldApart?: readonly IdPair[];
}

/** The clusters, each named after the least id in it. */
export interface Clusters {
  readonly clusterOf: (id: string) => string;
  /** Links that would have joined what cannot be one child; each is a task for a person. */
  readonly conflicts: readonly Decision[];
  /** Joins by a person that no longer hold, because the records contradict them. */
  readonly refused: readonly IdPair[];
  /** Clusters of alarming size. */
  readonly alarming: readonly string[];
}

/** Records joined so far. */
interface Group {
  /** Places of records; of the least id first. */
  readonly members: readonly number[];
  readonly numbers: readonly string[];
  readonly births: readonly string[];
  /** Places of records that may not come in. */
  readonly barred: readonly number[];
  /** Records that say a middle name. */
  readonly withMiddle: readonly LinkRecord[];
}

const nothing: readonly never[] = [];

const united = <T>(some: readonly T[], others: readonly T[]): readonly T[] => {
  const news = others.filter((other) => !some.includes(other));
  return news.length === 0 ? some : [...some, ...news];
};

// Places follow ids, so that the least place is of the least id.
const merged = (one: Group, other: Group): Group => {
  const [first, second] = (one.members[0] ?? 0) < (other.members[0] ?? 0) ? [one, other] : [other, one];
  return {
    members: [...first.members, ...second.members],
    numbers: united(one.numbers, other.numbers),
    births: united(one.births, other.births),
    barred: united(one.barred, other.barred),
    withMiddle: united(one.withMiddle, other.withMiddle),
  };
};

/** Whether middle names tell two children apart (twins who share Muhammad), which a record without one would join. */
const contradictByMiddle = (one: Group, other: Group): boolean =>
  one.withMiddle.some((a) => other.withMiddle.some((b) => compareGiven(a, b) === 'EXACT' && middlesContradict(a, b)));

const mayBeOne = ({ numbers, births, members, barred }: Group): boolean =>
  numbers.length <= 1 &&
  births.length <= limits.birthDates &&
  members.length <= limits.clusterSize &&
  !barred.some((place) => members.includes(place));

const groupOf = (record: LinkRecord, place: number, shape: LinkShape, barred: readonly number[]): Group => {
  const number = nhsOf(record, shape);
  const birth = record.born?.precision === 'DAY' ? record.born.digits : null;
  return {
    ...{ members: [place], barred },
    numbers: number === null ? nothing : [number],
    births: birth === null ? nothing : [birth],
    withMiddle: record.middles.length > 0 ? [record] : nothing,
  };
};

const barredByPlace = (
  pairs: readonly IdPair[],
  places: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, readonly number[]>();
  for (const pair of pairs) {
    const [one, other] = [places.get(pair[0]), places.get(pair[1])];
    if (one === undefined || other === undefined) continue;
    found.set(one, [...(found.get(one) ?? []), other]);
    found.set(other, [...(found.get(other) ?? []), one]);
  }
  return found;
};

/** Groups that are united where nothing forbids it. */
interface Groups {
  /** The least id of the record's group. */
  readonly leastOf: (id: string) => string;
  readonly sizeOf: (id: string) => number;
  /** Whether the two are in one group afterwards. */
  readonly join: (one: string, other: string) => boolean;
}

const createGroups = ({ records: given, shape, heldApart = [] }: ClusterInput): Groups => {
  const records = given.toSorted((a, b) => compareText(a.id, b.id));
  const places = new Map(records.map(({ id }, place) => [id, place]));
  const barred = barredByPlace(heldApart, places);
  const parents = Int32Array.from(records, (_record, place) => place);
  const groups = records.map((record, place) => groupOf(record, place, shape, barred.get(place) ?? nothing));
  const rootOf = (place: number): number => {
    let root = place;
    while (parents[root] !== undefined && parents[root] !== root) root = parents[root] ?? root;
    parents[place] = root;
    return root;
  };
  const groupWith = (id: string): Group | undefined => groups[rootOf(places.get(id) ?? -1)];
  const join = (one: string, other: string): boolean => {
    const [a, b] = [groupWith(one), groupWith(other)];
    if (a === undefined || b === undefined || a === b) return a !== undefined && a === b;
    const both = merged(a, b);
    if (!mayBeOne(both) || contradictByMiddle(a, b)) return false;
    const [root = 0] = both.members;
    for (const member of both.members) parents[member] = root;
    groups[root] = both;
    return true;
  };
  return {
    leastOf: (id) => records[groupWith(id)?.members[0] ?? -1]?.id ?? id,
    sizeOf: (id) => groupWith(id)?.members.length ?? 1,
    join,
  };
};

const byWeightThenIds = (one: Decision, other: Decision): number =>
  other.weight - one.weight || compareText(one.a.id, other.a.id) || compareText(one.b.id, other.b.id);

const byIds = (one: IdPair, other: IdPair): number => compareText(one[0], other[0]) || compareText(one[1], other[1]);

const inOrder = ([one, other]: IdPair): IdPair => (one < other ? [one, other] : [other, one]);

/**
 * Joins records into children in one canonical order, joins by a person first, then the strongest link: the same links
 * give the same clusters, in whatever order records arrived.
 */
export const clusterRecords = (input: ClusterInput): Clusters => {
  const groups = createGroups(input);
  const confirmed = (input.confirmed ?? []).map(inOrder).toSorted(byIds);
  const refused = confirmed.filter(([one, other]) => !groups.join(one, other));
  const links = input.decisions.filter(({ zone }) => zone === 'AUTO').sort(byWeightThenIds);
  const refusedLinks = links.filter(({ a, b }) => !groups.join(a.id, b.id));
  const large = input.records.filter(({ id }) => groups.sizeOf(id) >= limits.alarmingSize);
  return {
    clusterOf: groups.leastOf,
    // What was refused early may have come together later, by another way.
    conflicts: refusedLinks.filter(({ a, b }) => groups.leastOf(a.id) !== groups.leastOf(b.id)),
    refused,
    alarming: [...new Set(large.map(({ id }) => groups.leastOf(id)))].toSorted(compareText),
  };
};
