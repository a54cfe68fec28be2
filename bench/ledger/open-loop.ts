import { setTimeout as wait } from 'node:timers/promises';

/** What an open loop found. Waits in milliseconds, from the moment an entry was due until it was durable. */
export interface LoopResult {
  readonly offered: number;
  readonly written: number;
  readonly failed: number;
  /** Entries made durable a second, from the first that was due until the last was written. */
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface LoopOptions {
  readonly perSecond: number;
  readonly seconds: number;
}

const quantile = (sorted: readonly number[], at: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;

const tickMs = 1;

/**
 * Offers one entry after another at their times, whether or not the ones before are written: who waits for the slow
 * measures too little. The wait of an entry counts from when it was due.
 */
export const runOpenLoop = async (
  write: (number: number) => Promise<void>,
  { perSecond, seconds }: LoopOptions,
): Promise<LoopResult> => {
  const offered = Math.round(perSecond * seconds);
  const waits: number[] = [];
  const under: Promise<void>[] = [];
  let failed = 0;
  const started = performance.now();
  const offer = (number: number): void => {
    const due = started + (number * 1_000) / perSecond;
    const written = write(number).then(
      () => void waits.push(performance.now() - due),
      () => {
        failed += 1;
      },
    );
    under.push(written);
  };
  for (let number = 0; number < offered; ) {
    const due = Math.min(offered, Math.floor(((performance.now() - started) * perSecond) / 1_000) + 1);
    for (; number < due; number += 1) offer(number);
    await wait(tickMs);
  }
  await Promise.all(under);
  const elapsed = (performance.now() - started) / 1_000;
  waits.sort((a, b) => a - b);
  return {
    ...{ offered, written: waits.length, failed, perSecond: waits.length / elapsed },
    ...{ p50: quantile(waits, 0.5), p99: quantile(waits, 0.99), most: waits.at(-1) ?? Number.NaN },
  };
};
