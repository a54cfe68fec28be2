// One bit of a 32-bit word for each character: names are shorter, and what follows decides nothing.
const LONGEST = 32;
const PREFIX = 4;
const PREFIX_SCALE = 0.1;
// Winkler's own: texts less alike than this gain nothing from a shared beginning.
const BOOST_FROM = 0.7;

const sharedPrefix = (a: string, b: string): number => {
  let length = 0;
  while (length < PREFIX && length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
};

/** Place in `b` from `from` up to `to` that holds the character and is not taken; -1 where there is none. */
const freePlace = (b: string, code: number, from: number, to: number, taken: number): number => {
  for (let at = from; at <= to; at += 1) {
    if ((taken & (1 << at)) === 0 && b.charCodeAt(at) === code) return at;
  }
  return -1;
};

interface Matched {
  readonly count: number;
  readonly ofA: number;
  readonly ofB: number;
}

const matchOf = (a: string, b: string): Matched => {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  let [count, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const place = freePlace(b, a.charCodeAt(at), Math.max(0, at - reach), Math.min(b.length - 1, at + reach), ofB);
    if (place < 0) continue;
    count += 1;
    ofA |= 1 << at;
    ofB |= 1 << place;
  }
  return { count, ofA, ofB };
};

const outOfOrder = (a: string, b: string, { ofA, ofB }: Matched): number => {
  let [misplaced, place] = [0, 0];
  for (let at = 0; at < a.length; at += 1) {
    if ((ofA & (1 << at)) === 0) continue;
    while ((ofB & (1 << place)) === 0) place += 1;
    if (a.charCodeAt(at) !== b.charCodeAt(place)) misplaced += 1;
    place += 1;
  }
  return misplaced / 2;
};

/**
 * How alike two short texts are, from 0 to 1, after Jaro with Winkler's reward for a shared beginning. Of longer texts
 * the first 32 characters count.
 */
export const jaroWinkler = (one: string, other: string): number => {
  if (one === other) return 1;
  // Which text is walked first can decide a tie, and the measure must not depend on who is asked about whom.
  const [a, b] =
    one < other ? [one.slice(0, LONGEST), other.slice(0, LONGEST)] : [other.slice(0, LONGEST), one.slice(0, LONGEST)];
  const matched = matchOf(a, b);
  if (matched.count === 0) return 0;
  const share = matched.count / a.length + matched.count / b.length + 1 - outOfOrder(a, b, matched) / matched.count;
  const jaro = share / 3;
  return jaro < BOOST_FROM ? jaro : jaro + sharedPrefix(a, b) * PREFIX_SCALE * (1 - jaro);
};
