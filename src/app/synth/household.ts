import type { Address } from '../../domain/model/values.ts';
import { type Community, communities } from './communities.ts';
import type { SynthOptions } from './options.ts';
import { homePlaces, type Place, postcodeIn, streetLine } from './places.ts';
import { type Random, randomOf } from './random.ts';

/** A family: where it lives and lived, and which of its children are twins. */
export interface Household {
  /** Number of its first child. */
  readonly number: number;
  /** How many children it has, more than are known where the last of them were not asked for. */
  readonly size: number;
  readonly hasTwins: boolean;
  readonly place: Place;
  readonly community: Community;
  readonly family: string;
  readonly mother: string;
  readonly address: Address;
  readonly formerAddress: Address | null;
  /** Age of the oldest child at the beginning. */
  readonly oldestAge: number;
}

const BLOCK = 4;

/** ★ How four children in a row are shared out to households. */
const layouts: readonly (readonly [readonly number[], number])[] = [
  [[4], 1],
  [[3, 1], 2],
  [[2, 2], 2],
  [[2, 1, 1], 3],
  [[1, 1, 1, 1], 4],
];

/** Households that could have twins, for each child. */
const roomForTwins = (() => {
  const total = layouts.reduce((sum, [, weight]) => sum + weight, 0);
  const households = layouts.reduce(
    (sum, [sizes, weight]) => sum + weight * sizes.filter((size) => size > 1).length,
    0,
  );
  return households / total / BLOCK;
})();

const addressOf = (random: Random, place: Place): Address => ({
  lines: [streetLine(random), place.name],
  postcode: postcodeIn(random, place),
  uprn: null,
});

/** Where a child stands in the households: the first child of its own, and how many there are. */
const seatOf = (seed: number, child: number): { readonly first: number; readonly size: number } => {
  const block = Math.floor(child / BLOCK);
  let first = block * BLOCK;
  for (const size of randomOf(seed, 'block', block).weighted(layouts)) {
    if (child < first + size) return { first, size };
    first += size;
  }
  throw new Error('the layout of a block is too short');
};

/** The household of a child, the same for all its children. */
export const householdOf = ({ seed, twins }: SynthOptions, child: number): Household => {
  const { first, size } = seatOf(seed, child);
  const random = randomOf(seed, 'household', first);
  const place = random.weighted(homePlaces);
  const community = random.weighted(communities.map((one) => [one, one.weight] as const));
  const family = random.pick(community.families);
  return {
    number: first,
    size,
    hasTwins: size > 1 && random.chance(twins / (2 * roomForTwins)),
    ...{ place, community, family },
    mother: `${random.pick(community.girls)} ${family}`,
    address: addressOf(random, place),
    formerAddress: random.chance(0.3) ? addressOf(random, place) : null,
    oldestAge: random.weighted([
      [12, 1],
      [13, 2],
      [14, 3],
      [15, 4],
      [16, 4],
      [17, 2],
    ]),
  };
};
