import SchemaBuilder from '@pothos/core';
import { GraphQLError, valueFromASTUntyped } from 'graphql';
import { z } from 'zod';
import { mostListed } from '../src/plan/compile-relation.ts';
import type { HubContext } from './context.ts';

export interface HubSchemaTypes {
  Context: HubContext;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
    PageSize: { Input: number; Output: number };
  };
}

/** The one builder; each type and mutation registers itself on it when its file is imported. */
export const builder = new SchemaBuilder<HubSchemaTypes>({});

builder.queryType({ description: 'Everything that can be read.' });
builder.mutationType({ description: 'Everything that can be changed.' });

const text = (name: string, schema: z.ZodType<string>, normal: (value: string) => string = (value) => value) => ({
  serialize: (value: unknown): string => schema.parse(value),
  parseValue: (value: unknown): string => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new GraphQLError(`${name}: ${z.prettifyError(parsed.error)}`);
    return normal(parsed.data);
  },
});

builder.scalarType('DateTime', {
  description: 'An instant, ISO 8601 with an offset; answers are in UTC.',
  ...text('DateTime', z.iso.datetime({ offset: true })),
});

builder.scalarType('Date', {
  description: 'A calendar day in England, `YYYY-MM-DD`.',
  ...text('Date', z.iso.date()),
});

const pageSize = z.int().min(1).max(mostListed);

builder.scalarType('PageSize', {
  description: `How many rows a list or page may hold: a whole number from 1 to ${mostListed}.`,
  serialize: (value) => pageSize.parse(value),
  parseValue: (value) => {
    const parsed = pageSize.safeParse(value);
    if (!parsed.success) throw new GraphQLError(`PageSize: a whole number from 1 to ${mostListed}`);
    return parsed.data;
  },
});

builder.scalarType('JSON', {
  description: 'Any JSON value: a message in a contract that has its own published schema.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
