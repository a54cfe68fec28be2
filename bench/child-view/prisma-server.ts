import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { PrismaPg } from '@prisma/adapter-pg';
import { buildSchema, GraphQLScalarType, type GraphQLSchema, isObjectType } from 'graphql';
import { PrismaClient } from '../../src/store/generated/client.ts';
import { serveAssignment } from '../support/contender.ts';
import { newPrismaContext, type PrismaContext, resolvers } from './prisma-resolvers.ts';

const withResolvers = (schema: GraphQLSchema): GraphQLSchema => {
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`no type ${name}`);
    for (const [field, resolve] of Object.entries(fields)) {
      const definition = type.getFields()[field];
      if (definition) definition.resolve = resolve;
    }
  }
  return schema;
};

const writtenAs = (schema: GraphQLSchema, name: string, write: (value: Date) => string): void => {
  const scalar = schema.getType(name);
  if (!(scalar instanceof GraphQLScalarType)) throw new Error(`no scalar ${name}`);
  scalar.serialize = (value) => (value instanceof Date ? write(value) : value);
};

const publishedSchema = (): GraphQLSchema => {
  const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
  writtenAs(schema, 'Date', (value) => value.toISOString().slice(0, 10));
  writtenAs(schema, 'DateTime', (value) => value.toISOString());
  return withResolvers(schema);
};

const names = new Map<string, string>();
/** Named, so that PostgreSQL keeps the statements prepared: without names this contender loses a third. */
const statementNameGenerator = ({ sql }: { readonly sql: string }): string => {
  const name = names.get(sql) ?? `prisma_${names.size}`;
  names.set(sql, name);
  return name;
};

// A usual way to build such a server, tuned: resolvers over Prisma, named statements, a loader, no cache control.
serveAssignment(async ({ url }) => {
  const options = '-c timezone=UTC -c plan_cache_mode=force_generic_plan';
  const adapter = new PrismaPg({ connectionString: url, options, max: 10 }, { statementNameGenerator });
  const prisma = new PrismaClient({ adapter });
  const server = new ApolloServer<PrismaContext>({
    schema: publishedSchema(),
    plugins: [ApolloServerPluginCacheControlDisabled()],
    nodeEnv: 'production',
  });
  const { url: address } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async () => newPrismaContext(prisma),
  });
  return { port: Number(new URL(address).port) };
});
