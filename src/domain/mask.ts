import { breakGlass } from './access.ts';
import { type Conditions, decide } from './decide.ts';
import { type FieldClass, fieldClasses, type Grant, type Level, type Purpose, type Role } from './policy.ts';
import { conditionBits, relationshipBits, restrictionBits } from './projection.ts';
import { reachedAs } from './reached-as.ts';

/**
 * A class has three bits in a mask: its summary fields, its full fields, and its full fields in records of the
 * reader's own organisation. Nineteen classes fit one int8.
 */
const bitOf = (fieldClass: FieldClass, offset: 0 | 1 | 2): bigint =>
  1n << BigInt(fieldClasses.indexOf(fieldClass) * 3 + offset);

/** The bit a field of this class and level needs in the mask of its row; of several, any. */
export const neededBit = (fieldClass: FieldClass, level: Level): bigint => {
  if (level === 'records') return bitOf(fieldClass, 0) | bitOf(fieldClass, 2);
  return bitOf(fieldClass, level === 'summary' ? 0 : 1);
};

/** All own-organisation bits: on the reader's own records each one turns on its class's other two. */
export const ownBits: bigint = fieldClasses.reduce((all, word) => all | bitOf(word, 2), 0n);

const bitsOfGrant = (fieldClass: FieldClass, grant: Grant): bigint => {
  switch (grant) {
    case 'none':
      return 0n;
    case 'summary':
      return bitOf(fieldClass, 0);
    case 'own':
      return bitOf(fieldClass, 2);
    case 'full':
      return bitOf(fieldClass, 0) | bitOf(fieldClass, 1) | bitOf(fieldClass, 2);
  }
};

const combinations = 1 << Object.keys(conditionBits).length;

const conditionsOf = (bits: number): Conditions => ({
  ASKED_NOT_TO_SHARE: (bits & conditionBits.ASKED_NOT_TO_SHARE) !== 0,
  OPEN_EPISODE: (bits & conditionBits.OPEN_EPISODE) !== 0,
  OWN_PLACEMENT: (bits & conditionBits.OWN_PLACEMENT) !== 0,
  ADDRESS_PROTECTED: (bits & conditionBits.ADDRESS_PROTECTED) !== 0,
  NAMED: (bits & conditionBits.NAMED) !== 0,
  BREAK_GLASS: (bits & conditionBits.BREAK_GLASS) !== 0,
});

/** Everything the planner needs to know of a role and purpose. */
export interface Masks {
  /** One mask a combination of row conditions, indexed by the condition bits. */
  readonly table: readonly bigint[];
  /** The table as PostgreSQL reads an array. */
  readonly tableText: string;
  /** Bits set in some entry, own-organisation records included: a field outside it is never selected. */
  readonly union: bigint;
  /** Bits set in every entry: a field inside it needs no CASE. */
  readonly intersection: bigint;
  /** Whether a record of the reader's own organisation ever shows more than another's. */
  readonly hasOwn: boolean;
  /** Reach bits through which the role comes to a child; 0 means it comes to none. */
  readonly accepts: number;
}

/** The mask of a row of the reader's own organisation. */
export const withOwn = (mask: bigint): bigint => {
  const own = mask & ownBits;
  return mask | (own >> 1n) | (own >> 2n);
};

/** Reach bits through which a role, for a purpose, comes to a child; a block counts with any of them. */
const acceptedBits = (role: Role, purpose: Purpose): number => {
  const kinds = reachedAs(role, purpose).reduce((bits, word) => bits | relationshipBits[word], 0);
  const glass = breakGlass.roles.some((one) => one === role) ? conditionBits.BREAK_GLASS : 0;
  return kinds + glass === 0 ? 0 : kinds | glass | restrictionBits.BLOCKED;
};

/** Compiles the policy for one role and purpose over every combination of row conditions. */
export const compileMasks = (role: Role, purpose: Purpose): Masks => {
  const table = Array.from({ length: combinations }, (_, bits) => {
    const conditions = conditionsOf(bits);
    return fieldClasses.reduce((mask, word) => mask | bitsOfGrant(word, decide(role, purpose, word, conditions)), 0n);
  });
  return {
    table,
    tableText: `{${table.join(',')}}`,
    union: table.reduce((all, mask) => all | withOwn(mask), 0n),
    intersection: table.reduce((all, mask) => all & mask, (1n << 62n) - 1n),
    hasOwn: table.some((mask) => withOwn(mask) !== mask),
    accepts: acceptedBits(role, purpose),
  };
};

/** The combination of row conditions the mask table is indexed by. */
export const conditionMask: number = combinations - 1;
