import { deepStrictEqual } from 'node:assert/strict';
import { cpus, loadavg } from 'node:os';
import { z } from 'zod';
import { buildHubSchema } from '../../schema/index.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import { type HttpRequest, openConnection, requestBytes } from '../support/connection.ts';
import { type Assignment, type Contender, startContender } from '../support/contender.ts';
import { fill, someChildren } from '../support/fill.ts';
import { type Entry, runRounds } from '../support/rounds.ts';
import { startThrowAwayDatabase, type ThrowAwayDatabase } from '../support/throw-away-database.ts';
import { childViewDocument } from './document.ts';
import { childViewReport, contenders } from './report.ts';

const connections = 8;
const asked = 2_000;
const compared = 50;

const byPath = (child: string): HttpRequest => ({ method: 'GET', path: `/children/${child}` });

const byDocument = ({ authorization }: Contender, child: string): HttpRequest => ({
  method: 'POST',
  path: '/graphql',
  authorization,
  body: JSON.stringify({ query: childViewDocument, variables: { id: `Child:${child}` } }),
});

const startAll = async (given: Omit<Assignment, 'variant'>): Promise<readonly Contender[]> => {
  const started: Contender[] = [];
  for (const { name, module, variant } of contenders) {
    started.push(await startContender(name, module, { ...given, variant }));
  }
  return started;
};

const answered = z.object({ data: z.object({ child: z.looseObject({}) }), errors: z.undefined().optional() });

const answersOf = async ({ contender, requests }: Entry): Promise<{ answers: unknown[]; bytes: number }> => {
  const connection = await openConnection(contender.port);
  const answers: unknown[] = [];
  let bytes = 0;
  for (const request of requests.slice(0, compared)) {
    const { status, body } = await connection.send(requestBytes(request));
    if (status !== 200) throw new Error(`${contender.name}: ${status} ${body.toString('utf8', 0, 500)}`);
    answers.push(answered.parse(JSON.parse(body.toString('utf8'))).data);
    bytes += body.length;
  }
  connection.close();
  return { answers, bytes: Math.round(bytes / answers.length) };
};

/** Nothing is measured unless every contender gives the same viewer the same answer. */
const compareAnswers = async ([limit, ...others]: readonly Entry[]): Promise<number> => {
  if (!limit) throw new Error('nothing to compare with');
  const expected = await answersOf(limit);
  for (const other of others) deepStrictEqual((await answersOf(other)).answers, expected.answers, other.contender.name);
  return expected.bytes;
};

const measure = async (database: ThrowAwayDatabase, options: BenchOptions) => {
  const { children, rounds, seconds, onProgress } = options;
  onProgress(`filling a database with ${children} children`);
  await fill(database.pools.owner, buildHubSchema(), children);
  const ids = await someChildren(database.pools.owner, children, asked);
  const started = await startAll({ url: database.url, folder: database.folder });
  try {
    const entries = started.map((contender) => ({
      contender,
      requests: ids.map((id) => (contender.name === 'limit' ? byPath(id) : byDocument(contender, id))),
    }));
    const bytes = await compareAnswers(entries);
    onProgress(`${compared} answers of each contender are equal, ${bytes} bytes on average`);
    const measured = await runRounds(entries, { rounds, seconds, connections, postmaster: database.pid, onProgress });
    return { bytes, measured };
  } finally {
    await Promise.all(started.map((contender) => contender.stop()));
  }
};

/** One child with all that is known of them, through HTTP, against SQL by hand. */
export const childView: Bench = {
  name: 'child-view',
  summary: 'one child with episodes, notifications, interviews and absences, against SQL by hand behind node:http',
  run: async (options) => {
    const otherLoad = loadavg()[0] ?? 0;
    const database = await startThrowAwayDatabase();
    try {
      const { bytes, measured } = await measure(database, options);
      const machine = { node: process.version, postgres: database.version, cores: cpus().length, otherLoad };
      return childViewReport(measured, { ...options, ...machine, bytes, connections });
    } finally {
      await database.remove();
    }
  },
};
