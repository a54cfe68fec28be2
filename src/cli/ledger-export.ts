import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { exportLedger } from '../app/ledger/export-ledger.ts';
import { makeCheckpoint } from '../app/ledger/make-checkpoint.ts';
import { verifierOf } from '../domain/checkpoint.ts';
import { command } from './command.ts';
import { inWords } from './counts.ts';
import { ledgerSigner } from './ledger-signer.ts';
import { withHub } from './open-hub.ts';

async function* jsonLines(lines: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

/** `homeward ledger export`: writes the ledger to a file that can be checked without the hub. */
export const ledgerExportCommand = command({
  name: 'ledger export',
  summary: 'write every disclosure recorded to a file that `ledger verify` checks without the hub',
  arguments: [{ syntax: '<file>', summary: 'the file to write; it must not exist' }],
  help: 'The file names who saw which fields of which child and when; it holds no value. Guard it all the same.',
  input: z.object({ file: z.string() }),
  run: (deps, { file }) =>
    withHub(deps, async (hub) => {
      const signer = ledgerSigner(hub);
      const checkpoint = { pool: hub.pools.admin, signer };
      while ((await makeCheckpoint(checkpoint, new Date().toISOString())) > 0) deps.progress('signing what is new');
      let entries = 0;
      const counted = async function* () {
        for await (const line of exportLedger(hub.pools.admin, verifierOf(signer))) {
          if (line.type === 'entry' && ++entries % 10_000 === 0) deps.progress(`${inWords(entries)} entries`);
          yield line;
        }
      };
      const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
      await pipeline(Readable.from(jsonLines(counted())), out, { signal: deps.signal });
      return { value: { file, entries }, text: `${file}: ${inWords(entries)} entries` };
    }),
});
