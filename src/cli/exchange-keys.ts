import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidRequest } from '../domain/errors.ts';
import { type OwnKeysFile, ownKeysFile, publicKeysOf, withNewKeys } from '../domain/exchange/own-keys.ts';
import { exchangeFiles } from '../server/exchange/exchange-folder.ts';
import { command } from './command.ts';
import { exchangeFolderOf } from './exchange-words.ts';

const readKept = async (path: string): Promise<OwnKeysFile | null> => {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : ownKeysFile.parse(JSON.parse(text));
};

const write = async (path: string, file: OwnKeysFile): Promise<void> => {
  await writeFile(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
};

/** `homeward exchange keys`: makes a hub’s exchange keys, or new ones beside the old. */
export const exchangeKeysCommand = command({
  name: 'exchange keys',
  summary: 'print the public keys for partners’ registers; with --new makes a pair, beside those there are',
  options: [
    { flags: '--authority <code>', summary: 'GSS code of the authority, for the first pair' },
    {
      flags: '--new',
      summary: 'make a new pair; put its public part into partners’ registers before the hub is started',
    },
  ],
  input: z.object({ authority: z.string().optional(), new: z.boolean().default(false) }),
  run: async (deps, { authority: code, new: isNew }) => {
    const folder = exchangeFolderOf(deps);
    const path = join(folder, exchangeFiles.keys);
    const kept = await readKept(path);
    const authority = kept?.authority ?? code;
    if (authority === undefined) throw new InvalidRequest('--authority is needed: there are no keys yet');
    const file = isNew || !kept ? await withNewKeys({ ...kept, authority }) : kept;
    await mkdir(folder, { recursive: true });
    if (file !== kept) await write(path, file);
    const value = { authority, keys: publicKeysOf(file) };
    return { value, text: JSON.stringify(value, null, 2) };
  },
});
