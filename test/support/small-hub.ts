import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { LightMyRequestResponse } from 'fastify';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { KeyReused } from '../../src/domain/errors.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { demoClockStart, domainClock } from '../../src/server/domain-clock.ts';
import type { RequestContext } from '../../src/server/graphql-plugins.ts';
import { buildServer, type ServerParts } from '../../src/server/http.ts';
import { type DevelopmentIssuer, openDevelopmentIssuer, rulesOf } from '../../src/server/issuer/issuer.ts';
import { openLog } from '../../src/server/log.ts';

/** A schema small enough to read, with one field for each way an operation can end. */
export const smallSchema = (): GraphQLSchema => {
  const schema = buildSchema(`
    "What can be asked"
    type Query { who: String, echo(text: String!): String, refuse: String, fail: String, deep: Deep, slow: String }
    type Deep { deep: Deep, name: String }
    type Mutation { submit: String }
  `);
  const resolvers: Readonly<Record<string, (args: { text: string }, context: RequestContext) => unknown>> = {
    who: (_args, { viewer }) => viewer?.role,
    echo: ({ text }) => text,
    refuse: () => {
      throw new KeyReused('the key was used before');
    },
    fail: () => {
      throw new Error('relation "secret_table" does not exist: Maisie');
    },
    deep: () => ({ name: 'deep' }),
    slow: () => new Promise((resolve) => setTimeout(() => resolve('done'), 300)),
  };
  for (const [name, resolve] of Object.entries(resolvers)) {
    const field = schema.getQueryType()?.getFields()[name];
    if (field) field.resolve = (_root, args: { text: string }, context: RequestContext) => resolve(args, context);
  }
  return schema;
};

export interface SmallHub {
  readonly app: Awaited<ReturnType<typeof buildServer<RequestContext>>>;
  readonly issuer: DevelopmentIssuer;
  readonly logged: () => string;
  readonly ask: (
    query: string,
    more?: { headers?: Record<string, string>; variables?: Record<string, unknown> },
  ) => Promise<LightMyRequestResponse>;
  readonly token: (role?: string, organisation?: string, purpose?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A whole server over the small schema, with a development issuer in a folder of its own. */
export const smallHub = async (parts: Partial<ServerParts<RequestContext>> = {}): Promise<SmallHub> => {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-small-hub-'));
  const systemNow = () => Date.now();
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const settings = { folder, url: 'http://localhost:4000/issuer', audience: 'urn:homeward:hub', systemNow };
  const issuer = parts.issuer ?? (await openDevelopmentIssuer(settings));
  const schema = smallSchema();
  const app = await buildServer<RequestContext>({
    schema,
    log: openLog({ level: 'info', destination }),
    production: false,
    contextFor: (request) => ({ ...request }),
    authenticate: authenticator(rulesOf(issuer, systemNow)),
    readiness: async () => ({ ok: true }),
    issuer,
    web: { schema, clock: domainClock({ startsAt: demoClockStart, systemNow }), isDemoClock: true },
    ...parts,
  });
  return {
    app,
    issuer,
    logged: () => lines.join(''),
    token: (role = 'social-worker', organisation = 'E08000017', purpose = 'SAFEGUARD_PLAN') =>
      issuer.mint({ role, organisation, purpose }),
    ask: (query, { headers = {}, variables } = {}) =>
      app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { accept: 'application/graphql-response+json', ...headers },
        payload: { query, ...(variables && { variables }) },
      }),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
