import { findCode, notKnownIsAnAnswer } from './codes.ts';
import type { LeafType } from './leaves.ts';
import { type ListItem, readAddress, readContact } from './list-items.ts';
import { answered, invalid, present, type Reading, type ReadText, type Surroundings } from './reading.ts';
import { textReaders } from './text-readers.ts';
import { cleanText, placeholderState } from './words.ts';

const readers: ReadonlyMap<string, ReadText> = new Map<string, ReadText>(Object.entries(textReaders));

const readCode = (list: string, text: string): Reading | undefined => {
  const code = findCode(list, text);
  if (code === undefined) return undefined;
  const state = code === 'NOT_KNOWN' && notKnownIsAnAnswer.has(list) ? 'NOT_KNOWN_ASKED' : 'PRESENT';
  return { ...present(code), state };
};

const readScalar = (type: string, raw: unknown, around: Surroundings): Reading => {
  const text = cleanText(raw);
  if (text === '') return invalid('shape', 'Not a plain value.');
  const code = readCode(type, text);
  if (code !== undefined) return code;
  const state = placeholderState(text, around.wasAsked);
  if (state === 'INVALID') return invalid('placeholder', 'A placeholder stands where an answer should.');
  if (state !== undefined) return answered(state);
  return readers.get(type)?.(text, around) ?? invalid('code', 'A code that is not in the list.');
};

const itemReaders: ReadonlyMap<string, (raw: unknown) => ListItem> = new Map<string, (raw: unknown) => ListItem>([
  ['contacts', readContact],
  ['addresses', readAddress],
]);

const readItem = (type: string, raw: unknown, around: Surroundings): Reading => {
  const read = itemReaders.get(type);
  if (read === undefined) return readScalar(type.slice(0, -2), raw, around);
  const text = cleanText(raw);
  if (placeholderState(text, around.wasAsked) !== undefined) return readScalar('text', raw, around);
  const item = read(raw);
  return item === null ? invalid('shape', 'An entry that says nothing the contract knows.') : present(item);
};

const itemsOf = (raw: unknown): readonly unknown[] => {
  if (Array.isArray(raw)) return raw;
  return typeof raw === 'string' ? raw.split('|').filter((item) => item.trim() !== '') : [raw];
};

/** Items that can be used are kept; the leaf is invalid as long as one cannot. */
const readList = (type: string, raw: unknown, around: Surroundings): Reading => {
  const readings = itemsOf(raw).map((item) => readItem(type, item, around));
  const [only] = readings;
  if (readings.length === 1 && only !== undefined && only.value === null) return only;
  const values = readings.map(({ value }) => value).filter((value) => value !== null);
  const value = values.length === 0 ? null : values;
  const faults = readings.flatMap((reading) => reading.faults);
  if (values.includes('NONE') && values.length > 1) {
    return invalid('none-and-more', 'NONE stands beside other codes.', values);
  }
  const unused = readings.some((reading) => reading.value === null);
  return { state: unused ? 'INVALID' : 'PRESENT', value, on: null, faults };
};

/** Whether a leaf of this type holds a list. */
export const isList = (type: LeafType): boolean => type.endsWith('[]') || itemReaders.has(type);

/** Reads one leaf; never throws, never repeats a value in what it finds wrong. */
export const readLeaf = (type: LeafType, raw: unknown, around: Surroundings): Reading =>
  isList(type) ? readList(type, raw, around) : readScalar(type, raw, around);
