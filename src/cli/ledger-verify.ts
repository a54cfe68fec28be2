import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { readVerifier } from '../domain/checkpoint.ts';
import { type LedgerVerdict, verifyLedger } from '../domain/verify-ledger.ts';
import { readWitnessFile } from '../server/witness-file.ts';
import { command } from './command.ts';
import { inWords } from './counts.ts';

const verifier = z.string('is needed: what `homeward ledger key` printed').transform((text, context) => {
  const read = readVerifier(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'is no key as `homeward ledger key` prints it' });
  return z.NEVER;
});

const placeOf = ({ line, position }: NonNullable<LedgerVerdict['fault']>): string =>
  [position === null ? '' : `entry ${position}`, line === null ? '' : `line ${line}`].filter(Boolean).join(', ');

const textOf = ({ entries, writers, checkpoints, signed, witnessed, cosigned, fault }: LedgerVerdict): string => {
  const counts = `${inWords(entries)} entries of ${writers} writers, ${checkpoints} checkpoints, ${inWords(signed)} entries signed, ${witnessed} witnessed checkpoints confirmed, ${inWords(cosigned)} entries cosigned`;
  return fault
    ? `the ledger does not hold: ${placeOf(fault)}: ${fault.reason}\n${counts} before it`
    : `the ledger holds: ${counts}`;
};

/** `homeward ledger verify`: checks an exported ledger from public keys alone; needs neither hub nor database. */
export const ledgerVerifyCommand = command({
  name: 'ledger verify',
  summary: 'check an exported ledger, and against what a witness kept, without the hub',
  arguments: [{ syntax: '<file>', summary: 'what `ledger export` wrote' }],
  options: [
    { flags: '--key <key>', summary: 'the public key that vouches for it' },
    { flags: '--witness <file>', summary: 'the checkpoints a witness kept' },
    { flags: '--cosigner <keys...>', summary: 'public keys of partner hubs that put their name to it' },
  ],
  help: 'Exit code 1 says that the ledger does not hold; the first entry that is wrong is named.',
  input: z.object({
    file: z.string(),
    key: verifier,
    witness: z.string().optional(),
    cosigner: z.array(verifier).default([]),
  }),
  run: async (_deps, { file, key, witness, cosigner: cosigners }) => {
    const witnessed = witness === undefined ? [] : (await readWitnessFile(witness)).map(({ note }) => note);
    const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
    const verdict = await verifyLedger(lines, { verifier: key, witnessed, cosigners });
    return { value: verdict, text: textOf(verdict), isRefused: verdict.fault !== null };
  },
});
