import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { childrenOf } from './generate-children.ts';
import type { InventedChild, InventedSource } from './invented.ts';
import type { SynthOptions } from './options.ts';
import { type Output, openOutput } from './output.ts';
import { type Parts, partsIn } from './parts.ts';
import { prepareFolder, README, TRUTH } from './synth-folder.ts';
import { readmeOf, type SenderFolder } from './synth-readme.ts';
import { truthOf } from './truth.ts';
import { writerOf } from './writers/index.ts';

/** How far the work has come. */
export interface SynthProgress {
  readonly children: number;
  /** Entries of files: messages, rows, resources. */
  readonly records: number;
}

/** What was written. */
export interface SynthSummary extends SynthProgress {
  readonly sources: number;
  readonly episodes: number;
  readonly files: number;
  readonly senders: readonly SenderFolder[];
}

export interface SynthRequest {
  readonly options: SynthOptions;
  readonly folder: string;
  /** Whether what was invented there before may be removed. */
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SynthProgress) => void;
}

/** Children between two reports of progress. */
const STEP = 1_000;

/** The files that are open, by writer and organisation. */
interface Desk {
  readonly folder: string;
  readonly parts: Map<string, readonly Parts[]>;
  readonly senders: Map<string, SenderFolder>;
}

const partsFor = async ({ folder, parts, senders }: Desk, source: InventedSource): Promise<readonly Parts[]> => {
  const { organisation, writer: id } = source;
  const held = parts.get(`${id}/${organisation}`);
  if (held) return held;
  const { adapter, files } = writerOf(id);
  const into = join(folder, adapter, organisation);
  await mkdir(into, { recursive: true });
  senders.set(`${adapter}/${organisation}`, { adapter, organisation });
  const made = files.map((file) => partsIn(into, organisation, file));
  parts.set(`${id}/${organisation}`, made);
  return made;
};

const writeChild = async (desk: Desk, truth: Output, child: InventedChild): Promise<number> => {
  let records = 0;
  for (const source of child.sources) {
    for (const part of await partsFor(desk, source)) records += await part.add(source);
  }
  await truth.write(truthOf(child));
  return records;
};

const closeAll = async ({ parts }: Desk): Promise<number> => {
  let files = 0;
  for (const each of parts.values()) for (const part of each) files += await part.close();
  return files;
};

const writeAll = async (desk: Desk, truth: Output, { options, signal, onProgress }: SynthRequest) => {
  const total = { children: 0, records: 0, sources: 0, episodes: 0 };
  for (const child of childrenOf(options)) {
    signal.throwIfAborted();
    total.records += await writeChild(desk, truth, child);
    total.children += 1;
    total.sources += child.sources.length;
    total.episodes += child.episodes.length;
    if (total.children % STEP === 0) onProgress({ children: total.children, records: total.records });
  }
  return total;
};

/**
 * Writes invented children as the files of all agencies, `<adapter>/<organisation>/<file>`, with a truth file beside
 * them. The same options give the same bytes; no more is held in memory than the files wait to be written.
 * @throws InvalidRequest where the folder is not empty; the reason of the signal once that is aborted
 */
export const synth = async (request: SynthRequest): Promise<SynthSummary> => {
  const { folder, overwrite, options } = request;
  await prepareFolder(folder, overwrite);
  const desk: Desk = { folder, parts: new Map(), senders: new Map() };
  const truth = await openOutput(join(folder, TRUTH));
  let files = 0;
  let total: Omit<SynthSummary, 'files' | 'senders'>;
  try {
    total = await writeAll(desk, truth, request);
  } finally {
    files = await closeAll(desk);
    await truth.close();
  }
  const senders = [...desk.senders.keys()].sort().flatMap((name) => desk.senders.get(name) ?? []);
  await writeFile(join(folder, README), readmeOf(options, senders));
  return { ...total, files: files + 2, senders };
};
