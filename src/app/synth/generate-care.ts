import { homeIn } from './childrens-home.ts';
import type { Household } from './household.ts';
import { daysAfter } from './moments.ts';
import type { SynthOptions } from './options.ts';
import { type Place, placeOutside, postcodeIn, streetLine } from './places.ts';
import type { Random } from './random.ts';
import type { TrueCare, TruePlacement } from './true-child.ts';

/** Codes of placement: children's home, foster carers, relatives. */
const types = [
  ['K2', 40],
  ['U6', 40],
  ['U3', 12],
  ['H5', 8],
] as const;
const legalStatuses = [
  ['V2', 45],
  ['C1', 20],
  ['C2', 35],
] as const;
const needs = [
  ['N1', 60],
  ['N5', 15],
  ['N4', 10],
  ['N6', 8],
  ['N3', 7],
] as const;

const placementAt = (
  { seed }: SynthOptions,
  random: Random,
  child: number,
  place: Place,
  span: Pick<TruePlacement, 'startedOn' | 'endedOn' | 'legalStatus'>,
): TruePlacement => {
  const type = random.weighted(types);
  const home = type === 'K2' ? homeIn(seed, place, child) : null;
  const address = home?.address ?? {
    lines: [streetLine(random), place.name],
    postcode: postcodeIn(random, place),
    uprn: null,
  };
  return { ...span, type, provider: type === 'K2' ? 'PR4' : 'PR1', address, home };
};

/** How a child is looked after: since before the weeks began, moved at most twice. */
export const careOf = (options: SynthOptions, random: Random, child: number, household: Household): TrueCare => {
  const isOutOfArea = random.chance(options.outOfArea);
  const place = isOutOfArea ? placeOutside(random, household.place) : household.place;
  const since = daysAfter(options.from, -random.between(30, 900));
  const legalStatus = random.weighted(legalStatuses);
  const moves = random.weighted([
    [0, 55],
    [1, 30],
    [2, 15],
  ] as const);
  // Every move lies in the second half of the weeks, a month at least before the next.
  const middle = daysAfter(options.from, Math.floor((options.weeks * 7) / 2));
  const step = Math.floor((options.weeks * 7) / 6);
  const starts = [since, ...Array.from({ length: moves }, (_, move) => daysAfter(middle, move * step))];
  const placements = starts.map((startedOn, index) =>
    // The first placement of one who moved was nearer home.
    placementAt(options, random, child, index === 0 && moves > 0 ? household.place : place, {
      startedOn,
      endedOn: starts[index + 1] ?? null,
      legalStatus,
    }),
  );
  return { place, isOutOfArea, needCode: random.weighted(needs), placements };
};
