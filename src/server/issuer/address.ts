import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { giveToFolderOwner, readIfPresent, temporaryName } from '../../store/embedded/files.ts';

const file = 'issuer-address';
const address = z.url();

/** The development issuer's address where the hub listens on this port. */
export const issuerAddress = (port: number): string => `http://localhost:${port}/issuer`;

/** Keeps the address under which the served issuer goes, so that commands make tokens that the served hub believes. */
export const rememberAddress = async (folder: string, url: string): Promise<void> => {
  const path = join(folder, file);
  const draft = temporaryName(path);
  await mkdir(folder, { recursive: true });
  await writeFile(draft, `${url}\n`, { mode: 0o600 });
  await giveToFolderOwner(draft);
  await rename(draft, path);
};

/** The address the issuer was last served under, or undefined where it never was. */
export const rememberedAddress = async (folder: string): Promise<string | undefined> =>
  address.safeParse((await readIfPresent(join(folder, file)))?.trim()).data;
