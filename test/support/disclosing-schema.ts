import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { z } from 'zod';
import { builder } from '../../schema/builder.ts';
import { guardSchema } from '../../schema/guard.ts';
import '../../schema/index.ts';
import type { HubContext } from '../../schema/context.ts';
import { governedBy, governingOf } from '../../src/domain/coordinates.ts';

const ofChild = z.object({ child: z.string(), mask: z.bigint() });

/** A governed field that was asked of a row of a child, and the mask the viewer had for that row. */
export interface AskedField {
  readonly child: string;
  readonly mask: bigint;
  /** `Type.field`. */
  readonly name: string;
}

/** The hub's schema, which tells every governed field asked of a row and every one that was let through. */
export interface DisclosingSchema {
  readonly schema: GraphQLSchema;
  /** What was asked, and what was shown, in requests of this id. */
  readonly asked: (requestId: string) => readonly AskedField[];
  readonly shown: (requestId: string) => readonly AskedField[];
}

type Resolver = GraphQLFieldResolver<unknown, HubContext>;
type Notes = Map<string, AskedField[]>;

/** Puts a tap on every governed field of every type that is read from a child's row. */
const tap = (schema: GraphQLSchema, notes: Notes): void => {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    if (type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!governedBy(governingOf(type.name, field.name))) continue;
      const inner: Resolver = field.resolve ?? defaultFieldResolver;
      const name = `${type.name}.${field.name}`;
      field.resolve = (parent: unknown, args, context: HubContext, info) => {
        const row = ofChild.safeParse(parent);
        if (row.success) notes.set(context.requestId, [...(notes.get(context.requestId) ?? []), { ...row.data, name }]);
        return inner(parent, args, context, info);
      };
    }
  }
};

/** Builds it: one tap below the guard, which only what is allowed comes to, and one above. */
export const disclosingSchema = (): DisclosingSchema => {
  const [asked, shown]: [Notes, Notes] = [new Map(), new Map()];
  const bare = builder.toSchema();
  tap(bare, shown);
  const schema = guardSchema(bare);
  tap(schema, asked);
  return { schema, asked: (id) => asked.get(id) ?? [], shown: (id) => shown.get(id) ?? [] };
};
