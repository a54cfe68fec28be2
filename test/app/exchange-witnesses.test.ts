import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AskingDeps, askWitnesses } from '../../src/app/exchange/ask-witnesses.ts';
import { type CosigningDeps, cosignPartner } from '../../src/app/exchange/cosign-partner.ts';
import { exportLedger } from '../../src/app/ledger/export-ledger.ts';
import { makeCheckpoint } from '../../src/app/ledger/make-checkpoint.ts';
import { checkpointSigner, signCheckpoint, verifierOf, verifierText } from '../../src/domain/checkpoint.ts';
import { openRegister, type Register } from '../../src/domain/exchange/register.ts';
import { signWitnessRequest } from '../../src/domain/exchange/witness-request.ts';
import { emptyTree, rootOf } from '../../src/domain/merkle-tree.ts';
import { verifyLedger } from '../../src/domain/verify-ledger.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import {
  type Authority,
  doncaster,
  newAuthority,
  registerFileOf,
  rotherham,
  sheffield,
} from '../support/exchange-world.ts';
import { fillLedger } from '../support/ledger-filled.ts';

const at = '2026-11-23T10:00:00.000Z';
const signerOf = (code: string) => checkpointSigner(Buffer.alloc(32, code), 'homeward/ledger');
const textOf = (code: string) => verifierText(verifierOf(signerOf(code)));

let home: TestDatabase;
let witness: TestDatabase;
let sides: readonly [Authority, Authority];
let register: Register;
beforeAll(async () => {
  [home, witness] = [await createDatabase(), await createDatabase()];
  sides = await Promise.all([newAuthority(doncaster), newAuthority(rotherham)]);
  const keys = { [doncaster]: textOf(doncaster), [rotherham]: textOf(rotherham) };
  register = await openRegister(await registerFileOf(sides, undefined, keys));
});
afterAll(() => Promise.all([home.drop(), witness.drop()]));

const cosigning = (): CosigningDeps => ({
  self: rotherham,
  register,
  pools: witness.pools,
  signer: signerOf(rotherham),
});
const asking = (over: Partial<AskingDeps> = {}): AskingDeps => ({
  ...{ self: doncaster, register, keys: sides[0].keys, pools: home.pools },
  transport: (_partner, request) => cosignPartner(cosigning(), request, at),
  ...over,
});
const grow = async (from: number, count: number) => {
  await fillLedger(home.pools.ledger, from, count);
  await makeCheckpoint({ pool: home.pools.admin, signer: signerOf(doncaster) }, at);
};
async function* lines() {
  for await (const line of exportLedger(home.pools.admin, verifierOf(signerOf(doncaster)))) yield JSON.stringify(line);
}
const verified = (cosigners = [verifierOf(signerOf(rotherham))]) =>
  verifyLedger(lines(), { verifier: verifierOf(signerOf(doncaster)), witnessed: [], cosigners });

describe('a partner as witness of the ledger', () => {
  test('puts its name under every growth, and whoever has its key can check it', async () => {
    await grow(1, 40);
    expect(await askWitnesses(asking(), at)).toBe(1);
    await grow(41, 20);
    expect(await askWitnesses(asking(), at)).toBe(1);
    expect(await askWitnesses(asking(), at)).toBe(0);
    expect(await verified()).toMatchObject({ entries: 60, signed: 60, cosigned: 60, fault: null });
    expect(await verified([])).toMatchObject({ cosigned: 0, fault: null });
    expect(await verified([verifierOf(signerOf(sheffield))])).toMatchObject({ cosigned: 0, fault: null });
  });

  test('an answer that was lost is made up for', async () => {
    await grow(61, 10);
    const deaf = asking({
      transport: async (_partner, request) => {
        await cosignPartner(cosigning(), request, at);
        return null;
      },
    });
    expect(await askWitnesses(deaf, at)).toBe(0);
    expect(await askWitnesses(asking(), at)).toBe(0);
    await grow(71, 10);
    expect(await askWitnesses(asking(), at)).toBe(1);
    expect(await verified()).toMatchObject({ cosigned: 80, fault: null });
  });

  test('a signature moved to another checkpoint is named', async () => {
    await home.pools.owner.query(
      `update exchange_cosignature c set signature = (select signature from exchange_cosignature where tree_size = 40)
       where tree_size = 60`,
    );
    expect((await verified()).fault).toMatchObject({ reason: 'the cosignature is not for this checkpoint' });
    await home.pools.owner.query(`delete from exchange_cosignature where tree_size = 60`);
    expect(await verified()).toMatchObject({ cosigned: 80, fault: null });
  });

  test.for([
    ['another authority’s request', 'NOT_BELIEVED', { iss: rotherham }],
    ['one for somebody else', 'NOT_BELIEVED', { aud: doncaster }],
    ['one of an hour ago', 'NOT_BELIEVED', { iat: Date.parse(at) / 1000 - 3_600 }],
    ['a checkpoint nobody signed', 'SIGNATURE', { note: 'homeward/ledger\n80\nAAAA\n' }],
    [
      'a past that shrank',
      'SHRUNK',
      { note: signCheckpoint({ size: 3, root: rootOf(emptyTree) }, signerOf(doncaster)) },
    ],
    [
      'a past that was rewritten',
      'NOT_GROWN_FROM_WHAT_WAS_WITNESSED',
      { note: signCheckpoint({ size: 80, root: rootOf(emptyTree) }, signerOf(doncaster)) },
    ],
  ] as const)('%s is refused', async ([, reason, over]) => {
    const claims = {
      iss: doncaster,
      aud: rotherham,
      iat: Date.parse(at) / 1000,
      from: 80,
      added: [],
      note: '',
      ...over,
    };
    const request = await signWitnessRequest(claims, sides[0].keys.signer);
    expect(await cosignPartner(cosigning(), request, at)).toEqual({ kind: 'REFUSED', reason });
  });

  test('a ledger whose past was changed and signed anew is found out', async () => {
    const { owner } = home.pools;
    for (const table of ['ledger_checkpoint', 'ledger_leaf', 'ledger_writer'])
      await owner.query(`delete from ${table}`);
    await owner.query(`delete from ledger_entry where person = 'worker-3'`);
    await grow(201, 60);
    await expect(askWitnesses(asking(), at)).rejects.toMatchObject({ code: 'LEDGER_NOT_WITNESSED' });
  });
});
