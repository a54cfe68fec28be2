import { describe, expect, test } from 'vitest';
import { type Conditions, decide } from '../../src/domain/decide.ts';
import { type Cell, fieldClasses, matrix, purposes, roles } from '../../src/domain/policy.ts';
import { oracleClasses, oracleGrant, oracleRoles, type Situation } from './oracle.ts';

const flags = [false, true];
const situations: readonly Situation[] = flags.flatMap((open) =>
  flags.flatMap((isProtected) =>
    flags.flatMap((ownPlacement) =>
      flags.flatMap((asked) => flags.map((glass) => ({ open, isProtected, ownPlacement, asked, glass }))),
    ),
  ),
);

const conditionsOf = ({ open, isProtected, ownPlacement, asked, glass }: Situation): Conditions => ({
  ASKED_NOT_TO_SHARE: asked,
  OPEN_EPISODE: open,
  OWN_PLACEMENT: ownPlacement,
  ADDRESS_PROTECTED: isProtected,
  NAMED: false,
  BREAK_GLASS: glass,
});

type Role = (typeof roles)[number];
type FieldClass = (typeof fieldClasses)[number];

/** Every grant of a role and class, for every purpose and situation. */
const grants = (role: Role, fieldClass: FieldClass): readonly string[] =>
  purposes.flatMap((purpose) =>
    situations.map((situation) => decide(role, purpose, fieldClass, conditionsOf(situation))),
  );

const wanted = (role: Role, fieldClass: FieldClass): readonly string[] =>
  purposes.flatMap((purpose) => situations.map((situation) => oracleGrant(role, purpose, fieldClass, situation)));

const cells = roles.flatMap((role) => fieldClasses.map((fieldClass, column) => ({ role, fieldClass, column })));
const expected = new Map(
  cells.map(({ role, fieldClass }) => [`${role} ${fieldClass}`, wanted(role, fieldClass).join()]),
);

/** Cells whose grants are not those the domain reference gives. */
const wrongCells = (): readonly string[] =>
  cells
    .map(({ role, fieldClass }) => ({ name: `${role} ${fieldClass}`, found: grants(role, fieldClass).join() }))
    .filter(({ name, found }) => found !== expected.get(name))
    .map(({ name }) => name);

const lettersOf = ['F', 'S', 'O', 'L', 'H', 'A', 'G', 'P', 'X'] as const satisfies readonly Cell[];

/** What becomes of a cell under every other letter: whether it grants another thing, and whether that is found out. */
const mutantsOf = ({ role, fieldClass, column }: (typeof cells)[number]) => {
  const before = matrix[role][column] ?? 'X';
  const unchanged = grants(role, fieldClass).join();
  const mutants = lettersOf
    .filter((letter) => letter !== before)
    .map((letter) => {
      Reflect.set(matrix[role], column, letter);
      const found = grants(role, fieldClass).join();
      const isFound = found !== expected.get(`${role} ${fieldClass}`);
      return { name: `${role} ${fieldClass} ${letter}`, differs: found !== unchanged, isFound };
    });
  Reflect.set(matrix[role], column, before);
  return mutants;
};

describe('the policy is the matrix of the domain reference', () => {
  test('has its roles and classes', () => {
    expect([...roles]).toEqual(oracleRoles);
    expect([...fieldClasses]).toEqual(oracleClasses);
  });

  test(`in every cell, for ${purposes.length} purposes and ${situations.length} situations`, () => {
    expect(wrongCells()).toEqual([]);
  });

  test('a cell with any other letter that grants another thing is found out', () => {
    const mutants = cells.flatMap(mutantsOf);
    const differing = mutants.filter(({ differs }) => differs);
    expect(mutants).toHaveLength(cells.length * (lettersOf.length - 1));
    expect(differing.length).toBeGreaterThan(1_500);
    expect(differing.filter(({ isFound }) => !isFound)).toEqual([]);
    expect(wrongCells()).toEqual([]);
  });
});
