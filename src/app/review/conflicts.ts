import type { Person } from '../../domain/model/person.ts';

/** ★ What the records of both children together say that one child’s do not. */
const meanings = {
  TWO_NHS_NUMBERS: 'two different valid NHS numbers',
  TWO_UPNS: 'two different valid unique pupil numbers',
  SEVERAL_BIRTHS: 'more than one full date of birth',
  TWO_SEXES: 'female in one and male in another',
} as const;
export type ReviewConflict = keyof typeof meanings;
export const reviewConflicts: Readonly<Record<ReviewConflict, string>> = meanings;

const numbersOf = (persons: readonly Person[], system: string): ReadonlySet<string> =>
  new Set(
    persons.flatMap(({ identifiers }) =>
      identifiers.filter((one) => one.system === system && one.valid).map(({ value }) => value.replaceAll(/\s/g, '')),
    ),
  );

/** What stands against these statements being of one child. */
export const conflictsOf = (persons: readonly Person[]): readonly ReviewConflict[] => {
  const births = persons.flatMap(({ birth }) => (birth?.precision === 'DAY' ? birth.earliest : []));
  const sexes = persons.flatMap(({ sex }) => (sex === null || sex === 'UNKNOWN' ? [] : sex));
  const found: readonly (readonly [ReviewConflict, number])[] = [
    ['TWO_NHS_NUMBERS', numbersOf(persons, 'nhs-number').size],
    ['TWO_UPNS', numbersOf(persons, 'upn').size],
    ['SEVERAL_BIRTHS', new Set(births).size],
    ['TWO_SEXES', new Set(sexes).size],
  ];
  return found.filter(([, count]) => count > 1).map(([conflict]) => conflict);
};
