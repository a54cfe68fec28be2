import { open } from 'node:fs/promises';

/** A file that is written piece by piece. */
export interface Output {
  /** Takes a piece; resolves once there is room for more. */
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

const ROOM = 256 * 1024;

/** Opens a new file; what waits to be written is never much more than a quarter of a megabyte. */
export const openOutput = async (path: string): Promise<Output> => {
  const handle = await open(path, 'w');
  let waiting: string[] = [];
  let size = 0;
  const flush = async () => {
    const text = waiting.join('');
    waiting = [];
    size = 0;
    await handle.appendFile(text);
  };
  return {
    write: async (text) => {
      waiting.push(text);
      size += text.length;
      if (size >= ROOM) await flush();
    },
    close: async () => {
      try {
        await flush();
      } finally {
        await handle.close();
      }
    },
  };
};
