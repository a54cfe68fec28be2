import { z } from 'zod';
import { verifierOf, verifierText } from '../domain/checkpoint.ts';
import { command } from './command.ts';
import { ledgerSigner } from './ledger-signer.ts';
import { withHub } from './open-hub.ts';

/** `homeward ledger key`: the public key of the ledger's checkpoints, for witnesses and verifiers. */
export const ledgerKeyCommand = command({
  name: 'ledger key',
  summary: 'print the public key that vouches for the ledger; give it to whoever is to check it',
  input: z.object({}),
  run: (deps) =>
    withHub(deps, async (hub) => {
      const key = verifierText(verifierOf(ledgerSigner(hub)));
      return { value: { key }, text: key };
    }),
});
