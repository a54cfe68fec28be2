import type { Random } from './random.ts';

/** An authority children of the hub live in or are placed in. */
export interface Place {
  readonly authority: string;
  readonly name: string;
  readonly force: string;
  readonly trust: string | null;
  readonly schools: readonly string[];
  readonly earlyHelp: string | null;
  /** Outward codes that no real address has. */
  readonly outward: string;
  readonly firstDistrict: number;
  /** First digit of the Ofsted numbers of its homes. */
  readonly series: number;
}

const doncaster: Place = {
  authority: 'E08000017',
  name: 'Doncaster',
  force: '14',
  trust: 'RP5',
  schools: ['3714000', '3714001'],
  earlyHelp: 'EH-E08000017',
  outward: 'DN',
  firstDistrict: 60,
  series: 1,
};
const rotherham: Place = {
  authority: 'E08000018',
  name: 'Rotherham',
  force: '14',
  trust: 'RXE',
  schools: [],
  earlyHelp: null,
  outward: 'S',
  firstDistrict: 82,
  series: 2,
};
const wakefield: Place = {
  authority: 'E08000036',
  name: 'Wakefield',
  force: '13',
  trust: null,
  schools: [],
  earlyHelp: null,
  outward: 'WF',
  firstDistrict: 60,
  series: 3,
};
const northLincolnshire: Place = {
  authority: 'E06000013',
  name: 'North Lincolnshire',
  force: '16',
  trust: null,
  schools: [],
  earlyHelp: null,
  outward: 'DN',
  firstDistrict: 90,
  series: 5,
};

/** ★ Where families live: most in the authority the hub was made for. */
export const homePlaces: readonly (readonly [Place, number])[] = [
  [doncaster, 88],
  [rotherham, 12],
];

/** ★ Where children are placed who are not placed at home. */
const placingPlaces: readonly (readonly [Place, number])[] = [
  [rotherham, 50],
  [doncaster, 10],
  [wakefield, 20],
  [northLincolnshire, 20],
];

/** Somewhere other than the authority that is responsible. */
export const placeOutside = (random: Random, own: Place): Place =>
  random.weighted(placingPlaces.filter(([place]) => place !== own));

const streetStarts = ['Invented', 'Hexham', 'Larkfield', 'Orchard', 'Station', 'Colliery', 'Chapel', 'Mill', 'Priory'];
const streetEnds = ['Row', 'Lane', 'Street', 'Close', 'Road', 'Avenue', 'Court', 'Drive'];
// Letters that may stand in the inward part of a postcode.
const inwardLetters = [...'ABDEFGHJLNPQRSTUWXYZ'];

/** A postcode of a district nobody lives in. */
export const postcodeIn = (random: Random, { outward, firstDistrict }: Place): string =>
  `${outward}${firstDistrict + random.below(8)} ${random.below(10)}${random.pick(inwardLetters)}${random.pick(inwardLetters)}`;

/** The first line of an address. */
export const streetLine = (random: Random): string =>
  `${random.between(1, 180)} ${random.pick(streetStarts)} ${random.pick(streetEnds)}`;
