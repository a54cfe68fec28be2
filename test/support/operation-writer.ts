import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { Random } from './random.ts';
import type { World } from './scattered-world.ts';

/** Cursors a reader was given, by the root field of their list. */
export type Cursors = ReadonlyMap<string, readonly string[]>;

/** What writing one operation shares. */
export interface Writer {
  readonly random: Random;
  readonly schema: GraphQLSchema;
  readonly world: World;
  readonly asKnownAt: string | null;
  readonly cursors: Cursors;
  /** What a mutation is given. */
  readonly input: unknown;
  /** Whether every leaf is selected of most objects. */
  readonly isWide: boolean;
  readonly variables: Map<string, { type: string; value: unknown }>;
  readonly fragments: string[];
  /** Aliases given, so that no two clash. */
  aliases: number;
  /** Fields left to write, so that an operation stays small. */
  budget: number;
}

const bind = (writer: Writer, type: string, value: unknown): string => {
  const name = `v${writer.variables.size}`;
  writer.variables.set(name, { type, value });
  return `$${name}`;
};

const give = (writer: Writer, type: string, value: unknown): string =>
  writer.random.chance(0.5) ? bind(writer, type, value) : JSON.stringify(value);

type Giver = (writer: Writer, field: string) => string | null;

const after: Giver = (writer, field) => {
  const { random, cursors } = writer;
  const known = cursors.get(field) ?? [];
  if (known.length > 0 && random.chance(0.5)) return give(writer, 'String', random.pick(known));
  return random.chance(0.1) ? give(writer, 'String', 'abc') : null;
};

/** How an argument is filled, by its name; what is not here goes by its type. */
const byName: Readonly<Record<string, Giver>> = {
  id: (writer) => give(writer, 'ID!', writer.random.pick(writer.world.ids)),
  first: (writer) => give(writer, 'PageSize', 1 + writer.random.below(writer.isWide ? 60 : 5)),
  after,
  input: (writer) => bind(writer, 'NotificationSubmitInput!', writer.input),
  of: (writer) => give(writer, '[String!]', ['religion', 'homeAddress', 'account', 'nothing']),
  value: (writer) => give(writer, 'String!', `V${writer.random.below(9)}`),
};

const byType: Readonly<Record<string, Giver>> = {
  Boolean: (writer) => give(writer, 'Boolean', writer.random.chance(0.5)),
  Date: (writer) => give(writer, 'Date', '2015-10-14'),
  DateTime: (writer) => give(writer, 'DateTime', '2015-10-14T08:00:00Z'),
};

const argument = (writer: Writer, field: string, name: string, typeName: string): string | null => {
  const type = writer.schema.getType(typeName);
  const named = byName[name];
  if (named) return named(writer, field);
  if (isEnumType(type)) {
    const word = writer.random.pick(type.getValues()).name;
    return name === 'system' || writer.random.chance(0.5) ? word : null;
  }
  return writer.random.chance(0.4) ? (byType[typeName]?.(writer, field) ?? null) : null;
};

const argumentsText = (writer: Writer, field: GraphQLField<unknown, unknown>): string => {
  const given = field.args.flatMap(({ name, type }) => {
    if (name === 'asKnownAt')
      return writer.asKnownAt ? [`asKnownAt: ${give(writer, 'DateTime', writer.asKnownAt)}`] : [];
    const value = argument(writer, field.name, name, getNamedType(type).name);
    return value === null ? [] : [`${name}: ${value}`];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
};

const directive = (writer: Writer): string => {
  const { random } = writer;
  if (random.chance(0.85)) return '';
  const condition = random.chance(0.7) ? bind(writer, 'Boolean!', random.chance(0.6)) : String(random.chance(0.6));
  return random.chance(0.5) ? ` @include(if: ${condition})` : ` @skip(if: ${condition})`;
};

/** A field with all it takes and holds by chance, or null where it would hold more than the depth allows. */
export const fieldText = (writer: Writer, field: GraphQLField<unknown, unknown>, depth: number): string | null => {
  const type = getNamedType(field.type);
  const composite = isObjectType(type) || isAbstractType(type);
  if (composite && depth <= 0) return null;
  writer.budget -= 1;
  const inner = composite ? ` ${selectionSet(writer, type, depth - 1)}` : '';
  writer.aliases += 1;
  const alias = composite || field.args.length > 0 || writer.random.chance(0.2) ? `a${writer.aliases}: ` : '';
  return `${alias}${field.name}${argumentsText(writer, field)}${directive(writer)}${inner}`;
};

const isPlain = (field: GraphQLField<unknown, unknown>): boolean =>
  field.args.length === 0 && isLeafType(getNamedType(field.type));

/** Every field that holds no others and takes no arguments. */
const everyLeaf = (type: GraphQLObjectType): readonly string[] =>
  Object.values(type.getFields())
    .filter(isPlain)
    .map(({ name }) => name);

const objectFields = (writer: Writer, type: GraphQLObjectType, depth: number): string[] => {
  const fields = Object.values(type.getFields());
  const others = fields.filter((field) => !isPlain(field));
  const choice = writer.isWide && others.length > 0 ? others : fields;
  const count = (writer.isWide ? 2 : 1) + writer.random.below(6);
  const written = Array.from({ length: count }, () =>
    writer.budget > 0 ? fieldText(writer, writer.random.pick(choice), depth) : null,
  ).filter((text) => text !== null);
  if (writer.random.chance(0.2)) written.push('__typename');
  if (writer.isWide) written.push(...everyLeaf(type));
  return written.length > 0 ? written : ['__typename'];
};

const fragment = (writer: Writer, type: GraphQLObjectType, depth: number): string => {
  const body = `{ ${objectFields(writer, type, depth).join(' ')} }`;
  if (writer.random.chance(0.5)) return `... on ${type.name}${directive(writer)} ${body}`;
  const name = `F${writer.fragments.length}`;
  writer.fragments.push(`fragment ${name} on ${type.name} ${body}`);
  return `...${name}${directive(writer)}`;
};

/** A selection on a type by chance. */
export const selectionSet = (writer: Writer, type: GraphQLOutputType, depth: number): string => {
  if (isAbstractType(type)) {
    const members = writer.schema.getPossibleTypes(type).filter(() => writer.random.chance(0.7));
    const shared = type.name === 'Node' && writer.random.chance(0.5) ? ['id'] : [];
    return `{ ${['__typename', ...shared, ...members.map((member) => fragment(writer, member, depth))].join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const parts = objectFields(writer, type, depth);
  if (writer.random.chance(0.2)) parts.push(fragment(writer, type, depth));
  return `{ ${parts.join(' ')} }`;
};
