/**
 * ★ What is compared of two records, and the levels of agreement of each, strongest first. Weights are not written
 * here: they are learned without anybody having said who is who, and frozen in `link/model-*.json`. Ethnicity is not
 * evidence: it is badly recorded, and unevenly.
 */
export const evidence = {
  given: ['EXACT', 'SWAPPED', 'CLOSE', 'OTHER_NAME', 'ALIKE', 'INITIAL', 'DIFFERENT'],
  surname: ['EXACT', 'CLOSE', 'OTHER_NAME', 'ALIKE', 'DIFFERENT'],
  born: ['EXACT', 'PARTIAL', 'SLIP', 'TWO_PARTS', 'SAME_YEAR', 'DIFFERENT'],
  address: ['SAME_HOUSE', 'SAME_POSTCODE', 'SLIP', 'SAME_DISTRICT', 'DIFFERENT'],
  sex: ['SAME', 'DIFFERENT'],
  nhs: ['EXACT', 'SLIP', 'DIFFERENT'],
  upn: ['EXACT', 'DIFFERENT'],
  identifier: ['EXACT', 'SLIP', 'DIFFERENT'],
  text: ['EXACT', 'CLOSE', 'PART', 'DIFFERENT'],
  category: ['SAME', 'DIFFERENT'],
} as const;
export type GivenLevel = (typeof evidence.given)[number];
export type SurnameLevel = (typeof evidence.surname)[number];
export type BornLevel = (typeof evidence.born)[number];
export type AddressLevel = (typeof evidence.address)[number];

/** ★ What each level means, for those who read an explanation. */
export const levelMeanings = {
  EXACT: 'the same',
  SWAPPED: 'given name and surname stand in one another’s place',
  CLOSE: 'nearly the same spelling (Jaro-Winkler at least .92)',
  OTHER_NAME: 'a known short form, writing, middle name, alias or half of the other',
  ALIKE: 'similar spelling (Jaro-Winkler at least .84) or the same sound',
  INITIAL: 'the same initial only',
  PARTIAL: 'agree as far as the less precise one is known',
  SLIP: 'one slip of the hand apart, or day and month exchanged',
  TWO_PARTS: 'two of day, month and year agree',
  SAME_YEAR: 'the same year only',
  SAME_HOUSE: 'the same postcode and house',
  SAME_POSTCODE: 'a postcode of one, present or past, is one of the other’s',
  SAME_DISTRICT: 'the same outward part of a postcode',
  SAME: 'the same',
  PART: 'similar, or a part of the other',
  DIFFERENT: 'different',
} as const;
export type Level = keyof typeof levelMeanings;

/**
 * ★ Guards, in order: what keeps two records apart, or sends them to a person, whatever their weight. Nearly all wrong
 * merges of plain scoring are twins and siblings (`docs/assurance.md`).
 */
export const guards = {
  V0: 'sealed at adoption, not to be matched, or held apart by a person',
  V1: 'two different valid NHS numbers',
  V2: 'given names differ and no number is shared',
  V3: 'two different valid UPNs',
  V4: 'given name or date of birth is missing, the dates disagree, or agree in the year only and the names not fully',
  V5: 'the sex differs and the given names are not the same',
  V6: 'given names are not the same, and several children are known of that household and day of birth',
  V7: 'only a middle name agrees though both have one, or the middle names contradict',
  M: 'agrees nearly as well with a child of another NHS number',
} as const;
export type GuardId = keyof typeof guards;

/**
 * ★ Zones of the weight, in bits: linked from `auto`, reviewed from `review`, separate below. A hub goes live with
 * `goLive`, until checks of a sample of its links support the usual ones.
 */
export const zoneThresholds = {
  usual: { auto: 6, review: 0 },
  goLive: { auto: 8, review: 0 },
} as const;

/** ★ Numbers the guards and clusters go by. */
export const limits = {
  /** V4: bits above `review` that a pair without name or birth needs to be worth a look. */
  extraForReview: 4,
  /** M: two children whose weights lie within so many bits are too near to tell apart. */
  margin: 6,
  /** Different full dates of birth one child's records may show. */
  birthDates: 3,
  /** Records one child may have; `alarmingSize` is told to somebody. */
  clusterSize: 40,
  alarmingSize: 20,
  /** Records that share a key from which on the key says nothing. */
  blockSize: 400,
  /** The most seldom value counts as if it were this frequent. */
  rarest: 1e-5,
  /** Records of one child there are of each, about: matching pairs a record. */
  matchesPerRecord: 1.2,
} as const;
