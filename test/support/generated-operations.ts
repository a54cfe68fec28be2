import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isObjectType,
} from 'graphql';
import type { Random } from './random.ts';
import type { World } from './scattered-world.ts';

/** A generated operation and the variables it is run with. */
export interface GeneratedOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Writer {
  readonly random: Random;
  readonly schema: GraphQLSchema;
  readonly world: World;
  readonly asKnownAt: string | null;
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

type Giver = (writer: Writer) => string | null;

/** How an argument is filled, by its name; what is not here goes by its type. */
const byName: Readonly<Record<string, Giver>> = {
  id: (writer) => give(writer, 'ID!', writer.random.pick(writer.world.ids)),
  first: (writer) => give(writer, 'PageSize', 1 + writer.random.below(5)),
  after: (writer) => (writer.random.chance(0.1) ? give(writer, 'String', 'abc') : null),
  of: (writer) => give(writer, '[String!]', ['religion', 'homeAddress', 'account', 'nothing']),
  value: (writer) => give(writer, 'String!', `V${writer.random.below(9)}`),
};

const byType: Readonly<Record<string, Giver>> = {
  Boolean: (writer) => give(writer, 'Boolean', writer.random.chance(0.5)),
  Date: (writer) => give(writer, 'Date', '2015-10-14'),
  DateTime: (writer) => give(writer, 'DateTime', '2015-10-14T08:00:00Z'),
};

const argument = (writer: Writer, name: string, typeName: string): string | null => {
  const type = writer.schema.getType(typeName);
  const named = byName[name];
  if (named) return named(writer);
  if (isEnumType(type)) {
    const word = writer.random.pick(type.getValues()).name;
    return name === 'system' || writer.random.chance(0.5) ? word : null;
  }
  return writer.random.chance(0.4) ? (byType[typeName]?.(writer) ?? null) : null;
};

const argumentsText = (writer: Writer, field: GraphQLField<unknown, unknown>): string => {
  const given = field.args.flatMap(({ name, type }) => {
    if (name === 'asKnownAt')
      return writer.asKnownAt ? [`asKnownAt: ${give(writer, 'DateTime', writer.asKnownAt)}`] : [];
    const value = argument(writer, name, getNamedType(type).name);
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

const fieldText = (writer: Writer, field: GraphQLField<unknown, unknown>, depth: number): string | null => {
  const type = getNamedType(field.type);
  const composite = isObjectType(type) || isAbstractType(type);
  if (composite && depth <= 0) return null;
  writer.budget -= 1;
  const inner = composite ? ` ${selectionSet(writer, type, depth - 1)}` : '';
  writer.aliases += 1;
  const alias = composite || field.args.length > 0 || writer.random.chance(0.2) ? `a${writer.aliases}: ` : '';
  return `${alias}${field.name}${argumentsText(writer, field)}${directive(writer)}${inner}`;
};

const objectFields = (writer: Writer, type: GraphQLObjectType, depth: number): string[] => {
  const fields = Object.values(type.getFields());
  const count = 1 + writer.random.below(6);
  const written = Array.from({ length: count }, () =>
    writer.budget > 0 ? fieldText(writer, writer.random.pick(fields), depth) : null,
  ).filter((text) => text !== null);
  if (writer.random.chance(0.2)) written.push('__typename');
  return written.length > 0 ? written : ['__typename'];
};

const fragment = (writer: Writer, type: GraphQLObjectType, depth: number): string => {
  const body = `{ ${objectFields(writer, type, depth).join(' ')} }`;
  if (writer.random.chance(0.5)) return `... on ${type.name}${directive(writer)} ${body}`;
  const name = `F${writer.fragments.length}`;
  writer.fragments.push(`fragment ${name} on ${type.name} ${body}`);
  return `...${name}${directive(writer)}`;
};

const selectionSet = (writer: Writer, type: GraphQLOutputType, depth: number): string => {
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

/** One query by chance: aliases, fragments, variables, directives, unions, interfaces, lists, pages, pasts. */
export const generateOperation = (random: Random, schema: GraphQLSchema, world: World): GeneratedOperation => {
  const query = schema.getQueryType();
  if (!query) throw new Error('no query type');
  const writer: Writer = {
    random,
    schema,
    world,
    asKnownAt: random.chance(0.3) ? random.pick(world.times) : null,
    variables: new Map(),
    fragments: [],
    aliases: 0,
    budget: 6 + random.below(24),
  };
  const roots = Object.values(query.getFields());
  const body = Array.from({ length: 1 + random.below(2) }, () => fieldText(writer, random.pick(roots), 5))
    .filter((text) => text !== null)
    .join(' ');
  const declared = [...writer.variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
  return {
    text: `query${declared ? `(${declared})` : ''} { ${body} } ${writer.fragments.join(' ')}`,
    variables: Object.fromEntries([...writer.variables].map(([name, { value }]) => [name, value])),
  };
};
