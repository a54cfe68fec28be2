import { parseDay, parseMoment, parsePartialDate } from '../../src/domain/dates.ts';
import {
  isAuthorityChildId,
  isNhsNumber,
  isUpn,
  normalisePostcode,
  upnUnknownReason,
} from '../../src/domain/identifiers.ts';
import { isEthnicity } from './ethnicity.ts';
import { answered, invalid, present, type Reading, type ReadText, type Surroundings } from './reading.ts';

/** ★ Days that systems write where none was entered: the first of a database, a spreadsheet or a clock. */
const fillerDate = /^(0001-01-01|1753-01-01|1899-12-3[01]|1900-01-0[01]|1901-01-01|1970-01-01)/;
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

/** How each plain type of leaf is read. */
export const textReaders = {
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
