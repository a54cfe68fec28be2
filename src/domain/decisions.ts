import { type Masks, neededBit, withOwn } from './mask.ts';
import type { FieldClass, Grant } from './policy.ts';
import { conditionBits } from './projection.ts';

/** A condition of a child and a viewer that the policy may turn on. */
export type ConditionWord = keyof typeof conditionBits;
export const conditionWords: readonly ConditionWord[] = Object.keys(conditionBits).filter(
  (word): word is ConditionWord => word in conditionBits,
);

/** What a mask grants of a class: read back from the bits the policy was compiled to. */
export const grantIn = (mask: bigint, fieldClass: FieldClass): Grant => {
  const full = neededBit(fieldClass, 'full');
  if ((mask & full) !== 0n) return 'full';
  if ((withOwn(mask) & full) !== 0n) return 'own';
  return (mask & neededBit(fieldClass, 'summary')) !== 0n ? 'summary' : 'none';
};

/** The conditions that ever change a value computed for every combination of them. */
export const decisiveConditions = (values: readonly unknown[]): readonly ConditionWord[] =>
  conditionWords.filter((word) =>
    values.some((value, combination) => values[combination ^ conditionBits[word]] !== value),
  );

/** Some combinations of conditions at once: those whose bits in `care` are as in `value`. */
interface Cube {
  readonly care: number;
  readonly value: number;
}

const isOneBit = (bits: number): boolean => bits !== 0 && (bits & (bits - 1)) === 0;

/** Two cubes that differ in one condition, as the one that does not ask for it. */
const joined = (a: Cube, b: Cube): Cube | null => {
  const difference = a.value ^ b.value;
  if (a.care !== b.care || !isOneBit(difference)) return null;
  return { care: a.care & ~difference, value: a.value & ~difference };
};

const keyOf = ({ care, value }: Cube): string => `${care}/${value}`;

/** The same combinations in the fewest conditions each. */
const widest = (cubes: readonly Cube[]): readonly Cube[] => {
  const wider = new Map<string, Cube>();
  const absorbed = new Set<Cube>();
  for (const [index, one] of cubes.entries()) {
    for (const other of cubes.slice(index + 1)) {
      const both = joined(one, other);
      if (both === null) continue;
      wider.set(keyOf(both), both);
      absorbed.add(one).add(other);
    }
  }
  const kept = cubes.filter((cube) => !absorbed.has(cube));
  return wider.size === 0 ? kept : [...kept, ...widest([...wider.values()])];
};

const literalsOf = ({ care, value }: Cube): readonly string[] =>
  conditionWords
    .filter((word) => (care & conditionBits[word]) !== 0)
    .map((word) => ((value & conditionBits[word]) === 0 ? `!${word}` : word));

/** What is granted of a class while all of `when` hold; `!` before a condition that must not hold. */
export interface Decision {
  readonly when: readonly string[];
  readonly grant: Grant;
}

/** Every grant of a class but none, each under the fewest conditions; no entry: nothing is ever granted. */
export const decisionsOf = (table: Masks['table'], fieldClass: FieldClass): readonly Decision[] => {
  const grants = table.map((mask) => grantIn(mask, fieldClass));
  const care = decisiveConditions(grants).reduce((bits, word) => bits | conditionBits[word], 0);
  const combinations = grants.flatMap((grant, value) => ((value & ~care) === 0 ? [{ grant, value }] : []));
  return [...new Set(grants)].toSorted().flatMap((grant) =>
    grant === 'none'
      ? []
      : widest(combinations.filter((one) => one.grant === grant).map(({ value }) => ({ care, value })))
          .map((cube) => ({ when: literalsOf(cube), grant }))
          .toSorted((a, b) => (a.when.join() < b.when.join() ? -1 : 1)),
  );
};
