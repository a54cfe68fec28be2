import type { InventedSource } from './invented.ts';

/** One kind of file a system emits: a head, an entry a record, a tail. */
export interface FileWriter {
  /** File name for the n-th part of an organisation's files. */
  readonly name: (part: number, organisation: string) => string;
  readonly head: (organisation: string) => string;
  /** Stands between entries. */
  readonly separator: string;
  readonly tail: string;
  /** A file that must be the whole of its table, since what it no longer holds is retracted; it is never divided. */
  readonly whole: boolean;
  /** The entries a source contributes to this file; none where it has nothing for it. */
  readonly entries: (source: InventedSource) => readonly string[];
}

/** How one system of an agency writes what it holds: the inverse of its adapter's formats, as far as they can hold it. */
export interface Writer {
  /** What `InventedSource.writer` names. */
  readonly id: string;
  /** Adapter its files are ingested with. */
  readonly adapter: string;
  /** Numbering its keys are read in, where a source names no other. */
  readonly system: string;
  readonly files: readonly FileWriter[];
}

/** A file of an organisation. */
export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files in which one organisation's system holds the sources, all of that organisation; a file without entries is
 * not written.
 */
export const writeFiles = ({ files }: Writer, sources: readonly InventedSource[], part = 1): readonly WrittenFile[] => {
  const organisation = sources[0]?.organisation ?? '';
  return files.flatMap(({ name, head, separator, tail, entries }) => {
    const written = sources.flatMap(entries);
    if (written.length === 0) return [];
    return [{ name: name(part, organisation), text: `${head(organisation)}${written.join(separator)}${tail}` }];
  });
};
