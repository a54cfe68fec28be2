import type { Identify, Identifying } from './identify.ts';

/**
 * Identity by evidence: every source person spoken of is compared with all who share a key with it, guarded, and joined
 * with those it is linked to, the same in whatever order they arrive; what is doubtful is put to a person, and what a
 * person decided comes first. Why is kept beside each link. Model and names are loaded when first needed.
 */
export const linkIdentify = (identifying: Identifying): Identify => {
  let identify: Promise<Identify> | undefined;
  return async (tx, touched) => {
    identify ??= import('./identify-by-evidence.ts').then(({ identifyByEvidence }) => identifyByEvidence(identifying));
    return (await identify)(tx, touched);
  };
};
