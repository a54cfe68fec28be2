import { districtOf } from './compare-facts.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';
import { isOneSlip } from './one-slip.ts';

/**
 * What tells the children of one household and day of birth apart, by the keys of `birthKeys`: words `kind|which`, of a
 * kind one child has one. Two words of a kind are two children.
 */
export type BirthEvidence = (key: string) => ReadonlySet<string>;

/** Plain keys of the household a record speaks of, each with its day of birth; none where that is not known fully. */
export const birthKeys = ({ born, surname, postcodes }: LinkRecord): readonly string[] => {
  if (born === null || born.precision !== 'DAY') return [];
  const keys: string[] = [];
  for (const postcode of postcodes) {
    keys.push(`BP|${born.digits}|${postcode}`);
    for (const sound of surname?.sounds ?? []) {
      const key = `BS|${born.digits}|${sound}|${districtOf(postcode)}`;
      if (!keys.includes(key)) keys.push(key);
    }
  }
  return keys;
};

/** The record's valid NHS number. */
export const nhsOf = ({ identifiers }: LinkRecord, { identifiers: fields }: LinkShape): string | null => {
  const at = fields.findIndex(({ check }) => check === 'nhs');
  return at < 0 ? null : (identifiers[at] ?? null);
};

const numberWords = ({ identifiers }: LinkRecord, { identifiers: fields }: LinkShape): readonly string[] =>
  fields.flatMap(({ check }, at) => {
    const number = identifiers[at] ?? null;
    return check === 'none' || number === null ? [] : `${check}|${number}`;
  });

/** What records are gathered by. */
export interface BirthSources {
  readonly shape: LinkShape;
  /** Sources that hold each child once, so that two names in one are two children. */
  readonly registers: ReadonlySet<string>;
}

/** What a record says of its household: its numbers; of a record without any, under which name a register holds it. */
export const birthWords = (record: LinkRecord, { shape, registers }: BirthSources): readonly string[] => {
  const numbers = numberWords(record, shape);
  if (numbers.length > 0 || record.given === null || !registers.has(record.source)) return numbers;
  return [`name of ${record.source}|${record.given.text}`];
};

const nothing: ReadonlySet<string> = new Set();

type Words = Map<string, Set<string>>;

const addWord = (single: Map<string, string>, several: Words, key: string, word: string): void => {
  const only = single.get(key) ?? word;
  single.set(key, only);
  if (only !== word) several.set(key, (several.get(key) ?? new Set([only])).add(word));
};

const gatherWords = (records: readonly LinkRecord[], sources: BirthSources): Words => {
  const single = new Map<string, string>();
  const several: Words = new Map();
  for (const record of records) {
    const words = birthWords(record, sources);
    const keys = words.length > 0 ? birthKeys(record) : [];
    for (const key of keys) for (const word of words) addWord(single, several, key, word);
  }
  return several;
};

/**
 * Gathers the evidence of all these records at once. Only households with two words or more are kept: one tells nothing
 * apart.
 */
export const gatherBirths = (records: readonly LinkRecord[], sources: BirthSources): BirthEvidence => {
  // Gathered elsewhere, so that what gathering needed is let go.
  const found = gatherWords(records, sources);
  return (key) => found.get(key) ?? nothing;
};

const kindOf = (word: string): string => word.slice(0, word.indexOf('|'));

const wordsAround = (births: BirthEvidence, a: LinkRecord, b: LinkRecord): readonly ReadonlySet<string>[] =>
  [...new Set([...birthKeys(a), ...birthKeys(b)])].map(births);

// A name one slip away may be the same child's.
const tellApart = (one: string, other: string): boolean =>
  kindOf(one) === kindOf(other) && !(one.startsWith('name') && isOneSlip(one, other));

const holdsSeveral = (words: ReadonlySet<string>): boolean => {
  const all = [...words];
  return all.some((one, at) => all.slice(at + 1).some((other) => tellApart(one, other)));
};

/** Whether several children were born on that day in the household of either record. */
export const isMultipleBirth = (births: BirthEvidence, a: LinkRecord, b: LinkRecord): boolean =>
  wordsAround(births, a, b).some(holdsSeveral);

/** How many NHS numbers are known of the households of both records on their days of birth. */
export const countNhsNumbers = (births: BirthEvidence, a: LinkRecord, b: LinkRecord): number =>
  new Set(wordsAround(births, a, b).flatMap((words) => [...words].filter((word) => kindOf(word) === 'nhs'))).size;
