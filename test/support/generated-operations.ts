import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { governedFields } from '../../src/plan/guard.ts';
import { tableNames } from '../../src/plan/tables.ts';
import { type Cursors, fieldText, selectionSet, type Writer } from './operation-writer.ts';
import type { Random } from './random.ts';
import type { World } from './scattered-world.ts';

/** A generated operation and the variables it is run with. */
export interface GeneratedOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const newWriter = (parts: Pick<Writer, 'random' | 'schema' | 'world'> & Partial<Writer>): Writer => ({
  asKnownAt: null,
  cursors: new Map(),
  input: null,
  isWide: parts.random.chance(0.15),
  variables: new Map(),
  fragments: [],
  aliases: 0,
  budget: 6 + parts.random.below(24),
  ...parts,
});

const finished = ({ variables, fragments }: Writer, kind: string, body: string): GeneratedOperation => {
  const declared = [...variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
  return {
    text: `${kind}${declared ? `(${declared})` : ''} { ${body} } ${fragments.join(' ')}`,
    variables: Object.fromEntries([...variables].map(([name, { value }]) => [name, value])),
  };
};

/** One query by chance: aliases, fragments, variables, directives, unions, interfaces, lists, pages, pasts. */
export const generateOperation = (
  random: Random,
  schema: GraphQLSchema,
  world: World,
  more: { readonly cursors?: Cursors; readonly isWide?: boolean } = {},
): GeneratedOperation => {
  const query = schema.getQueryType();
  if (!query) throw new Error('no query type');
  const asKnownAt = random.chance(0.3) ? random.pick(world.times) : null;
  const writer = newWriter({ random, schema, world, asKnownAt, ...more });
  // What resolvers alone answer is compared with nothing.
  const roots = Object.values(query.getFields()).filter(({ extensions }) => extensions.plan?.kind !== 'resolved');
  const body = Array.from({ length: 1 + random.below(2) }, () => fieldText(writer, random.pick(roots), 5))
    .filter((text) => text !== null)
    .join(' ');
  return finished(writer, 'query', body);
};

/** One mutation by chance, given this input: whatever its payload may hold is selected by chance. */
export const generateMutation = (
  random: Random,
  schema: GraphQLSchema,
  world: World,
  input: unknown,
): GeneratedOperation => {
  const mutation = schema.getMutationType();
  if (!mutation) throw new Error('no mutation type');
  const writer = newWriter({ random, schema, world, input });
  const body =
    fieldText(
      writer,
      random.pick(Object.values(mutation.getFields()).filter(({ name }) => name === 'notificationSubmit')),
      5,
    ) ?? '__typename';
  return finished(writer, 'mutation', body);
};

/** The question why a field by chance, of something by chance, is or is not shown. */
export const generateExplanation = (random: Random, schema: GraphQLSchema, world: World): GeneratedOperation => {
  const type = schema.getType(random.pick(tableNames));
  const fields = isObjectType(type) ? governedFields(type).map(({ field }) => field) : [];
  return {
    text: `query($childId: ID!, $type: String!, $field: String!) {
      explain(childId: $childId, type: $type, field: $field) {
        coordinate answer decidedBy steps { about says decides } ask } }`,
    variables: { childId: random.pick(world.ids), type: type?.name, field: random.pick([...fields, 'id']) },
  };
};

/** A selection by chance on one type, as a fragment `Selected` and the variables it reads. */
export const generateSelection = (
  random: Random,
  schema: GraphQLSchema,
  world: World,
  type: GraphQLObjectType,
): { readonly fragments: string; readonly declared: string; readonly variables: GeneratedOperation['variables'] } => {
  const writer = newWriter({ random, schema, world });
  const fragments = [`fragment Selected on ${type.name} ${selectionSet(writer, type, 4)}`, ...writer.fragments];
  return {
    fragments: fragments.join(' '),
    declared: [...writer.variables].map(([name, { type: word }]) => `, $${name}: ${word}`).join(''),
    variables: Object.fromEntries([...writer.variables].map(([name, { value }]) => [name, value])),
  };
};
