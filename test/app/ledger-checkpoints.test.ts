import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportLedger } from '../../src/app/ledger/export-ledger.ts';
import { makeCheckpoint } from '../../src/app/ledger/make-checkpoint.ts';
import { witnessCheckpoint } from '../../src/app/ledger/witness-checkpoint.ts';
import { checkpointSigner, verifierOf } from '../../src/domain/checkpoint.ts';
import { verifyLedger } from '../../src/domain/verify-ledger.ts';
import { readWitnessFile, witnessFile } from '../../src/server/witness-file.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { fillLedger } from '../support/ledger-filled.ts';

const signer = checkpointSigner(Buffer.alloc(32, 7), 'homeward/ledger');
const verifier = verifierOf(signer);
const at = '2026-11-23T10:00:00.000Z';

async function* lines(database: TestDatabase) {
  for await (const line of exportLedger(database.pools.admin, verifier)) yield JSON.stringify(line);
}

describe('the ledger of a running hub', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await createDatabase();
    folder = await mkdtemp(join(tmpdir(), 'homeward-witness-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const checkpoint = () => makeCheckpoint({ pool: database.pools.admin, signer }, at);
  const witness = () => witnessFile(join(folder, 'witness.jsonl'));
  const haveWitnessed = () => witnessCheckpoint({ pool: database.pools.admin, verifier, witness: witness() }, at);
  const kept = async () => (await readWitnessFile(join(folder, 'witness.jsonl'))).map(({ note }) => note);

  test('nothing is signed while nothing was disclosed', async () => {
    expect(await checkpoint()).toBe(0);
    await haveWitnessed();
    expect(await kept()).toEqual([]);
  });

  test('what was disclosed is placed, signed and witnessed; again, there is nothing to do', async () => {
    await fillLedger(database.pools.ledger, 1, 60);
    expect(await checkpoint()).toBe(60);
    expect(await checkpoint()).toBe(0);
    await haveWitnessed();
    await haveWitnessed();
    expect(await kept()).toHaveLength(1);
    const { rows } = await database.pools.owner.query('select witnessed_at from ledger_checkpoint');
    expect(rows).toEqual([{ witnessed_at: expect.anything() }]);
  });

  test('two hubs that sign at the same time give every entry one place', async () => {
    await fillLedger(database.pools.ledger, 61, 40);
    expect((await Promise.all([checkpoint(), checkpoint(), checkpoint()])).toSorted()).toEqual([0, 0, 40]);
    await haveWitnessed();
  });

  test('its export holds, against the witness too', async () => {
    expect(await verifyLedger(lines(database), { verifier, witnessed: await kept() })).toEqual({
      ...{ entries: 100, writers: 4, checkpoints: 2, signed: 100, witnessed: 2, cosigned: 0, fault: null },
    });
  });

  test('the witness refuses a ledger whose past was changed, even if everything in it was signed anew', async () => {
    const { owner } = database.pools;
    await owner.query('begin');
    await owner.query('delete from ledger_checkpoint');
    await owner.query('delete from ledger_leaf');
    await owner.query('delete from ledger_writer');
    await owner.query(`delete from ledger_entry where person = 'worker-3'`);
    await owner.query('commit');
    expect(await checkpoint()).toBe(80);
    await expect(haveWitnessed()).rejects.toMatchObject({ code: 'LEDGER_NOT_WITNESSED', reason: 'SHRUNK' });
    await fillLedger(database.pools.ledger, 201, 60);
    await checkpoint();
    await expect(haveWitnessed()).rejects.toMatchObject({ reason: 'NOT_GROWN_FROM_WHAT_WAS_WITNESSED' });
  });

  test('and it refuses another hub’s signature', async () => {
    const other = verifierOf(checkpointSigner(Buffer.alloc(32, 8), 'homeward/ledger'));
    const asked = witnessCheckpoint({ pool: database.pools.admin, verifier: other, witness: witness() }, at);
    await expect(asked).rejects.toMatchObject({ reason: 'SIGNATURE' });
  });
});
