import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { verifyBundle } from '../domain/exchange/bundle.ts';
import { readRegister } from '../server/exchange/exchange-folder.ts';
import { command } from './command.ts';
import { verdictText } from './exchange-words.ts';
import { readGiven } from './files.ts';

/** `homeward exchange verify`: checks an evidence bundle from public keys alone; needs neither hub nor database. */
export const exchangeVerifyCommand = command({
  name: 'exchange verify',
  summary: 'check an evidence bundle of messages between authorities, without any hub',
  arguments: [{ syntax: '<bundle>', summary: 'what `exchange show --out` wrote' }],
  options: [{ flags: '--register <file>', summary: 'a partner register with the public keys of both authorities' }],
  help: 'Exit code 1 says that the bundle does not hold; the first line that is wrong is named.',
  input: z.object({ bundle: z.string(), register: z.string('is needed: a register.json') }),
  run: async (_deps, { bundle, register }) => {
    const { findKey } = await readRegister(register);
    await readGiven(bundle);
    const lines = createInterface({ input: createReadStream(bundle, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
    const verdict = await verifyBundle(lines, findKey);
    return { value: verdict, text: verdictText(verdict), isRefused: verdict.fault !== null };
  },
});
