import type { AnswerState } from '../../src/domain/model/notification.ts';

/** What is wrong with a leaf, without its value. */
interface Fault {
  readonly rule: string;
  readonly message: string;
}

/** What a leaf says: its value where it can be used, its local date where only that can, and what is wrong with it. */
export interface Reading {
  readonly state: AnswerState;
  readonly value: unknown;
  readonly on: string | null;
  readonly faults: readonly Fault[];
}

/** What a reader may know of the leaf's surroundings. */
export interface Surroundings {
  readonly wasAsked: boolean;
  /** When the message arrived: nothing it tells can have happened a day after. */
  readonly receivedAt: string;
}

/** Reads the text of a plain leaf; never throws, never repeats the text in what it finds wrong. */
export type ReadText = (text: string, around: Surroundings) => Reading;

/** A leaf that holds a value. */
export const present = (value: unknown, on: string | null = null): Reading => ({
  state: 'PRESENT',
  value,
  on,
  faults: [],
});
/** A leaf that holds an answer instead of a value. */
export const answered = (state: AnswerState): Reading => ({ state, value: null, on: null, faults: [] });

/** A leaf that cannot be used; what can be kept of it is kept. */
export const invalid = (rule: string, message: string, value: unknown = null, on: string | null = null): Reading => ({
  state: 'INVALID',
  value,
  on,
  faults: [{ rule: `police.${rule}`, message }],
});
