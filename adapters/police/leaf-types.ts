import { parseDay, parseMoment, parsePartialDate } from '../../src/domain/dates.ts';
import {
  isAuthorityChildId,
  isNhsNumber,
  isUpn,
  normalisePostcode,
  upnUnknownReason,
} from '../../src/domain/identifiers.ts';
import type { AnswerState } from '../../src/domain/model/notification.ts';
import { findCode, notKnownIsAnAnswer } from './codes.ts';
import { isEthnicity } from './ethnicity.ts';
import type { LeafType } from './leaves.ts';
import { type ListItem, readAddress, readContact } from './list-items.ts';
import { cleanText, placeholderState } from './words.ts';

/** What is wrong with a leaf, without its value. */
export interface Fault {
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

type ReadText = (text: string, around: Surroundings) => Reading;

const present = (value: unknown, on: string | null = null): Reading => ({ state: 'PRESENT', value, on, faults: [] });
const answered = (state: AnswerState): Reading => ({ state, value: null, on: null, faults: [] });

/** A leaf that cannot be used; what can be kept of it is kept. */
export const invalid = (rule: string, message: string, value: unknown = null, on: string | null = null): Reading => ({
  state: 'INVALID',
  value,
  on,
  faults: [{ rule: `police.${rule}`, message }],
});

const fillerDate = /^1900-01-01/;
const aDay = 24 * 60 * 60 * 1000;

const isFuture = (at: string, { receivedAt }: Surroundings): boolean => Date.parse(at) > Date.parse(receivedAt) + aDay;

const readDate = (on: string, value: unknown, around: Surroundings): Reading => {
  if (fillerDate.test(on)) return invalid('placeholder', 'A filler date stands where a date should.');
  if (isFuture(on, around)) return invalid('in-the-future', 'The date lies after the message came.');
  return present(value, on);
};

const readInstant: ReadText = (text, around) => {
  const moment = parseMoment(text);
  if (moment === null) return invalid('instant', 'Not a date and time.');
  const reading = readDate(moment.on, moment.at, around);
  if (reading.state === 'INVALID' || moment.at !== null) return reading;
  return invalid('no-time', 'A date without its time.', null, moment.on);
};

const readDay: ReadText = (text, around) => {
  const day = parseDay(text);
  return day === null ? invalid('date', 'Not a date.') : readDate(day, day, around);
};

const readBirth: ReadText = (text, around) => {
  const birth = parsePartialDate(text);
  return birth === null ? invalid('date', 'Not a date.') : readDate(birth.earliest, birth, around);
};

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['false', false],
  ['no', false],
  ['n', false],
]);

const readBoolean: ReadText = (text) => {
  const value = booleans.get(text.toLowerCase());
  return value === undefined ? invalid('yes-no', 'Neither yes nor no.') : present(value);
};

const readInt: ReadText = (text) => {
  const value = Number(text);
  const isCount = /^\d{1,6}$/.test(text) && Number.isSafeInteger(value);
  return isCount ? present(value) : invalid('count', 'Not a whole number.');
};

const readAuthority: ReadText = (text) => {
  const code = text.toUpperCase();
  return /^E(0[6-9]|10)\d{6}$/.test(code) ? present(code) : invalid('authority', 'Not the code of an authority.');
};

const readPostcode: ReadText = (text) => {
  const postcode = normalisePostcode(text);
  return postcode === null ? invalid('postcode', 'Not a postcode.', text) : present(postcode);
};

const readNhsNumber: ReadText = (text) =>
  isNhsNumber(text) ? present(text) : invalid('nhs-number', 'Not a valid NHS number.', text);

const readUpn: ReadText = (text) => {
  const reason = upnUnknownReason(text);
  if (reason !== null) return answered(reason === 'NOT_APPLICABLE' ? 'NOT_APPLICABLE' : 'NOT_KNOWN_ASKED');
  return isUpn(text) ? present(text) : invalid('upn', 'Not a valid UPN.', text);
};

const readChildId: ReadText = (text) =>
  isAuthorityChildId(text)
    ? present(text)
    : invalid('child-id', 'Not an authority child number: 1 to 20 letters and digits.', text);

const readEthnicity: ReadText = (text) => {
  const code = text.toUpperCase();
  if (code === 'NOBT') return answered('NOT_KNOWN_ASKED');
  if (code === 'REFU') return answered('DECLINED');
  if (code === 'NS') return invalid('ethnicity-not-stated', 'Not stated, without the reason why.');
  if (/^IC\d$/.test(code)) return invalid('ethnicity-observed', 'An officer’s identity code is not an ethnicity.');
  return isEthnicity(text) ? present(text) : invalid('code', 'A code that is not in the list.');
};

const textReaders = {
  text: (text) => present(text),
  boolean: readBoolean,
  int: readInt,
  instant: readInstant,
  day: readDay,
  birth: readBirth,
  authority: readAuthority,
  postcode: readPostcode,
  'nhs-number': readNhsNumber,
  upn: readUpn,
  'child-id': readChildId,
  ethnicity: readEthnicity,
} as const satisfies Record<string, ReadText>;

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
