import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Connection, openConnection, requestBytes } from './connection.ts';
import { loadOrder } from './load.ts';

/** What an open load is told: besides whom to ask what, how many requests to begin each second, answered or not. */
export const openLoadOrder = loadOrder.extend({
  perSecond: z.number(),
  /** The statuses that count as answered; everything else is an error. */
  expected: z.array(z.number()),
});
export type OpenLoadOrder = z.infer<typeof openLoadOrder>;

/** What it found. Latencies in milliseconds, from when a request was due: what waited for its turn has waited. */
export const openLoadResult = z.object({
  count: z.number(),
  seconds: z.number(),
  errors: z.number(),
  /** The first thing that went wrong. */
  firstError: z.string().nullable(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  longest: z.number(),
});
export type OpenLoadResult = z.infer<typeof openLoadResult>;

const quantile = (sorted: readonly number[], at: number): number => sorted[Math.floor(sorted.length * at)] ?? 0;

const longestMs = 10_000;
const lateness = async (): Promise<never> => {
  await setTimeout(longestMs, undefined, { ref: false });
  throw new Error(`no answer within ${longestMs} ms`);
};

interface Found {
  readonly latencies: number[];
  errors: number;
  firstError: string | null;
}

const note = (found: Found, error: string): void => {
  found.errors += 1;
  found.firstError ??= error;
};

/** Connections that are free, and those who wait for one, in their order. */
const turns = (connections: readonly Connection[]) => {
  const free = [...connections];
  const waiting: ((connection: Connection) => void)[] = [];
  return {
    take: (): Promise<Connection> => {
      const next = free.pop();
      return next ? Promise.resolve(next) : new Promise((resolve) => waiting.push(resolve));
    },
    give: (connection: Connection): void => {
      const next = waiting.shift();
      if (next) next(connection);
      else free.push(connection);
    },
  };
};

/** Begins so many requests a second until the time is up, whether or not those before were answered. */
export const runOpenLoad = async (order: OpenLoadOrder): Promise<OpenLoadResult> => {
  const bytes = order.requests.map(requestBytes);
  const open = await Promise.all(Array.from({ length: order.connections }, () => openConnection(order.port)));
  const { take, give } = turns(open);
  const found: Found = { latencies: [], errors: 0, firstError: null };
  const expected = new Set(order.expected);
  const renewed = (used: Connection): Promise<Connection> => {
    used.close();
    return openConnection(order.port);
  };
  const ask = async (request: Buffer, due: number): Promise<void> => {
    let connection = await take();
    try {
      const { status, body, isLast } = await Promise.race([connection.send(request), lateness()]);
      found.latencies.push(performance.now() - due);
      if (!expected.has(status)) note(found, `status ${status}: ${body.toString('utf8', 0, 200)}`);
      if (isLast) connection = await renewed(connection);
    } catch (error) {
      note(found, error instanceof Error ? error.message : String(error));
      connection = await renewed(connection);
    }
    give(connection);
  };
  const started = performance.now();
  const total = Math.round((order.perSecond * order.milliseconds) / 1_000);
  const under: Promise<void>[] = [];
  for (let next = 0; next < total; next += 1) {
    const due = started + (next * 1_000) / order.perSecond;
    if (due > performance.now()) await setTimeout(due - performance.now());
    const request = bytes[next % bytes.length];
    if (request) under.push(ask(request, due));
  }
  await Promise.all(under);
  const seconds = (performance.now() - started) / 1_000;
  for (const connection of open) connection.close();
  const sorted = found.latencies.sort((a, b) => a - b);
  return {
    ...{ count: sorted.length, seconds, errors: found.errors, firstError: found.firstError },
    ...{ p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) },
    longest: sorted.at(-1) ?? 0,
  };
};
