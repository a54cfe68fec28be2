import { createRequire } from 'node:module';
import { type GraphQLNamedType, type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { z } from 'zod';
import { coordinates, type Governing } from '../src/domain/coordinates.ts';
import { bitFor } from '../src/plan/guard.ts';

// The module build of shield asks `util` for a function Node 24 no longer has; the other build asks only when that
// function is called. The two packages must be of one build to know each other's classes.
const load = createRequire(import.meta.url);
const { allow, deny, rule, shield }: typeof import('graphql-shield') = load('graphql-shield');
const { applyMiddleware }: typeof import('graphql-middleware') = load('graphql-middleware');

const keysOfType = (type: GraphQLNamedType): readonly string[] => {
  if (isInputObjectType(type)) return Object.keys(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    field.name,
    ...field.args.map((argument) => `${field.name}(${argument.name})`),
  ]);
};

const fieldKeys = (schema: GraphQLSchema): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    Object.values(schema.getTypeMap())
      .filter(({ name }) => !name.startsWith('__'))
      .map((type) => [type.name, new Set(keysOfType(type))] as const)
      .filter(([, keys]) => keys.size > 0),
  );

/**
 * Refuses a schema and a policy that differ: every field, argument and input field has its entry, and every entry
 * its coordinate.
 * @throws Error naming each one, so that nothing starts unguarded
 */
export const assertGoverned = (schema: GraphQLSchema, policy: typeof coordinates = coordinates): void => {
  const keys = fieldKeys(schema);
  const missing = [...keys].flatMap(([type, fields]) =>
    [...fields].filter((field) => policy[type]?.[field] === undefined).map((field) => `${type}.${field}`),
  );
  const stale = Object.entries(policy).flatMap(([type, fields]) =>
    Object.keys(fields)
      .filter((field) => !keys.get(type)?.has(field))
      .map((field) => `${type}.${field}`),
  );
  if (missing.length + stale.length > 0) {
    throw new Error(
      `policy and schema differ; without policy: ${missing.join(', ') || 'none'}; without field: ${stale.join(', ') || 'none'}`,
    );
  }
};

const masked = z.object({ mask: z.bigint() });

/** One rule a bit: the row on hand carries the viewer's mask, and the mask must have it. */
const bitRule = (bit: bigint) =>
  rule(`bit ${bit}`, { cache: 'no_cache' })((parent: unknown) => {
    const row = masked.safeParse(parent);
    return row.success && (row.data.mask & bit) !== 0n;
  });

const ruleFor = (governing: Governing, rules: Map<bigint, ReturnType<typeof bitRule>>) => {
  const bit = bitFor(governing);
  if (bit === null) return allow;
  const known = rules.get(bit) ?? bitRule(bit);
  rules.set(bit, known);
  return known;
};

/**
 * The schema with the policy on every resolver: what the table does not open is denied, and a denial is null.
 * The planner has masks of its own; this guards whatever runs through resolvers.
 */
export const guardSchema = (schema: GraphQLSchema): GraphQLSchema => {
  assertGoverned(schema);
  const rules = new Map<bigint, ReturnType<typeof bitRule>>();
  const tree = Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .map((type) => [
        type.name,
        Object.fromEntries(
          Object.entries(coordinates[type.name] ?? {})
            .filter(([field]) => !field.includes('('))
            .map(([field, governing]) => [field, ruleFor(governing, rules)]),
        ),
      ]),
  );
  // A denial reaches `fallbackError` without an error and becomes null; a fault passes through to be masked at the edge.
  const fallbackError = (error: unknown) => (error instanceof Error ? error : nothing());
  return applyMiddleware(schema, shield(tree, { fallbackRule: deny, fallbackError, allowExternalErrors: false }));
};

/** Shield types a fallback as an error, and passes on whatever it is: null is a field that shows nothing. */
const nothing = (): Error => JSON.parse('null');
