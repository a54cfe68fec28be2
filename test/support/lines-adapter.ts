import { blankEpisode, blankPerson } from '../../adapters/blank.ts';
import type { Adapter, AnyCanonicalRecord, DeliveryMode, Format, SourceRecord } from '../../src/domain/adapter.ts';
import { UnreadableFile } from '../../src/domain/adapter.ts';
import { identifierOf, isNhsNumber } from '../../src/domain/identifiers.ts';

/** One record of a small format for tests, one JSON object a line. */
export interface Line {
  /** Key of the record. */
  readonly key: string;
  /** The sender's number for the child. */
  readonly child: string;
  readonly given?: string;
  readonly family?: string;
  readonly born?: string;
  readonly nhs?: string;
  readonly postcode?: string;
  readonly house?: string;
  readonly sex?: 'FEMALE' | 'MALE';
  readonly upn?: string;
  readonly alias?: string;
  readonly religion?: string;
  readonly missing?: { readonly from: string; readonly to?: string; readonly place?: string };
}

/** A file of such records. */
export const linesOf = (lines: readonly (Line | string)[]): Uint8Array =>
  Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));

const day = (text: string) => ({ earliest: text, latest: text, precision: 'DAY' as const });
const orNull = (text: string | undefined) => text ?? null;

const numbersOf = ({ nhs, upn }: Line) =>
  [
    nhs === undefined ? null : identifierOf('nhs-number', nhs),
    upn === undefined ? null : identifierOf('upn', upn),
  ].filter((number) => number !== null);

const namesOf = ({ given, family, alias }: Line) => [
  { use: 'LEGAL' as const, given: orNull(given), family: orNull(family) },
  ...(alias === undefined ? [] : [{ use: 'ALIAS' as const, given: alias, family: null }]),
];

const personOf = (line: Line): AnyCanonicalRecord[] => {
  const { child, born, sex, postcode, house, religion } = line;
  if (born === undefined) return [];
  const body = {
    ...blankPerson,
    names: namesOf(line),
    birth: day(born),
    religion: orNull(religion),
    sex: sex ?? null,
    identifiers: numbersOf(line),
    homeAddress: postcode === undefined ? null : { lines: house === undefined ? [] : [house], postcode, uprn: null },
    careStatus: 'LAC' as const,
  };
  const subject = { system: 'lines', key: child };
  return [{ kind: 'person', key: `person of ${child}`, subject, statedAt: null, body, absences: {} }];
};

const episodeOf = ({ key, child, missing }: Line): AnyCanonicalRecord[] => {
  if (!missing) return [];
  const body = {
    ...blankEpisode(key),
    category: 'MISSING' as const,
    startedOn: missing.from,
    endedOn: orNull(missing.to),
    foundPlace: orNull(missing.place),
  };
  const subject = { system: 'lines', key: child };
  return [{ kind: 'missing-episode', key, subject, statedAt: null, body, absences: {} }];
};

const unreadable = { rule: 'LINE', field: null, message: 'the line is not a record' };

const keyIn = (raw: string): string | null => /"key":"([^"]+)"/.exec(raw)?.[1] ?? null;

const recordOf = (raw: string, index: number): SourceRecord => {
  const locator = `line ${index + 1}`;
  const bad = { key: keyIn(raw), locator, raw, facts: [], issues: [], unreadable: [unreadable] };
  if (!raw.endsWith('}')) return bad;
  const line: Line = JSON.parse(raw);
  const facts = [...personOf(line), ...episodeOf(line)];
  return { key: line.key, locator, raw, facts, issues: [], unreadable: null };
};

const format = (id: string, mode: DeliveryMode, repair: (raw: string) => string): Format => ({
  id,
  title: `Lines, ${id}`,
  version: '1',
  mode,
  unmapped: [],
  mapping: [],
  detects: (name) => name.endsWith(`.${id}`),
  *read(bytes) {
    const lines = Buffer.from(bytes).toString('utf8').split('\n');
    if (lines[0] === 'GARBAGE') throw new UnreadableFile('GARBAGE', 'the file is garbage');
    for (const [index, raw] of lines.entries()) if (raw !== '') yield recordOf(repair(raw), index);
  },
});

/** An adapter with one format a delivery mode, told by the file's ending; `repair` stands for a fix in its code. */
export const linesAdapter = (repair: (raw: string) => string = (raw) => raw): Adapter => ({
  id: 'lines',
  agency: 'social-care',
  title: 'Lines',
  formats: [
    format('snapshot', { kind: 'snapshot', scope: 'lines/all' }, repair),
    format('upsert', { kind: 'upsert' }, repair),
    format('event', { kind: 'event' }, repair),
  ],
});

/** The nth NHS number of the range that is never given to anybody. */
export const nhsNumber = (n: number): string => {
  const stem = `999${String(n).padStart(6, '0')}`;
  const found = Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).find(isNhsNumber);
  return found ?? nhsNumber(n + 500_000);
};
