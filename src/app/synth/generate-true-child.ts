import { bornOnOf } from './birth.ts';
import { nicknames } from './communities.ts';
import { absencesOf } from './generate-absences.ts';
import { careOf } from './generate-care.ts';
import { type Household, householdOf } from './household.ts';
import { nhsNumberOf, upnOf } from './numbers.ts';
import type { SynthOptions } from './options.ts';
import { type Random, randomOf } from './random.ts';
import type { TrueChild } from './true-child.ts';

/** No two children of a household have one name, unless their list is too short for them. */
const givenOf = (seed: number, child: number, { number, community }: Household, isGirl: boolean): string => {
  const names = isGirl ? community.girls : community.boys;
  const start = randomOf(seed, 'given', number).below(names.length);
  return names[(start + (child - number)) % names.length] ?? 'Robin';
};

const familyOf = (random: Random, { community, family }: Household): string =>
  random.chance(0.1) ? random.pick(community.families) : family;

/** Twins often share more than a birthday; half of them are one sex whatever chance says. */
const isGirlOf = (seed: number, child: number, { number, hasTwins }: Household): boolean => {
  const position = child - number;
  const follows = hasTwins && position === 1 && randomOf(seed, 'twins alike', number).chance(0.4);
  return randomOf(seed, 'sex', follows ? number : child).chance(0.5);
};

/** Child number `child` of a seed, who is the same however many are invented. */
export const trueChildOf = (options: SynthOptions, child: number): TrueChild => {
  const { seed } = options;
  const random = randomOf(seed, 'child', child);
  const household = householdOf(options, child);
  const isGirl = isGirlOf(seed, child, household);
  const given = givenOf(seed, child, household, isGirl);
  const bornOn = bornOnOf(options, child);
  const isRepeat = random.chance(options.repeat);
  const isLookedAfter = random.chance(options.lookedAfter);
  return {
    number: child,
    sex: isGirl ? 'FEMALE' : 'MALE',
    ...{ given, family: familyOf(random, household), bornOn, isRepeat },
    nickname: nicknames[given] ?? null,
    nhsNumber: nhsNumberOf(seed, child),
    upn: upnOf(seed, child, bornOn),
    community: household.community,
    mother: household.mother,
    place: household.place,
    address: household.address,
    formerAddress: household.formerAddress,
    care: isLookedAfter ? careOf(options, random, child, household) : null,
    absences: absencesOf(options, randomOf(seed, 'absences', child), isRepeat),
  };
};
