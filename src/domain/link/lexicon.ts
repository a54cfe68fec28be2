import anyAscii from 'any-ascii';
import { doubleMetaphone } from 'double-metaphone';
import { normalisePostcode } from '../identifiers.ts';
import type { Name } from './link-record.ts';
import { nicknames, notNames, titles, transliterations } from './name-families.ts';

const NOT_A_WORD = /[^a-z0-9]+/g;
const APOSTROPHES = /['`’]/g;

/** A text in small Latin letters and digits, words parted by one space. */
const plainWords = (raw: string): string =>
  anyAscii(raw).toLowerCase().replace(APOSTROPHES, '').replace(NOT_A_WORD, ' ').trim();

/** What the tables know of a name. */
type Families = Pick<Name, 'longOf' | 'shortOf' | 'writings'>;

const note = (found: Map<string, number[]>, name: string, line: number): void => {
  found.set(name, [...(found.get(name) ?? []), line]);
};

const createFamilies = (): ((text: string) => Families) => {
  const [longOf, shortOf, writings] = [
    new Map<string, number[]>(),
    new Map<string, number[]>(),
    new Map<string, number[]>(),
  ];
  nicknames.forEach(([long = '', ...shorts], line) => {
    note(longOf, long, line);
    for (const short of shorts) note(shortOf, short, line);
  });
  transliterations.forEach((family, line) => {
    for (const name of family) note(writings, name, line);
  });
  const of = (found: Map<string, number[]>, text: string) => found.get(text) ?? [];
  return (text) => ({ longOf: of(longOf, text), shortOf: of(shortOf, text), writings: of(writings, text) });
};

const soundsOf = (text: string): readonly string[] => {
  const [first, second] = doubleMetaphone(text.replaceAll(' ', ''));
  return [...new Set([first, second])].filter((sound) => sound !== '');
};

const unspoken = new Set(notNames);
const honorifics = new Set(titles);

// "Mr" alone may be a name in another writing; before another word it is a title.
const withoutTitles = (words: readonly string[]): readonly string[] => {
  const from = words.findIndex((word) => !honorifics.has(word));
  return from < 0 ? words.slice(-1) : words.slice(from);
};

const isNumber = (word: string): boolean => /^\d+$/.test(word);

/** Words of a given name, without titles and without what stands where a name should (`baby of`, `twin 1`). */
const givenWords = (raw: string): readonly string[] => {
  const words = withoutTitles(plainWords(raw).split(' ').filter(Boolean));
  // "Baby of Sarah" names the mother.
  if (words.length > 1 && (words[0] === 'baby' || words[0] === 'infant') && words[1] === 'of') return [];
  return words.filter((word) => !unspoken.has(word) && !isNumber(word));
};

const unsaid = new Set([
  'unknown',
  'unkown',
  'not known',
  'none',
  'nk',
  'n k',
  'n a',
  'null',
  'tbc',
  'not stated',
  'surname',
]);

/** A surname in plain words; empty where it only says that none is known. */
const surnameWords = (raw: string): string => {
  const words = withoutTitles(plainWords(raw).split(' ').filter(Boolean)).join(' ');
  return unsaid.has(words) ? '' : words;
};

/** Makes each name once: the same text always gives the same object. */
export interface Lexicon {
  /** Of plain words; null of an empty text. */
  readonly nameOf: (text: string) => Name | null;
  /** Of given names as a source wrote them, word by word. */
  readonly givenOf: (raw: string) => readonly Name[];
  readonly surnameOf: (raw: string) => Name | null;
  /** Of any other text. */
  readonly textOf: (raw: string) => Name | null;
  /** A postcode as it is compared; empty where there is none. */
  readonly postcodeOf: (raw: string) => string;
  /** A house as it is compared; empty where there is none. */
  readonly houseOf: (raw: string) => string;
}

const compact = (raw: string): string => raw.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const remembering = <T>(make: (raw: string) => T): ((raw: string) => T) => {
  const known = new Map<string, T>();
  return (raw) => {
    const found = known.get(raw);
    if (found !== undefined) return found;
    const made = make(raw);
    known.set(raw, made);
    return made;
  };
};

/** A lexicon of its own; what it has seen it keeps, so it lives no longer than a run or a delivery. */
export const createLexicon = (): Lexicon => {
  const familiesOf = createFamilies();
  const make = remembering((text: string): Name => {
    const parts = text.split(' ');
    return { text, parts: parts.length > 1 ? parts : [], sounds: soundsOf(text), ...familiesOf(text) };
  });
  const nameOf = (text: string): Name | null => (text === '' ? null : make(text));
  return {
    nameOf,
    givenOf: remembering((raw) => givenWords(raw).map(make)),
    surnameOf: remembering((raw) => nameOf(surnameWords(raw))),
    textOf: remembering((raw) => nameOf(plainWords(raw))),
    postcodeOf: remembering((raw) => normalisePostcode(raw) ?? compact(raw)),
    houseOf: remembering(compact),
  };
};
