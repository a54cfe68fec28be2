import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { bindUseCases } from '../../src/app/use-cases.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { buildServer } from '../../src/server/http.ts';
import { openLog } from '../../src/server/log.ts';
import { hubServing } from '../../src/server/serving.ts';
import { openPools, type Pools } from '../../src/store/pools.ts';
import { firstUse } from '../../src/store/token-proofs.ts';
import { type RevokedTokens, revokeTokens } from '../../src/store/token-revocations.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { ingestDeps } from './ingest-hub.ts';
import { newTokenHolder } from './token-holder.ts';

const systemNow = () => Date.now();
const clock = { now: () => '2015-10-23T09:00:00.000Z' };
const holder = await newTokenHolder(systemNow);

const file = new URL('../../adapters/police/fixtures/complete-new.json', import.meta.url);
const contract = z.object({ notifications: z.array(z.record(z.string(), z.unknown())) });
const [message] = contract.parse(JSON.parse(readFileSync(file, 'utf8'))).notifications;

const read = '{ children(first: 5) { nodes { id givenNames } } }';
const submit = `mutation ($message: JSON!, $key: String!) {
  notificationSubmit(input: { message: $message, idempotencyKey: $key }) { __typename }
}`;

/** An answer over HTTP. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  readonly challenge: unknown;
}

interface Question {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly accept?: string;
}

/** A token of a police coordinator, unless told otherwise. */
export const coordinatorToken = (claims: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  holder.token({
    claims: {
      ...{ sub: 'coordinator-1', homeward_organisation: '14', homeward_role: 'police-missing-coordinator' },
      ...claims,
    },
  });

/** Asks a replica with a token, for the children it shows unless told otherwise. */
export const askWith = async (
  app: FastifyInstance,
  token: string,
  { query = read, variables = {}, accept = 'application/graphql-response+json' }: Question = {},
): Promise<Answered> => {
  const { statusCode, body, headers } = await app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { accept, authorization: `Bearer ${token}` } },
    payload: { query, variables },
  });
  return { status: statusCode, text: body, body: JSON.parse(body), challenge: headers['www-authenticate'] };
};

/** Sends the one notification, with something about it that makes it another. */
export const submitWith = (app: FastifyInstance, token: string, key: string, more = {}): Promise<Answered> =>
  askWith(app, token, { query: submit, variables: { message: { ...message, ...more }, key } });

/** Whether the one child there is was shown. */
export const isShown = ({ text }: Answered): boolean => /"givenNames"\s*:\s*"/.test(text);

/** Two replicas over one database in which police have reported one child. */
export interface RevocableHub {
  readonly database: TestDatabase;
  readonly replicas: readonly [FastifyInstance, FastifyInstance];
  readonly revoke: (tokens: RevokedTokens) => Promise<string>;
  readonly count: (table: 'delivery' | 'ledger_entry') => Promise<number>;
  readonly close: () => Promise<void>;
}

interface Replica {
  readonly pools: Pools;
  readonly app: FastifyInstance;
}

/** A hub with pools, caches and a memory of tokens of its own. */
const serve = async (url: string): Promise<Replica> => {
  const pools = await openPools({ url, max: 4 });
  const useCases = bindUseCases({ ...ingestDeps(pools, adapters), hubKey: Buffer.alloc(32, 7) });
  const serving = hubServing({ pools, key: '07'.repeat(32), clock, systemNow, version: 'test', useCases });
  const app = await buildServer({
    ...serving,
    log: openLog({ level: 'silent' }),
    production: false,
    authenticate: authenticator(holder.rules, { isRequired: false, firstUse: firstUse(pools.ledger) }),
    readiness: async () => ({ ok: true }),
  });
  return { pools, app };
};

const counted = z.array(z.object({ n: z.number() })).length(1);

/** Opens them. */
export const revocableHub = async (): Promise<RevocableHub> => {
  const database = await createDatabase();
  const [one, two] = [await serve(database.url), await serve(database.url)];
  const first = await submitWith(one.app, await coordinatorToken(), 'the-first-of-all');
  if (!first.text.includes('NotificationSubmitted')) throw new Error(`the child was not reported: ${first.text}`);
  return {
    database,
    replicas: [one.app, two.app],
    revoke: (tokens) => inTransaction(database.pools.admin, (tx) => revokeTokens(tx, tokens, null)),
    count: async (table) => {
      const { rows } = await database.pools.owner.query(`select count(*)::int n from ${table}`);
      return counted.parse(rows)[0]?.n ?? 0;
    },
    close: async () => {
      for (const { app, pools } of [one, two]) {
        await app.close();
        await pools.end();
      }
      await database.drop();
    },
  };
};

/** As `homeward token revoke` means a person of the police now. */
export const personNow = (person: string, role: string | null = null): RevokedTokens => ({
  ...{ organisation: '14', person, role },
  issuedUntil: new Date(Date.now() + 10_000).toISOString(),
});
