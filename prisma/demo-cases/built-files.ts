import type { AnyInventedRecord, InventedChild, InventedSource } from '../../src/app/synth/invented.ts';
import { writeFiles } from '../../src/app/synth/writer.ts';
import { writerOf } from '../../src/app/synth/writers/index.ts';
import { type Feed, feedsOf } from './feeds.ts';
import { knownBy, newBetween } from './known-by.ts';

/** One file of the demo, and how it came to the door. */
export interface DemoFile {
  /** Its path in `prisma/demo/`. */
  readonly file: string;
  readonly adapterId: string;
  readonly organisation: string;
  readonly receivedAt: string;
}
export interface BuiltFile extends DemoFile {
  readonly text: string;
}

/** ★ The folder of each organisation’s files. */
const folders: Readonly<Record<string, string>> = {
  '14': 'south-yorkshire-police',
  E08000016: 'barnsley-social-care',
  E08000017: 'doncaster-social-care',
  E08000019: 'sheffield-social-care',
  RP5: 'doncaster-and-bassetlaw-hospitals',
  RXE: 'rotherham-doncaster-and-south-humber',
  'EH-E08000017': 'doncaster-early-help',
  '3714000': 'danum-bridge-academy',
  '3714001': 'conisbrough-vale-school',
};

const isNewReport = (record: AnyInventedRecord): boolean =>
  record.kind === 'notification' && record.body.messageType === 'NEW';

const reportTimes = (children: readonly InventedChild[]): readonly string[] =>
  children.flatMap(({ sources }) =>
    sources.flatMap(({ records }) => records.filter(isNewReport).map(({ statedAt }) => statedAt ?? '')),
  );

/** What a feed sends at one of its times. */
const sourcesAt = (feed: Feed, sources: readonly InventedSource[], index: number): readonly InventedSource[] => {
  const at = feed.at[index] ?? '';
  if (feed.sends === 'WHOLE') return sources.map((source) => knownBy(source, at));
  const after = feed.at[index - 1] ?? '';
  return sources.map((source) => newBetween(source, after, at)).filter(({ records }) => records.length > 0);
};

/** Files that leave together arrive ten seconds apart. */
const arrival = (at: string, place: number): string =>
  new Date(Date.parse(at) + place * 10_000).toISOString().replace('.000Z', 'Z');

const filesOf = (feed: Feed, all: readonly InventedSource[]): readonly BuiltFile[] => {
  const { organisation } = feed;
  const writer = writerOf(feed.writer);
  const sources = all.filter((source) => source.organisation === organisation && source.writer === feed.writer);
  const last = new Map<string, string>();
  return feed.at.flatMap((at, index) => {
    const sent = sourcesAt(feed, sources, index);
    const written = writeFiles(writer, sent).filter(({ name, text }) => last.get(name) !== text);
    for (const { name, text } of written) last.set(name, text);
    const stamp = `${at.slice(0, 10)}-${at.slice(11, 13)}${at.slice(14, 16)}`;
    return written.map(({ name, text }, place) => ({
      file: `${folders[organisation] ?? organisation}/${stamp}-${name}`,
      ...{ adapterId: writer.adapter, organisation, receivedAt: arrival(at, place), text },
    }));
  });
};

/** Every file that the systems of all organisations sent about the children, as it left them. */
export const builtFiles = (children: readonly InventedChild[]): readonly BuiltFile[] => {
  const sources = children.flatMap((child) => child.sources);
  return feedsOf(reportTimes(children)).flatMap((feed) => filesOf(feed, sources));
};
