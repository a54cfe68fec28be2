import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { giveToFolderOwner, readIfPresent, temporaryName } from '../../store/embedded/files.ts';

const used = z.object({ id: z.string(), exp: z.number() });
type Used = z.infer<typeof used>;

/** What the issuer accepts once: assertions and proofs that were used, until they have expired. */
export interface UsedOnce {
  find(id: string): AdapterPayload | undefined;
  /** Notes a use durably; false where it was noted before. */
  add(id: string, exp: number): Promise<boolean>;
}

/** A line that was being written when its process was killed is no line; its use was not acknowledged either. */
const readLine = (line: string): readonly Used[] => {
  try {
    return [used.parse(JSON.parse(line))];
  } catch {
    return [];
  }
};

const lineOf = (one: Used): string => `${JSON.stringify(one)}\n`;

const rewrite = async (path: string, lines: string): Promise<void> => {
  const draft = temporaryName(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, lines, { mode: 0o600, flush: true });
  await giveToFolderOwner(draft);
  await rename(draft, path);
};

/** Opens the file of what was used, so that nothing is accepted again after a restart; what has expired is left out. */
export const openUsedOnce = async (path: string, systemNow: () => number): Promise<UsedOnce> => {
  const isLive = ({ exp }: Used) => exp > systemNow() / 1000;
  const kept = ((await readIfPresent(path)) ?? '').split('\n').flatMap(readLine).filter(isLive);
  await rewrite(path, kept.map(lineOf).join(''));
  const known = new Map(kept.map((one) => [one.id, one]));
  return {
    find: (id) => {
      const one = known.get(id);
      return one && isLive(one) ? { exp: one.exp, jti: id } : undefined;
    },
    add: async (id, exp) => {
      const earlier = known.get(id);
      if (earlier && isLive(earlier)) return false;
      const one = { id, exp };
      known.set(id, one);
      await appendFile(path, lineOf(one), { flush: true });
      return true;
    },
  };
};
