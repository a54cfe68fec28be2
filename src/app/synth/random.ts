import { createRandom } from '../../domain/create-random.ts';

/** A seeded source of choices: the same seed, the same choices. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number;
  /** A whole number from the first to the last, both included. */
  between(first: number, last: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of several, each as often as its weight is of all. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
}

const pickFrom = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

const mix = (hash: number, value: number): number => {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

const textHash = (text: string): number => [...text].reduce((hash, letter) => mix(hash, letter.codePointAt(0) ?? 0), 7);

/** The choices of one thing (`name`, the number within its kind) under a seed, whatever else is drawn. */
export const randomOf = (seed: number, name: string, number: number): Random => {
  const next = createRandom(mix(mix(mix(0x811c9dc5, seed), textHash(name)), number));
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (first, last) => first + below(last - first + 1),
    chance: (probability) => next() < probability,
    pick: (items) => pickFrom(items, below(items.length)),
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      const found = items.findIndex(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return pickFrom(items, found === -1 ? items.length - 1 : found)[0];
    },
  };
};

/**
 * A number below `size` for each number below `size`, no two alike, scattered by the seed. The step must share no factor
 * with the size.
 */
export const scattered = (seed: number, name: string, number: number, size: number, step: number): number => {
  const offset = randomOf(seed, name, 0).below(size);
  return (number * step + offset) % size;
};
