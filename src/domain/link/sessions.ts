import type { Comparison } from './comparisons.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';
import type { RecordPair } from './patterns.ts';

/** A way to choose pairs many of which are of one person, so that the other fields can be learned from them. */
export interface Session {
  /** Fields that agree by choice, and so are not learned. */
  readonly fixed: readonly string[];
  readonly keysOf: (record: LinkRecord) => readonly string[];
}

const dayOf = ({ born }: LinkRecord): string | null => (born?.precision === 'DAY' ? born.digits : null);

const keyOf = (...parts: readonly (string | null | undefined)[]): readonly string[] =>
  parts.every((part) => typeof part === 'string' && part !== '') ? [parts.join('|')] : [];

const usual: readonly Session[] = [
  { fixed: ['given', 'surname'], keysOf: ({ given, surname }) => keyOf(given?.text, surname?.text) },
  { fixed: ['born', 'address'], keysOf: (record) => keyOf(dayOf(record), record.postcodes[0]) },
  { fixed: ['born', 'surname'], keysOf: (record) => keyOf(dayOf(record), record.surname?.sounds[0]) },
];

const further = (shape: LinkShape): readonly Session[] => [
  ...shape.identifiers.map(({ field }, at) => ({
    fixed: [field],
    keysOf: (record: LinkRecord) => keyOf(record.identifiers[at]),
  })),
  ...shape.texts.flatMap(({ field, isStrong }, at) =>
    isStrong ? [{ fixed: [field], keysOf: (record: LinkRecord) => keyOf(record.texts[at]?.text) }] : [],
  ),
  { fixed: ['born'], keysOf: (record) => keyOf(dayOf(record)) },
];

const FEWEST_PAIRS = 20;
const MOST_PAIRS = 500_000;
// A key of so many is a common name or a filled-in date, and nearly all its pairs are of two people.
const LARGEST_BLOCK = 100;

function* pairsWithin(block: readonly LinkRecord[]): Generator<RecordPair> {
  for (const [at, a] of block.entries()) for (const b of block.slice(at + 1)) yield [a, b];
}

const blocksOf = (records: readonly LinkRecord[], { keysOf }: Session): readonly (readonly LinkRecord[])[] => {
  const blocks = new Map<string, LinkRecord[]>();
  for (const record of records) {
    for (const key of keysOf(record)) {
      const block = blocks.get(key);
      if (block) block.push(record);
      else blocks.set(key, [record]);
    }
  }
  return [...blocks.values()].filter(({ length }) => length > 1 && length <= LARGEST_BLOCK);
};

/** Pairs a session chooses, at most so many. */
const pairsOf = (records: readonly LinkRecord[], session: Session, mayPair: MayPair): readonly RecordPair[] => {
  const pairs: RecordPair[] = [];
  for (const block of blocksOf(records, session)) {
    for (const pair of pairsWithin(block)) if (mayPair(...pair)) pairs.push(pair);
    if (pairs.length >= MOST_PAIRS) break;
  }
  return pairs;
};

/** Whether two records may be compared at all (in linking two files, only across). */
export type MayPair = (a: LinkRecord, b: LinkRecord) => boolean;

/** A session with the pairs it found. */
export interface HeldSession {
  readonly session: Session;
  readonly pairs: readonly RecordPair[];
}

/** The sessions that can be held: the usual three, and others for fields those leave out. */
export const holdSessions = (
  records: readonly LinkRecord[],
  shape: LinkShape,
  comparisons: readonly Comparison[],
  mayPair: MayPair,
): readonly HeldSession[] => {
  const held: HeldSession[] = [];
  const isUnlearned = (field: string) => held.every(({ session }) => session.fixed.includes(field));
  const hold = (session: Session) => {
    const pairs = pairsOf(records, session, mayPair);
    if (pairs.length >= FEWEST_PAIRS) held.push({ session, pairs });
  };
  for (const session of usual) hold(session);
  for (const session of further(shape)) {
    const helps = comparisons.some(({ field }) => !session.fixed.includes(field) && isUnlearned(field));
    if (held.length < 2 || helps) hold(session);
  }
  return held;
};
