import { parsePartialDate } from '../dates.ts';
import { isNhsNumber, isUpn } from '../identifiers.ts';
import type { PartialDate } from '../model/values.ts';
import type { Lexicon } from './lexicon.ts';
import type { BirthDate, IdentifierField, LinkRecord, LinkShape, Name } from './link-record.ts';

/** A record as a source wrote it; absent is null or an empty list. */
export interface RawRecord {
  readonly id: string;
  readonly source: string;
  readonly given: string | null;
  readonly middle: string | null;
  readonly surname: string | null;
  readonly aliases: readonly string[];
  readonly born: PartialDate | null;
  readonly sex: string | null;
  readonly postcodes: readonly string[];
  readonly house: string | null;
  /** By the shape's order. */
  readonly identifiers: readonly (string | null)[];
  readonly numbers?: readonly string[];
  readonly texts: readonly (string | null)[];
  readonly isBarred?: boolean;
  readonly isSealed?: boolean;
}

/** What standardising needs to know besides the record. */
export interface Standards {
  readonly lexicon: Lexicon;
  readonly shape: LinkShape;
  /** NHS numbers the national service has replaced, with the number that counts now. */
  readonly superseded: ReadonlyMap<string, string>;
  /** Sources in which 1 January and the first of a month stand for "in that year" and "in that month". */
  readonly isEstimating: (source: string) => boolean;
}

const compact = (raw: string): string => raw.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const doubtOf = (month: number, day: number): BirthDate['doubt'] => {
  if (day !== 1) return 'NONE';
  return month === 1 ? 'DAY_AND_MONTH' : 'DAY';
};

/** A date of birth as it is compared. */
const birthDateOf = ({ earliest, precision }: PartialDate): BirthDate => {
  const [year = 0, month = 0, day = 0] = earliest.split('-').map(Number);
  return { year, month, day, precision, doubt: doubtOf(month, day), digits: earliest.replaceAll('-', '') };
};

const estimated = (born: BirthDate): BirthDate => {
  if (born.doubt === 'NONE' || born.precision === 'YEAR') return born;
  return { ...born, precision: born.doubt === 'DAY' ? 'MONTH' : 'YEAR' };
};

const bornOf = ({ born, source }: RawRecord, { isEstimating }: Standards): BirthDate | null => {
  if (born === null) return null;
  return isEstimating(source) ? estimated(birthDateOf(born)) : birthDateOf(born);
};

const checkedNhs = (raw: string, superseded: Standards['superseded']): string | null => {
  const digits = raw.replace(/[\s-]+/g, '');
  const current = superseded.get(digits) ?? digits;
  return isNhsNumber(current) ? current : null;
};

const identifierOf = (raw: string | null, { check }: IdentifierField, standards: Standards): string | null => {
  const text = compact(raw ?? '');
  if (text === '') return null;
  if (check === 'nhs') return checkedNhs(text, standards.superseded);
  if (check === 'upn') return isUpn(text) ? text : null;
  return text;
};

const aliasNames = (lexicon: Lexicon, raw: string): readonly Name[] => {
  const words = lexicon.givenOf(raw);
  const whole = words.length > 1 ? lexicon.nameOf(words.map(({ text }) => text).join(' ')) : null;
  return whole === null ? words : [whole, ...words];
};

const sexes: Readonly<Record<string, string>> = { M: 'M', MALE: 'M', 1: 'M', F: 'F', FEMALE: 'F', 2: 'F' };

const sexOf = (raw: string | null): string | null => sexes[compact(raw ?? '')] ?? null;

const none: readonly never[] = [];

/** The same list for all that are empty: there are hundreds of thousands of them. */
const kept = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? none : list);

/** Brings a record into the one form that is compared. */
export const standardise = (raw: RawRecord, standards: Standards): LinkRecord => {
  const { lexicon, shape } = standards;
  const [given = null, ...further] = lexicon.givenOf(raw.given ?? '');
  const house = lexicon.houseOf(raw.house ?? '');
  return {
    id: raw.id,
    source: raw.source,
    given,
    middles: kept([...further, ...lexicon.givenOf(raw.middle ?? '')]),
    surname: lexicon.surnameOf(raw.surname ?? ''),
    aliases: kept(raw.aliases.flatMap((alias) => aliasNames(lexicon, alias))),
    born: bornOf(raw, standards),
    sex: sexOf(raw.sex),
    postcodes: kept([...new Set(raw.postcodes.map(lexicon.postcodeOf))].filter((postcode) => postcode !== '')),
    house: house === '' ? null : house,
    identifiers: shape.identifiers.map((field, at) => identifierOf(raw.identifiers[at] ?? null, field, standards)),
    numbers: kept(raw.numbers ?? none),
    texts: kept(shape.texts.map((_field, at) => lexicon.textOf(raw.texts[at] ?? ''))),
    isBarred: raw.isBarred ?? false,
    isSealed: raw.isSealed ?? false,
  };
};

/** Reads a date of birth as an agency wrote it; `precision` is what it says of it besides, where it does. */
export const readBirth = (raw: string, precision: PartialDate['precision'] | null): PartialDate | null => {
  const date = parsePartialDate(raw);
  return date === null || precision === null ? date : { ...date, precision };
};
