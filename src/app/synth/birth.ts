import { type Household, householdOf } from './household.ts';
import { daysAfter } from './moments.ts';
import type { SynthOptions } from './options.ts';
import { randomOf } from './random.ts';

const bornIn = ({ seed, from }: SynthOptions, child: number, { number, hasTwins, oldestAge }: Household): string => {
  const position = child - number;
  const birth = hasTwins && position < 2 ? 0 : position;
  const random = randomOf(seed, 'birth', number + birth);
  return daysAfter(from, -Math.round((oldestAge - 2 * birth) * 365.25) - random.below(360));
};

/** The day a child was born: brothers and sisters two years apart, twins the first two of a household. */
export const bornOnOf = (options: SynthOptions, child: number): string =>
  bornIn(options, child, householdOf(options, child));
