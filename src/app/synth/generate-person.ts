import { identifierOf } from '../../domain/identifiers.ts';
import type { Address, Identifier, PartialDate } from '../../domain/model/values.ts';
import { blankBodies } from './blank-bodies.ts';
import type { InventedSource } from './invented.ts';
import { misread, misspelt, otherNumber } from './mistakes.ts';
import type { SynthOptions } from './options.ts';
import type { Random } from './random.ts';
import type { TrueChild } from './true-child.ts';

type Person = InventedSource['person'];

/** How well one kind of source knows children. */
export interface Habits {
  /** How often it mistakes what it writes; a multiple of the knob. */
  readonly carelessness: number;
  /** How often it holds each number at all. */
  readonly nhsNumber: number;
  readonly upn: number;
  /** How often its address is the one before. */
  readonly staleAddress: number;
}

interface Writing {
  readonly random: Random;
  readonly options: SynthOptions;
  /** How often anything is written wrongly. */
  readonly rate: number;
  readonly habits: Habits;
}

const birthOf = ({ random, rate }: Writing, bornOn: string): PartialDate =>
  random.chance(rate) ? misread(random, bornOn) : { earliest: bornOn, latest: bornOn, precision: 'DAY' };

const numbersOf = (writing: Writing, child: TrueChild): readonly Identifier[] => {
  const { random, rate, habits } = writing;
  const written = (system: Identifier['system'], value: string, share: number): readonly Identifier[] => {
    if (!random.chance(share)) return [];
    const text = random.chance(rate / 2) ? otherNumber(writing.options, random, system, child, value) : value;
    const found = identifierOf(system, text);
    return found === null ? [] : [found];
  };
  return [...written('nhs-number', child.nhsNumber, habits.nhsNumber), ...written('upn', child.upn, habits.upn)];
};

const addressOf = ({ random, habits }: Writing, { address, formerAddress }: TrueChild): Address =>
  formerAddress !== null && random.chance(habits.staleAddress) ? formerAddress : address;

/** How a source writes a child down: name, birth, numbers and address, with the mistakes of its kind. */
export const personAsWritten = (options: SynthOptions, random: Random, habits: Habits, child: TrueChild): Person => {
  const writing = { random, options, habits, rate: Math.min(0.9, options.errors * habits.carelessness) };
  const name = random.chance(writing.rate) ? misspelt(random, child) : { given: child.given, family: child.family };
  return {
    ...blankBodies.person,
    names: [{ use: 'LEGAL', ...name }],
    birth: birthOf(writing, child.bornOn),
    sex: child.sex,
    identifiers: [...numbersOf(writing, child)],
    homeAddress: addressOf(writing, child),
  };
};
