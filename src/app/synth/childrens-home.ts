import type { Address } from '../../domain/model/values.ts';
import { type Place, postcodeIn, streetLine } from './places.ts';
import { randomOf } from './random.ts';

/** A children's home, whose postcode all its children share. */
export interface ChildrensHome {
  readonly name: string;
  readonly urn: string;
  readonly address: Address;
}

const names = ['Larkfield', 'Wath', 'Orchard', 'Priory', 'Hazel', 'Beech', 'Willow', 'Station', 'Abbey', 'Meadow'];
const kinds = ['House', 'Lodge', 'View', 'Cottage'];

/** How many children in a row are placed in the same homes. */
const CATCHMENT = 60;

/** The home in a place that serves a child. Homes of one place are shared by children whose numbers are near. */
export const homeIn = (seed: number, place: Place, child: number): ChildrensHome => {
  const number = Math.floor(child / CATCHMENT);
  const random = randomOf(seed, `home ${place.authority}`, number);
  const name = `${random.pick(names)} ${random.pick(kinds)}`;
  return {
    name,
    // Ofsted writes SC and six digits.
    urn: `SC${place.series * 100_000 + 50_000 + number}`,
    address: { lines: [name, streetLine(random)], postcode: postcodeIn(random, place), uprn: null },
  };
};
