import { InvalidRequest } from '../../domain/errors.ts';
import type { LinkRecord } from '../../domain/link/link-record.ts';
import { limits } from '../../domain/matching.ts';
import { hashKey } from './key-hash.ts';

/** Candidate pairs as places of records in their list: those of pair n are `firsts[n]` < `seconds[n]`. */
export interface CandidatePairs {
  readonly firsts: Uint32Array;
  readonly seconds: Uint32Array;
  /** Keys shared by so many records that they say nothing. */
  readonly skippedBlocks: number;
}

/** What candidates are looked for in. */
export interface CandidateInput {
  readonly records: readonly LinkRecord[];
  readonly keysOf: (record: LinkRecord) => readonly string[];
  readonly mayPair: (a: LinkRecord, b: LinkRecord) => boolean;
}

// A key's hash and a record's place share 64 bits: 42 for the one, 22 for the other.
const PLACE_BITS = 22;
const MOST_RECORDS = 2 ** PLACE_BITS;
const HASH_BITS_BELOW = 2 ** (32 - PLACE_BITS) - 1;

/** Grows as it is written to, so that millions of entries need no list of objects. */
const createWords = () => {
  let words = new Uint32Array(1 << 20);
  let length = 0;
  return {
    push: (low: number, high: number): void => {
      if (length + 2 > words.length) {
        const larger = new Uint32Array(words.length * 2);
        larger.set(words);
        words = larger;
      }
      words[length] = low;
      words[length + 1] = high;
      length += 2;
    },
    /** The pairs of words as numbers of 64 bits, sorted, as words again. */
    sorted: (): Uint32Array => {
      new BigUint64Array(words.buffer, 0, length / 2).sort();
      return words.subarray(0, length);
    },
  };
};

type Words = ReturnType<typeof createWords>;

const keyWords = ({ records, keysOf }: CandidateInput): Uint32Array => {
  const words = createWords();
  records.forEach((record, place) => {
    for (const key of keysOf(record)) {
      const [high, low] = hashKey(key);
      words.push((((low & HASH_BITS_BELOW) << PLACE_BITS) | place) >>> 0, high);
    }
  });
  return words.sorted();
};

const hashOf = (words: Uint32Array, at: number): number =>
  (words[at + 1] ?? 0) * (HASH_BITS_BELOW + 1) + ((words[at] ?? 0) >>> PLACE_BITS);

const placeAt = (words: Uint32Array, at: number): number => (words[at] ?? 0) & (MOST_RECORDS - 1);

const pairBlock = (input: CandidateInput, keys: Uint32Array, from: number, to: number, pairs: Words): void => {
  const { records, mayPair } = input;
  for (let one = from; one < to; one += 2) {
    const place = placeAt(keys, one);
    const record = records[place];
    for (let other = one + 2; other < to; other += 2) {
      const next = placeAt(keys, other);
      const partner = records[next];
      if (record && partner && place !== next && mayPair(record, partner)) pairs.push(next, place);
    }
  }
};

const distinct = (words: Uint32Array): Pick<CandidatePairs, 'firsts' | 'seconds'> => {
  const [firsts, seconds] = [new Uint32Array(words.length / 2), new Uint32Array(words.length / 2)];
  let count = 0;
  for (let at = 0; at < words.length; at += 2) {
    if (at > 0 && words[at] === words[at - 2] && words[at + 1] === words[at - 1]) continue;
    firsts[count] = words[at + 1] ?? 0;
    seconds[count] = words[at] ?? 0;
    count += 1;
  }
  return { firsts: firsts.slice(0, count), seconds: seconds.slice(0, count) };
};

// Of so few records each can be compared with every other.
const FEW_RECORDS = 1500;

const allPairs = ({ records, mayPair }: CandidateInput): CandidatePairs => {
  const pairs = createWords();
  records.forEach((record, place) => {
    for (let next = place + 1; next < records.length; next += 1) {
      const partner = records[next];
      if (partner && mayPair(record, partner)) pairs.push(next, place);
    }
  });
  return { ...distinct(pairs.sorted()), skippedBlocks: 0 };
};

/** Every pair where there are few records; else those that share a key. */
export const findPairs = (input: CandidateInput): CandidatePairs =>
  input.records.length <= FEW_RECORDS ? allPairs(input) : findCandidatePairs(input);

/** Pairs that share a key, each once, in the order of their records; keys of too many records are left out. */
export const findCandidatePairs = (input: CandidateInput): CandidatePairs => {
  if (input.records.length > MOST_RECORDS) throw new InvalidRequest(`more than ${MOST_RECORDS} records at once`);
  const keys = keyWords(input);
  const pairs = createWords();
  let skippedBlocks = 0;
  for (let from = 0; from < keys.length; ) {
    const hash = hashOf(keys, from);
    let to = from + 2;
    while (to < keys.length && hashOf(keys, to) === hash) to += 2;
    if ((to - from) / 2 > limits.blockSize) skippedBlocks += 1;
    else pairBlock(input, keys, from, to, pairs);
    from = to;
  }
  return { ...distinct(pairs.sorted()), skippedBlocks };
};
