import { z } from 'zod';
import type { HttpRequest } from './connection.ts';
import { ask, type Contender, endProcess, startProcess } from './contender.ts';
import { cpuSeconds } from './cpu.ts';
import { type LoadOrder, type LoadResult, loadResult } from './load.ts';

/** A contender and what it is asked. */
export interface Entry {
  readonly contender: Contender;
  readonly requests: readonly HttpRequest[];
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly postmaster: number;
  readonly onProgress: (line: string) => void;
}

/** What one contender did in one round. */
export interface Measured {
  readonly throughput: number;
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds of processor a request, server and PostgreSQL together; null where the system does not tell. */
  readonly cpu: number | null;
}

// Connections rest between rounds and are opened anew; code is compiled by the engine only once it is hot.
const warmUpMs = 1_500;
const firstWarmUpMs = 6_000;
const failed = z.object({ error: z.string() });

type Generate = (order: LoadOrder) => Promise<LoadResult>;

const generator =
  (child: ReturnType<typeof startProcess>): Generate =>
  async (order) => {
    const answer = await ask(child, order);
    const failure = failed.safeParse(answer);
    if (failure.success) throw new Error(failure.data.error);
    return loadResult.parse(answer);
  };

const measure = async ({ contender, requests }: Entry, options: RoundsOptions, load: Generate): Promise<Measured> => {
  const { connections, postmaster, seconds } = options;
  const order = { port: contender.port, connections, requests: [...requests] };
  await load({ ...order, milliseconds: warmUpMs });
  const before = cpuSeconds(contender.pid, postmaster);
  const result = await load({ ...order, milliseconds: seconds * 1000 });
  const after = cpuSeconds(contender.pid, postmaster);
  return {
    throughput: result.count / result.seconds,
    p50: result.p50,
    p95: result.p95,
    cpu: before === null || after === null ? null : ((after - before) * 1000) / result.count,
  };
};

/** Runs every contender once a round, beginning each round with another, and gives each one's rounds. */
export const runRounds = async (
  entries: readonly Entry[],
  options: RoundsOptions,
): Promise<ReadonlyMap<string, readonly Measured[]>> => {
  const child = startProcess('support/load-process.ts');
  child.setMaxListeners(0);
  const load = generator(child);
  const measured = new Map<string, Measured[]>(entries.map(({ contender }) => [contender.name, []]));
  try {
    for (const { contender, requests } of entries) {
      const { connections } = options;
      await load({ port: contender.port, connections, requests: [...requests], milliseconds: firstWarmUpMs });
    }
    for (let round = 0; round < options.rounds; round += 1) {
      const first = round % entries.length;
      for (const entry of [...entries.slice(first), ...entries.slice(0, first)]) {
        const result = await measure(entry, options, load);
        measured.get(entry.contender.name)?.push(result);
        options.onProgress(`round ${round + 1}: ${entry.contender.name} ${Math.round(result.throughput)}/s`);
      }
    }
  } finally {
    await endProcess(child);
  }
  return measured;
};
