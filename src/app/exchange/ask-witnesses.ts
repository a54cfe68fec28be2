import { readVerifier } from '../../domain/checkpoint.ts';
import { readCosignature } from '../../domain/cosignature.ts';
import type { OwnKeys } from '../../domain/exchange/own-keys.ts';
import type { Partner, Register } from '../../domain/exchange/register.ts';
import { mostAdded, signWitnessRequest } from '../../domain/exchange/witness-request.ts';
import { leafHash } from '../../domain/merkle-tree.ts';
import { checkpointAfter, cosignedSize, keepCosignature, ledgerSize } from '../../store/exchange/witnessing.ts';
import { hashesBetween } from '../../store/ledger-tree.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction } from '../../store/transaction.ts';
import { LedgerNotWitnessed } from '../ledger/witness-checkpoint.ts';
import type { Cosigning } from './cosign-partner.ts';

/** Hands a request to witness to a partner’s hub; null where it does not answer. */
export type WitnessTransport = (partner: Partner, request: string) => Promise<Cosigning | null>;

/** What having one’s ledger witnessed needs. */
export interface AskingDeps {
  readonly self: string;
  readonly register: Register;
  readonly keys: OwnKeys;
  readonly pools: Pick<Pools, 'ingest' | 'admin'>;
  readonly transport: WitnessTransport;
}

const ask = async (deps: AskingDeps, partner: Partner, from: number, at: string) => {
  const { pools, self, keys, transport } = deps;
  const next = await inTransaction(pools.admin, (tx) => checkpointAfter(tx, from, mostAdded));
  if (!next) return null;
  const added = await inTransaction(pools.admin, (tx) => hashesBetween(tx, from, next.size));
  const request = await signWitnessRequest(
    {
      ...{ iss: self, aud: partner.authority, iat: Math.floor(Date.parse(at) / 1000), from, note: next.note },
      added: added.map((hash) => leafHash(hash).toString('base64')),
    },
    keys.signer,
  );
  return { next, answer: await transport(partner, request).catch(() => null) };
};

const keep = async (
  { pools }: AskingDeps,
  { authority, ledgerKey }: Partner,
  { size, note }: { readonly size: number; readonly note: string },
  signature: string,
): Promise<boolean> => {
  const verifier = readVerifier(ledgerKey ?? '');
  const at = verifier && readCosignature(signature, note, verifier);
  if (!at) return false;
  await inTransaction(pools.ingest, (tx) => keepCosignature(tx, { authority, size, signature, at }));
  return true;
};

/** Where the partner stands after an answer; null where nothing more is to be asked of it now. */
const heed = async (
  deps: AskingDeps,
  partner: Partner,
  { next, answer }: NonNullable<Awaited<ReturnType<typeof ask>>>,
): Promise<number | null> => {
  switch (answer?.kind) {
    case undefined:
      return null;
    case 'REFUSED':
      throw new LedgerNotWitnessed(answer.reason === 'NOT_BELIEVED' ? 'SIGNATURE' : answer.reason);
    case 'KNOWN':
      if (answer.size > (await ledgerSize(deps.pools.admin))) throw new LedgerNotWitnessed('SHRUNK');
      return answer.size;
    case 'COSIGNED':
      return (await keep(deps, partner, next, answer.signature)) ? next.size : null;
  }
};

/** How often a partner is asked in one go: what is left waits for the next. */
const turns = 100;

/** Has one partner witness what it has not yet; returns how many checkpoints it signed. */
const askOne = async (deps: AskingDeps, partner: Partner, at: string): Promise<number> => {
  let from: number | null = await inTransaction(deps.pools.ingest, (tx) => cosignedSize(tx, partner.authority));
  let signed = 0;
  for (let turn = 0; turn < turns && from !== null; turn += 1) {
    const asked = await ask(deps, partner, from, at);
    from = asked && (await heed(deps, partner, asked));
    if (from !== null && asked?.answer?.kind === 'COSIGNED') signed += 1;
  }
  return signed;
};

/**
 * Has every partner whose ledger key the register lists put its name under this hub’s checkpoints. `at` is system time.
 * @throws LedgerNotWitnessed where a partner finds the ledger to be other than it was; the others are asked all the same
 */
export const askWitnesses = async (deps: AskingDeps, at: string): Promise<number> => {
  const partners = deps.register.partners.filter(
    ({ authority, ledgerKey }) => authority !== deps.self && ledgerKey !== undefined,
  );
  const asked = await Promise.allSettled(partners.map((partner) => askOne(deps, partner, at)));
  const failed = asked.find((one) => one.status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return asked.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
};
