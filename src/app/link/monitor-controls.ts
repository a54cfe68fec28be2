import { birthKeys, nhsOf } from '../../domain/link/birth-evidence.ts';
import { childShape, type LinkRecord } from '../../domain/link/link-record.ts';
import type { HeldRecord } from './monitor-records.ts';

/** Two children who are known to be two. */
export type ControlKind = 'TWINS' | 'SIBLINGS' | 'ONE_SOURCE';

/** What became of pairs that are known to be two children. */
export interface ControlFigures {
  readonly kind: ControlKind;
  readonly pairs: number;
  /** Pairs that are one child in the hub, or that it would link by itself. Each is an incident. */
  readonly incidents: number;
  /** Pairs that would be one cluster if no number were known: what the other evidence cannot tell. */
  readonly joinedWhenHidden: number;
}

/** An incident: source persons who are two children, and are taken, or would be, for one. */
export interface Incident {
  readonly kind: ControlKind;
  readonly what: 'ONE_CHILD' | 'LINKED';
  readonly sourcePersons: readonly [string, string];
}

/** What controls are looked for in. */
export interface ControlInput {
  readonly held: readonly HeldRecord[];
  /** Pairs of source persons the hub links by itself. */
  readonly links: readonly { readonly a: string; readonly b: string }[];
  /** Cluster of a record in a relink without numbers. */
  readonly hiddenClusterOf: (id: string) => string;
}

interface Numbered extends HeldRecord {
  readonly number: string;
}

const LARGEST_HOUSEHOLD = 12;

const numbered = (held: readonly HeldRecord[]): readonly Numbered[] =>
  held.flatMap((one) => {
    const number = nhsOf(one.record, childShape);
    return number === null ? [] : [{ ...one, number }];
  });

const householdKeys = ({ surname, postcodes: [postcode] }: LinkRecord): readonly string[] =>
  surname === null || postcode === undefined ? [] : [`${postcode}|${surname.text}`];

const twinKeys = (record: LinkRecord): readonly string[] => birthKeys(record).filter((key) => key.startsWith('BP|'));

const sourceKeys = ({ source, given, surname }: LinkRecord): readonly string[] =>
  given === null || surname === null ? [] : [`${source}|${given.text}|${surname.text}`];

/** What groups are looked through for children who are two; the first kind a pair is found by counts. */
const kinds: readonly (readonly [ControlKind, (record: LinkRecord) => readonly string[]])[] = [
  ['TWINS', twinKeys],
  ['SIBLINGS', householdKeys],
  // One system that gives two people of one name different NHS numbers knows that they are two.
  ['ONE_SOURCE', sourceKeys],
];

type Control = readonly [Numbered, Numbered];

const pairName = (one: string, other: string): string => (one < other ? `${one}|${other}` : `${other}|${one}`);

/** One source person for each NHS number of each group. */
const groupsBy = (
  records: readonly Numbered[],
  keysOf: (record: LinkRecord) => readonly string[],
): readonly (readonly Numbered[])[] => {
  const groups = new Map<string, Map<string, Numbered>>();
  for (const one of records) {
    for (const key of keysOf(one.record)) {
      const group = groups.get(key) ?? new Map<string, Numbered>();
      if (!group.has(one.number)) group.set(one.number, one);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => [...group.values()]);
};

/** Pairs of different NHS numbers in one group, one for each two numbers that were not seen before. */
const controlsIn = (groups: readonly (readonly Numbered[])[], seen: Set<string>): readonly Control[] =>
  groups
    .filter(({ length }) => length > 1 && length <= LARGEST_HOUSEHOLD)
    .flatMap((group) => group.flatMap((one, at) => group.slice(at + 1).map((other): Control => [one, other])))
    .filter(([one, other]) => {
      const name = pairName(one.number, other.number);
      const isNew = !seen.has(name);
      seen.add(name);
      return isNew;
    });

/** Every two NHS numbers that the hub has in one child, or links by itself, with the source persons. */
const joinedNumbers = (
  { links }: ControlInput,
  records: readonly Numbered[],
): ReadonlyMap<string, Omit<Incident, 'kind'>> => {
  const found = new Map<string, Omit<Incident, 'kind'>>();
  const bySubject = new Map(records.map((one) => [one.subjectId, one]));
  const note = (one: Numbered, other: Numbered, what: Incident['what']) => {
    if (one.number !== other.number)
      found.set(pairName(one.number, other.number), { what, sourcePersons: [one.subjectId, other.subjectId] });
  };
  for (const { a, b } of links) {
    const [one, other] = [bySubject.get(a), bySubject.get(b)];
    if (one && other) note(one, other, 'LINKED');
  }
  const seen = new Map<string, Map<string, Numbered>>();
  for (const one of records) {
    const others = seen.get(one.childId) ?? new Map<string, Numbered>();
    for (const other of others.values()) note(other, one, 'ONE_CHILD');
    seen.set(one.childId, others.has(one.number) ? others : others.set(one.number, one));
  }
  return found;
};

/** Looks for children known to be two, and what the hub takes them for. */
export const checkControls = (
  input: ControlInput,
): { readonly figures: readonly ControlFigures[]; readonly incidents: readonly Incident[] } => {
  const records = numbered(input.held);
  const joined = joinedNumbers(input, records);
  const seen = new Set<string>();
  const { hiddenClusterOf } = input;
  const checked = kinds.map(([kind, keysOf]) => {
    const controls = controlsIn(groupsBy(records, keysOf), seen);
    const incidents = controls.flatMap(([one, other]): readonly Incident[] => {
      const found = joined.get(pairName(one.number, other.number));
      return found ? [{ kind, ...found }] : [];
    });
    const hidden = controls.filter(([a, b]) => hiddenClusterOf(a.record.id) === hiddenClusterOf(b.record.id)).length;
    const figures = { kind, pairs: controls.length, incidents: incidents.length, joinedWhenHidden: hidden };
    return { figures, incidents };
  });
  return {
    figures: checked.map(({ figures }) => figures),
    incidents: checked.flatMap(({ incidents }) => incidents),
  };
};
