import { type CheckpointSigner, readVerifier } from '../../domain/checkpoint.ts';
import { cosign } from '../../domain/cosignature.ts';
import type { Register } from '../../domain/exchange/register.ts';
import { openWitnessRequest, type WitnessClaims } from '../../domain/exchange/witness-request.ts';
import { type WitnessRefusal, witnessGrowth } from '../../domain/witness.ts';
import { keepWitnessed, witnessedTree } from '../../store/exchange/witnessing.ts';
import { takeLane } from '../../store/lane.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';

/** What witnessing another authority’s ledger needs. */
export interface CosigningDeps {
  readonly self: string;
  readonly register: Register;
  readonly pools: Pick<Pools, 'ingest'>;
  /** Signs this hub’s own checkpoints, and those of others as their witness. */
  readonly signer: CheckpointSigner;
}

/** A signature; or the size from which on the witness wants to be told; or that it does not put its name to it. */
export type Cosigning =
  | { readonly kind: 'COSIGNED'; readonly signature: string }
  | { readonly kind: 'KNOWN'; readonly size: number }
  | { readonly kind: 'REFUSED'; readonly reason: WitnessRefusal | 'NOT_BELIEVED' };

const refused = (reason: WitnessRefusal | 'NOT_BELIEVED'): Cosigning => ({ kind: 'REFUSED', reason });

const witness = async (
  { register, signer }: CosigningDeps,
  tx: Transaction,
  { iss, from, added, note }: WitnessClaims,
  at: string,
): Promise<Cosigning> => {
  const verifier = readVerifier(register.findPartner(iss)?.ledgerKey ?? '');
  if (!verifier) return refused('NOT_BELIEVED');
  const known = await witnessedTree(tx, iss);
  if (known.size !== from) return { kind: 'KNOWN', size: known.size };
  const hashes = added.map((hash) => Buffer.from(hash, 'base64'));
  const outcome = witnessGrowth(known, hashes, note, verifier);
  if ('refused' in outcome) return refused(outcome.refused);
  await keepWitnessed(tx, { authority: iss, tree: outcome.tree, note, at });
  return { kind: 'COSIGNED', signature: cosign(note, signer, at) };
};

/**
 * Puts this hub’s name under a partner’s checkpoint, if it is a growth of what was witnessed before: what was cut short,
 * rewritten or shown differently to others is refused. `at` is system time.
 */
export const cosignPartner = async (deps: CosigningDeps, request: string, at: string): Promise<Cosigning> => {
  const { self, register, pools } = deps;
  const claims = await openWitnessRequest(request, { self, now: at, findKey: register.findKey });
  if (!claims) return refused('NOT_BELIEVED');
  return inTransaction(pools.ingest, async (tx) => {
    await takeLane(tx, '-infinity');
    return witness(deps, tx, claims, at);
  });
};
