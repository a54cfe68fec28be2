import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The hub's version, as its package says. */
export const hubVersion = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
};
