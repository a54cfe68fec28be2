import { limits, zoneThresholds } from '../matching.ts';
import { compareText } from '../precedence.ts';
import { nhsOf } from './birth-evidence.ts';
import type { Decision } from './decide.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';

/** Weight of the best link to each NHS number, of one record without one. */
type BestByNumber = Map<string, number>;

const note = (found: Map<string, BestByNumber>, id: string, number: string, weight: number): void => {
  const best = found.get(id) ?? new Map<string, number>();
  best.set(number, Math.max(best.get(number) ?? weight, weight));
  found.set(id, best);
};

/** The NHS number of the child a record is of, as far as it is known. */
type NumberOf = (record: LinkRecord) => string | null;

// A child somebody must be asked about is a rival all the same.
const isRival = ({ zone, weight }: Decision): boolean =>
  zone === 'AUTO' || (zone === 'REVIEW' && weight >= zoneThresholds.usual.auto);

const bestLinks = (
  decisions: readonly Decision[],
  ownNumber: NumberOf,
  numberOf: NumberOf,
): ReadonlyMap<string, BestByNumber> => {
  const found = new Map<string, BestByNumber>();
  for (const decision of decisions) {
    if (!isRival(decision)) continue;
    const { a, b, weight } = decision;
    const [ofA, ofB] = [numberOf(a), numberOf(b)];
    if (ofB !== null && ownNumber(a) === null) note(found, a.id, ofB, weight);
    if (ofA !== null && ownNumber(b) === null) note(found, b.id, ofA, weight);
  }
  return found;
};

/** Whether the link of a record to this number is a toss between two children, or the lesser of the two. */
const isToss = (best: BestByNumber | undefined, number: string): boolean => {
  if (best === undefined || best.size < 2) return false;
  const rival = Math.max(...[...best].filter(([other]) => other !== number).map(([, weight]) => weight));
  return (best.get(number) ?? rival) - rival <= limits.margin;
};

const clearNumber = (best: BestByNumber | undefined): string | null =>
  [...(best ?? [])].map(([number]) => number).find((number) => !isToss(best, number)) ?? null;

/**
 * Guard M over all decisions that touch the records concerned: who would be linked to children of two NHS numbers is
 * linked to the one only where it is ahead by the margin; all else goes to a person. A record without a number counts
 * as of the child it is clearly linked to. The order does not matter.
 */
export const applyMargin = (decisions: readonly Decision[], shape: LinkShape): readonly Decision[] => {
  const ownNumber: NumberOf = (record) => nhsOf(record, shape);
  const direct = bestLinks(decisions, ownNumber, ownNumber);
  const numberOf: NumberOf = (record) => ownNumber(record) ?? clearNumber(direct.get(record.id));
  const best = bestLinks(decisions, ownNumber, numberOf);
  // Of two records that might each be of either child nobody knows that they are of the same one.
  const isUnclear = (record: LinkRecord): boolean => {
    const found = best.get(record.id);
    return found !== undefined && found.size > 1 && clearNumber(found) === null;
  };
  const isTossFor = (record: LinkRecord, other: LinkRecord): boolean => {
    if (ownNumber(record) !== null) return false;
    const number = numberOf(other);
    return number === null ? isUnclear(record) && isUnclear(other) : isToss(best.get(record.id), number);
  };
  return decisions.map((decision) => {
    const { a, b, zone, guards } = decision;
    if (zone !== 'AUTO' || !(isTossFor(a, b) || isTossFor(b, a))) return decision;
    return { ...decision, zone: 'REVIEW', guards: [...guards, 'M' as const] };
  });
};

/** The next best child a record of the pair might be, and by how many bits it is behind. */
export interface RunnerUp {
  readonly record: string;
  readonly against: string;
  readonly weight: number;
  readonly margin: number;
}

type Rival = Pick<RunnerUp, 'against' | 'weight'>;

const byStrength = (one: Rival, other: Rival): number =>
  other.weight - one.weight || compareText(one.against, other.against);

/** By record: whom else it was compared with, the likeliest first. */
const rivalsByRecord = (decisions: readonly Decision[]): ReadonlyMap<string, readonly Rival[]> => {
  const found = new Map<string, Rival[]>();
  const noteRival = (id: string, rival: Rival) => {
    const known = found.get(id);
    if (known) known.push(rival);
    else found.set(id, [rival]);
  };
  for (const { a, b, weight } of decisions) {
    noteRival(a.id, { against: b.id, weight });
    noteRival(b.id, { against: a.id, weight });
  }
  for (const rivals of found.values()) rivals.sort(byStrength);
  return found;
};

/**
 * Tells of each decision the strongest of the others about either of its records with somebody outside their cluster;
 * null where there is none.
 */
export const createRunnersUp = (
  decisions: readonly Decision[],
  isTogether: (one: string, other: string) => boolean,
): ((decision: Decision) => RunnerUp | null) => {
  const rivals = rivalsByRecord(decisions);
  return ({ a, b, weight }) => {
    const isOutside = (id: string) => (rival: Rival) =>
      rival.against !== a.id && rival.against !== b.id && !isTogether(id, rival.against);
    const best = [a.id, b.id].flatMap((record) => {
      const rival = rivals.get(record)?.find(isOutside(record));
      return rival === undefined ? [] : [{ record, ...rival, margin: weight - rival.weight }];
    });
    return best.sort(byStrength)[0] ?? null;
  };
};
