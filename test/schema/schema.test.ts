import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { assertGoverned } from '../../schema/guard.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { coordinates, governedBy } from '../../src/domain/coordinates.ts';
import { sourceOf, tableOf } from '../../src/plan/source.ts';

const schema = buildHubSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const committed = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');

/** Fields, arguments and input fields of a type, with what is said of each. */
const parts = (type: GraphQLNamedType): { name: string; description: string | null | undefined }[] => {
  const of = ({ name, description }: { name: string; description?: string | null | undefined }, path: string) => ({
    name: `${path}.${name}`,
    description,
  });
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => of(field, type.name));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    of(field, type.name),
    ...field.args.map((argument) => of(argument, `${type.name}.${field.name}`)),
  ]);
};

describe('the schema', () => {
  test('is the committed one: npm run schema writes it', () => {
    const normal = (sdl: string) => printSchema(lexicographicSortSchema(buildSchema(sdl)));
    expect(normal(committed)).toBe(normal(printSchema(schema)));
  });

  test('describes every type, field, argument and input field in a sentence', () => {
    const silent = types
      .filter(({ name }) => !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name))
      .flatMap((type) => [{ name: type.name, description: type.description }, ...parts(type)])
      .filter(({ description }) => !description)
      .map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  test('lets every governed field be null, so that a denial never tears down its parent', () => {
    const torn = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => governedBy(coordinates[type.name]?.[field.name] ?? 'open') && isNonNullType(field.type))
        .map((field) => `${type.name}.${field.name}`),
    );
    expect(torn).toEqual([]);
  });

  test('gives every type that is read from a table a source for each of its fields', () => {
    for (const type of types.filter(isObjectType)) {
      if (!tableOf(type)) continue;
      for (const field of Object.values(type.getFields())) expect(sourceOf(field).kind).toBeTruthy();
    }
  });

  test('gives every type with governed fields an absences field', () => {
    const without = types.filter(isObjectType).filter((type) => tableOf(type)?.node && !type.getFields()['absences']);
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  test('uses words in capitals for every enum value', () => {
    const values = types.filter(isEnumType).flatMap((type) => type.getValues().map(({ name }) => name));
    expect(values.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });
});

describe('start-up', () => {
  test('accepts the schema with its policy', () => {
    expect(() => assertGoverned(schema)).not.toThrow();
  });

  test('refuses a field the policy does not know', () => {
    const { religion: _religion, ...child } = coordinates['Child'] ?? {};
    expect(() => assertGoverned(schema, { ...coordinates, Child: child })).toThrow(/without policy: Child\.religion/);
  });

  test('refuses an argument the policy does not know', () => {
    const { 'children(missingNow)': _argument, ...query } = coordinates['Query'] ?? {};
    expect(() => assertGoverned(schema, { ...coordinates, Query: query })).toThrow(/Query\.children\(missingNow\)/);
  });

  test('refuses an input field the policy does not know', () => {
    const { message: _message, ...input } = coordinates['NotificationSubmitInput'] ?? {};
    expect(() => assertGoverned(schema, { ...coordinates, NotificationSubmitInput: input })).toThrow(
      /NotificationSubmitInput\.message/,
    );
  });

  test('refuses a policy for a field that is not there', () => {
    const stale = { ...coordinates, Child: { ...coordinates['Child'], shoeSize: 'ID' as const } };
    expect(() => assertGoverned(schema, stale)).toThrow(/without field: Child\.shoeSize/);
  });
});
