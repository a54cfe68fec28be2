import type { Identifier, PartialDate } from '../../domain/model/values.ts';
import { bornOnOf } from './birth.ts';
import { daysAfter } from './moments.ts';
import { nhsNumberOf, upnOf } from './numbers.ts';
import type { SynthOptions } from './options.ts';
import type { Random } from './random.ts';
import type { TrueChild } from './true-child.ts';

interface Name {
  readonly given: string;
  readonly family: string;
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** A letter left out, doubled, changed, or two in the wrong order. */
const mistyped = (random: Random, word: string): string => {
  const at = 1 + random.below(Math.max(1, word.length - 2));
  const before = word.slice(0, at);
  const letter = word.slice(at, at + 1);
  const after = word.slice(at + 1);
  return random.pick([
    `${before}${after}`,
    `${before}${letter}${letter}${after}`,
    `${before}${random.pick(letters)}${after}`,
    `${before.slice(0, -1)}${letter}${before.slice(-1)}${after}`,
  ]);
};

/** Letters as a keyboard without accents has them. */
const withoutMarks = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ı', 'i');

/** ★ What becomes of a name that is not written as it is, and how often each of a hundred. */
const nameMistakes: readonly (readonly [(random: Random, name: Name, child: TrueChild) => Name, number])[] = [
  [(random, { given, family }) => ({ given: mistyped(random, given), family }), 30],
  [(random, { given, family }) => ({ given, family: mistyped(random, family) }), 28],
  [(_random, { given, family }) => ({ given: family, family: given }), 10],
  [(_random, { given, family }, { nickname }) => ({ given: nickname ?? given.slice(0, 4), family }), 22],
  [
    (_random, { given, family }) => ({
      given: given.split('-')[0] ?? given,
      family: family.split('-').at(-1) ?? family,
    }),
    5,
  ],
  [(_random, { given, family }, { mother }) => ({ given, family: mother.split(' ').at(-1) ?? family }), 5],
];

/** A name as it is mistaken. Where accents can be lost, that is what happens most. */
export const misspelt = (random: Random, child: TrueChild): Name => {
  const name = { given: child.given, family: child.family };
  const plain = { given: withoutMarks(name.given), family: withoutMarks(name.family) };
  const hasMarks = plain.given !== name.given || plain.family !== name.family;
  if (hasMarks && random.chance(0.7)) return plain;
  return random.weighted(nameMistakes)(random, name, child);
};

const exactly = (day: string): PartialDate => ({ earliest: day, latest: day, precision: 'DAY' });

const swapped = (day: string): string => {
  const [year, month, date] = day.split('-');
  // A day above twelve is no month: then it is a day too early.
  return Number(date) > 12 ? daysAfter(day, -1) : `${year}-${date}-${month}`;
};

const lastOfMonth = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** ★ What becomes of a date of birth that is not written as it is, and how often each of a hundred. */
const dateMistakes: readonly (readonly [(random: Random, day: string) => PartialDate, number])[] = [
  [(_random, day) => exactly(swapped(day)), 35],
  [(random, day) => exactly(daysAfter(day, random.chance(0.5) ? 1 : -1)), 25],
  [
    (_random, day) =>
      exactly(`${Number(day.slice(0, 4)) - 1}-${day.slice(5, 7)}-${day.slice(8) === '29' ? '28' : day.slice(8)}`),
    15,
  ],
  [
    (_random, day) => ({ earliest: `${day.slice(0, 7)}-01`, latest: lastOfMonth(day.slice(0, 7)), precision: 'MONTH' }),
    13,
  ],
  [
    (_random, day) => ({ earliest: `${day.slice(0, 4)}-01-01`, latest: `${day.slice(0, 4)}-12-31`, precision: 'YEAR' }),
    12,
  ],
];

/** A date of birth as it is mistaken. */
export const misread = (random: Random, day: string): PartialDate => random.weighted(dateMistakes)(random, day);

/** Two digits in the wrong order. */
const transposed = (random: Random, value: string): string => {
  const at = 2 + random.below(value.length - 4);
  return `${value.slice(0, at)}${value.slice(at + 1, at + 2)}${value.slice(at, at + 1)}${value.slice(at + 2)}`;
};

/** A number that is not the child's: two digits changed places, or that of a child who was written down before. */
export const otherNumber = (
  options: SynthOptions,
  random: Random,
  system: Identifier['system'],
  child: TrueChild,
  value: string,
): string => {
  if (child.number === 0 || random.chance(0.6)) return transposed(random, value);
  const other = Math.max(0, child.number - 1 - random.below(20));
  return system === 'upn' ? upnOf(options.seed, other, bornOnOf(options, other)) : nhsNumberOf(options.seed, other);
};
