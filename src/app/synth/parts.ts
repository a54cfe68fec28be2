import { join } from 'node:path';
import type { InventedSource } from './invented.ts';
import { type Output, openOutput } from './output.ts';
import type { FileWriter } from './writer.ts';

/** Children of one organisation in one file, where the file may be divided. */
const MOST_SOURCES = 5_000;

/** The files of one kind of one organisation, a part after another. */
export interface Parts {
  /** Adds what a source contributes; how many entries that were. */
  add(source: InventedSource): Promise<number>;
  /** Ends the last part; how many parts there are. */
  close(): Promise<number>;
}

/** Files of a writer in a folder that exists; none is made before there is something to put into it. */
export const partsIn = (folder: string, organisation: string, writer: FileWriter): Parts => {
  let part = 0;
  let sources = 0;
  let output: Output | null = null;
  const end = async () => {
    const open = output;
    output = null;
    if (open === null) return;
    await open.write(writer.tail);
    await open.close();
  };
  const next = async (): Promise<Output> => {
    part += 1;
    sources = 0;
    const opened = await openOutput(join(folder, writer.name(part, organisation)));
    output = opened;
    await opened.write(writer.head(organisation));
    return opened;
  };
  return {
    add: async (source) => {
      const entries = writer.entries(source);
      if (entries.length === 0) return 0;
      if (!writer.whole && sources === MOST_SOURCES) await end();
      const isFirst = output === null;
      const open = output ?? (await next());
      sources += 1;
      await open.write(`${isFirst ? '' : writer.separator}${entries.join(writer.separator)}`);
      return entries.length;
    },
    close: async () => {
      await end();
      return part;
    },
  };
};
