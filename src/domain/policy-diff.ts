import { groupBy } from './group-by.ts';

/** A line of a snapshot. */
interface Entry {
  readonly kind: string;
  readonly who: string;
  readonly what: string;
  readonly fieldClass: string;
  readonly when: readonly string[];
  readonly grant: string;
}

/** What changed between two snapshots, a line each; what changed both ways stands in both lists. */
export interface PolicyDiff {
  /** Versions of the two. */
  readonly from: string;
  readonly to: string;
  readonly widened: readonly string[];
  readonly narrowed: readonly string[];
  /** Fields there were not before, and fields there are no more: neither wider nor narrower. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const readSnapshot = (text: string): readonly Entry[] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [kind = '', who = '', what = '', fieldClass = '', when = '', grant = ''] = line.split(',');
      return { kind, who, what, fieldClass, grant, when: when === '' ? [] : when.split('&') };
    });

/** What a grant lets through, as bits: summary fields, own records, everything else. */
const power: Readonly<Record<string, number>> = { none: 0, summary: 1, own: 2, full: 7 };

const nameOf = (literal: string): string => literal.replace('!', '');

const holdsIn = (when: readonly string[], held: ReadonlySet<string>): boolean =>
  when.every((literal) => literal.startsWith('!') !== held.has(nameOf(literal)));

const grantUnder = (entries: readonly Entry[], held: ReadonlySet<string>): string =>
  entries.find(({ when }) => holdsIn(when, held))?.grant ?? 'none';

/** Every combination of some conditions. */
const combinationsOf = (names: readonly string[]): readonly ReadonlySet<string>[] =>
  Array.from({ length: 1 << names.length }, (_, bits) => new Set(names.filter((_name, index) => bits & (1 << index))));

type Change = Pick<PolicyDiff, 'widened' | 'narrowed'>;
const nothing: Change = { widened: [], narrowed: [] };

const whenText = (names: readonly string[], held: ReadonlySet<string>): string =>
  names.length === 0 ? '' : ` while ${names.map((name) => (held.has(name) ? name : `not ${name}`)).join(', ')}`;

const decisionChange = (title: string, before: readonly Entry[], after: readonly Entry[]): Change => {
  const names = [...new Set([...before, ...after].flatMap(({ when }) => when.map(nameOf)))].toSorted();
  const changes = combinationsOf(names).map((held) => {
    const [was, is] = [grantUnder(before, held), grantUnder(after, held)];
    const [from, to] = [power[was] ?? 0, power[is] ?? 7];
    return { line: `${title}: ${was} -> ${is}${whenText(names, held)}`, wider: to & ~from, narrower: from & ~to };
  });
  return {
    widened: changes.filter(({ wider }) => wider !== 0).map(({ line }) => line),
    narrowed: changes.filter(({ narrower }) => narrower !== 0).map(({ line }) => line),
  };
};

const governing = ({ fieldClass, grant }: Entry): string => [fieldClass, grant].filter(Boolean).join(' ');

/** Levels of a field, from the one that needs the greatest grant to the one that needs the least. */
const breadth = ['full', 'summary', 'records'];

/** Another class may be wider for one role and narrower for another, so it counts as both. */
const governingChange = (before: Entry, after: Entry): Change => {
  const [was, is] = [governing(before), governing(after)];
  if (was === is) return nothing;
  const line = `${after.kind} ${after.who}: ${was} -> ${is}`;
  if (after.grant === '') return { widened: [line], narrowed: [] };
  if (before.grant === '') return { widened: [], narrowed: [line] };
  if (before.fieldClass !== after.fieldClass) return { widened: [line], narrowed: [line] };
  const isWider = breadth.indexOf(after.grant) > breadth.indexOf(before.grant);
  return isWider ? { widened: [line], narrowed: [] } : { widened: [], narrowed: [line] };
};

const factOf = ({ kind, who, what, fieldClass }: Entry): string =>
  [kind, who, what, fieldClass].filter(Boolean).join(' ');

/** A pseudonym that falls away widens; any other line that appears does. */
const factChange = (before: Entry | undefined, after: Entry | undefined): Change => {
  const entry = after ?? before;
  if (!entry || (before && after)) return nothing;
  const isWider = (entry.kind === 'pseudonyms') === (after === undefined);
  const line = `${factOf(entry)}: ${after ? 'now' : 'no more'}`;
  return isWider ? { widened: [line], narrowed: [] } : { widened: [], narrowed: [line] };
};

const isField = (kind: string): boolean => kind === 'field' || kind === 'record';

const changeOf = (title: string, before: readonly Entry[], after: readonly Entry[]): Change => {
  const [was, is] = [before[0], after[0]];
  const kind = (is ?? was)?.kind ?? '';
  if (kind === 'decides') return decisionChange(title, before, after);
  if (!isField(kind)) return factChange(was, is);
  return was && is ? governingChange(was, is) : nothing;
};

const keyOf = (entry: Entry): string => (isField(entry.kind) ? `${entry.kind} ${entry.who}` : factOf(entry));

const versionOf = (entries: readonly Entry[]): string => entries.find(({ kind }) => kind === 'version')?.who ?? 'none';

/** What the second of two policy snapshots shows more and less than the first. */
export const diffPolicy = (first: string, second: string): PolicyDiff => {
  const [before, after] = [readSnapshot(first), readSnapshot(second)];
  const rules = (entries: readonly Entry[]) =>
    groupBy(
      entries.filter(({ kind }) => kind !== 'version'),
      keyOf,
    );
  const [was, is] = [rules(before), rules(after)];
  const keys = [...new Set([...is.keys(), ...was.keys()])];
  const changes = keys.map((key) => changeOf(key.replace('decides ', ''), was.get(key) ?? [], is.get(key) ?? []));
  const fields = (one: typeof was, other: typeof was) =>
    [...one].flatMap(([key, [entry]]) =>
      entry && isField(entry.kind) && !other.has(key) ? [`${key}: ${governing(entry)}`] : [],
    );
  return {
    ...{ from: versionOf(before), to: versionOf(after) },
    widened: changes.flatMap(({ widened }) => widened),
    narrowed: changes.flatMap(({ narrowed }) => narrowed),
    added: fields(is, was),
    removed: fields(was, is),
  };
};
