import type { DeliveryMode } from '../../domain/adapter.ts';
import { pairKey } from '../../store/facts.ts';
import type { Readable } from './arrivals.ts';

const claimsOf = ({ record }: Readable, mode: DeliveryMode['kind']): readonly string[] => {
  const facts = record.facts.map(({ kind, key }) => pairKey('fact', kind, key));
  // Messages about one person become known one after another; rows of one table become known together.
  const persons = mode === 'event' ? record.facts.map(({ subject }) => pairKey('of', subject.system, subject.key)) : [];
  return [...new Set([pairKey('record', record.key), ...facts, ...persons])];
};

/**
 * Splits a batch into waves, each with a known time of its own, so that no wave says two things of one record or
 * fact, and what was said first is known first.
 */
export const toWaves = (
  arrivals: readonly Readable[],
  mode: DeliveryMode['kind'],
): readonly (readonly Readable[])[] => {
  const waves: Readable[][] = [];
  const free = new Map<string, number>();
  for (const arrival of arrivals) {
    const claims = claimsOf(arrival, mode);
    const wave = Math.max(0, ...claims.map((claim) => free.get(claim) ?? 0));
    for (const claim of claims) free.set(claim, wave + 1);
    const chosen = waves[wave] ?? [];
    chosen.push(arrival);
    waves[wave] = chosen;
  }
  return waves;
};
