import { z } from 'zod';
import { type Connection, openConnection, requestBytes } from './connection.ts';

/** What the load generator is told: whom to ask what, over how many connections, for how long. */
export const loadOrder = z.object({
  port: z.number(),
  connections: z.number(),
  milliseconds: z.number(),
  requests: z.array(
    z.object({
      method: z.enum(['GET', 'POST']),
      path: z.string(),
      authorization: z.string().optional(),
      body: z.string().optional(),
    }),
  ),
});
export type LoadOrder = z.infer<typeof loadOrder>;

/** What it found. Latencies in milliseconds. */
export const loadResult = z.object({ count: z.number(), seconds: z.number(), p50: z.number(), p95: z.number() });
export type LoadResult = z.infer<typeof loadResult>;

const quantile = (sorted: readonly number[], at: number): number => sorted[Math.floor(sorted.length * at)] ?? 0;

/** GraphQL says in a 200 that it failed, and a child that is not found is an answer too. */
const assertAnswered = (status: number, body: Buffer): void => {
  if (status !== 200) throw new Error(`status ${status}: ${body.toString('utf8', 0, 300)}`);
  if (body.includes('"errors"') || body.length < 2_000) throw new Error(body.toString('utf8', 0, 300));
};

/** Asks over and over on every connection until the time is up. */
export const runLoad = async ({ port, connections, milliseconds, requests }: LoadOrder): Promise<LoadResult> => {
  const bytes = requests.map(requestBytes);
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + milliseconds;
  const work = async (connection: Connection, offset: number): Promise<void> => {
    for (let next = offset; performance.now() < until; next += connections) {
      const request = bytes[next % bytes.length];
      if (!request) return;
      const sent = performance.now();
      const { status, body } = await connection.send(request);
      latencies.push(performance.now() - sent);
      assertAnswered(status, body);
    }
  };
  await Promise.all(open.map((connection, index) => work(connection, index)));
  const seconds = (performance.now() - started) / 1000;
  for (const connection of open) connection.close();
  latencies.sort((a, b) => a - b);
  return { count: latencies.length, seconds, p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) };
};
