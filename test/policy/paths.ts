import { type GraphQLSchema, getNamedType, isCompositeType, isObjectType, isUnionType } from 'graphql';
import type { FullChild, FullRow, FullWorld } from '../support/full-world.ts';
import { oracleFields } from './oracle-fields.ts';

/** One operation down one path, batching many fields of many records. */
export interface PathOperation {
  readonly path: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly byResolvers: boolean;
  /** The record each root field leads to, where it leads to one; `null` where the viewer may see no such record. */
  readonly roots: Readonly<Record<string, { readonly row: FullRow; readonly needs: string }>>;
  /** The type each root page holds. */
  readonly pages: Readonly<Record<string, string>>;
}

/** What writing the operations of one viewer needs. */
export interface PathWriter {
  readonly schema: GraphQLSchema;
  readonly world: FullWorld;
  /** Which fields to ask for. */
  readonly choose: (coordinate: string) => boolean;
  /** The id of a record as the viewer knows it. */
  readonly idOf: (row: Pick<FullRow, 'type' | 'id'>) => string;
}

/** The fields of a type the oracle knows, with what governs each. */
export const governedOf = (type: string): readonly (readonly [string, string])[] =>
  Object.entries(oracleFields[type] ?? {})
    .filter(([governing]) => governing !== 'record')
    .flatMap(([governing, fields]) => fields.split(' ').map((field) => [field, governing] as const));

export const recordOf = (type: string): string => oracleFields[type]?.['record'] ?? 'open';

const memberNames = (schema: GraphQLSchema, type: string, field: string): readonly string[] => {
  const owner = schema.getType(type);
  const named = isObjectType(owner) ? getNamedType(owner.getFields()[field]?.type) : undefined;
  if (isUnionType(named)) return named.getTypes().map(({ name }) => name);
  return isCompositeType(named) ? [named.name] : [];
};

const isRecord = (name: string): boolean => name in oracleFields && name !== 'Completeness';

/** The selection of a record: its id and the chosen fields, those of records it leads to `depth` steps on. */
const recordSelection = (writer: PathWriter, type: string, depth: number): string => {
  const fields = governedOf(type)
    .filter(([field]) => writer.choose(`${type}.${field}`))
    .map(([field]) => fieldSelection(writer, type, field, depth));
  return `__typename id ${fields.join(' ')}`;
};

const fieldSelection = (writer: PathWriter, type: string, field: string, depth: number): string => {
  const members = memberNames(writer.schema, type, field);
  if (members.length === 0) return field;
  if (!members.every(isRecord)) return `${field} { __typename }`;
  const first = field === 'episode' ? '' : '(first: 200)';
  const inner = members.map((name) => {
    const selection = depth > 0 ? recordSelection(writer, name, depth - 1) : '__typename id';
    return members.length > 1 ? `... on ${name} { ${selection} }` : selection;
  });
  return `${field}${first} { ${inner.join(' ')} }`;
};

const operation = (path: string, text: string, more: Partial<PathOperation> = {}): PathOperation => ({
  ...{ path, text, variables: {}, byResolvers: false, roots: {}, pages: {} },
  ...more,
});

const childRow = ({ id }: FullChild): FullRow => ({ type: 'Child', id, child: id, organisation: null, attached: [] });

const byChildId = (writer: PathWriter): readonly PathOperation[] =>
  writer.world.children.map((child) =>
    operation('child(id)', `query($id: ID!) { child(id: $id) { ${recordSelection(writer, 'Child', 1)} } }`, {
      variables: { id: writer.idOf({ type: 'Child', id: child.id }) },
      roots: { child: { row: childRow(child), needs: 'open' } },
    }),
  );

const byIdentifier = (writer: PathWriter): PathOperation => {
  const fields = writer.world.children.map(
    ({ upn }, index) =>
      `c${index}: childByIdentifier(system: UPN, value: "${upn}") { ${recordSelection(writer, 'Child', 0)} }`,
  );
  return operation('childByIdentifier', `{ ${fields.join(' ')} }`, {
    roots: Object.fromEntries(
      writer.world.children.map((child, index) => [`c${index}`, { row: childRow(child), needs: 'ID' }]),
    ),
  });
};

/** One record of each type of a child, all in one operation. */
const byNode = (writer: PathWriter, child: FullChild): PathOperation => {
  const ofChild = writer.world.rows.filter((row) => row.child === child.id);
  const rows = Object.keys(oracleFields).flatMap((type) => ofChild.filter((row) => row.type === type).slice(0, 2));
  const fields = rows.map(
    (row, index) =>
      `n${index}: node(id: "${writer.idOf(row)}") { ... on ${row.type} { ${recordSelection(writer, row.type, 0)} } }`,
  );
  return operation('node(id)', `{ ${fields.join(' ')} }`, {
    roots: Object.fromEntries(rows.map((row, index) => [`n${index}`, { row, needs: 'open' }])),
  });
};

const pages: Readonly<Record<string, string>> = {
  episodes: 'Episode',
  notifications: 'Notification',
  interviews: 'Interview',
  meetings: 'StrategyMeeting',
};

const page = (writer: PathWriter, root: string, type: string): PathOperation => {
  const child = `child { ${recordSelection(writer, 'Child', 0)} }`;
  const text = `{ ${root}(first: 200) { nodes { ${recordSelection(writer, type, 1)} ${child} } } }`;
  return operation(root === 'episodes' ? 'nested from an episode' : `page of ${root}`, text, {
    pages: { [root]: type },
  });
};

const children = (writer: PathWriter, more: Partial<PathOperation> = {}, depth = 1): PathOperation =>
  operation('children', `{ children(first: 200) { nodes { ${recordSelection(writer, 'Child', depth)} } } }`, {
    pages: { children: 'Child' },
    ...more,
  });

const edges = (writer: PathWriter): PathOperation =>
  operation('edges', `{ children(first: 200) { edges { node { ${recordSelection(writer, 'Child', 0)} } } } }`, {
    pages: { children: 'Child' },
  });

const timeline = (writer: PathWriter): PathOperation =>
  operation(
    'union',
    `{ children(first: 200) { nodes { __typename id ${fieldSelection(writer, 'Child', 'timeline', 1)} } } }`,
    { pages: { children: 'Child' } },
  );

const payload = (writer: PathWriter, row: FullRow): PathOperation =>
  operation(
    'mutation payload',
    `mutation { notificationSubmit(input: { message: {}, idempotencyKey: "${row.id}" }) {
      ... on NotificationSubmitted { notification { ${recordSelection(writer, 'Notification', 0)}
        child { ${recordSelection(writer, 'Child', 0)} } } } } }`,
    { byResolvers: true, roots: { 'notificationSubmit.notification': { row, needs: 'open' } } },
  );

/** Every path to a record, as operations of one viewer. */
export const pathOperations = (writer: PathWriter): readonly PathOperation[] => [
  ...byChildId(writer),
  byIdentifier(writer),
  children(writer),
  edges(writer),
  timeline(writer),
  ...Object.entries(pages).map(([root, type]) => page(writer, root, type)),
  ...writer.world.children.map((child) => byNode(writer, child)),
  ...writer.world.rows
    // Whoever is given pseudonyms submits nothing, and the stand-in for a submission knows the hub's own ids alone.
    .filter((row) => row.type === 'Notification' && writer.idOf(row) === `Notification:${row.id}`)
    .filter((_row, index) => index % 3 === 0)
    .map((row) => payload(writer, row)),
  children(writer, { path: 'children by resolvers', byResolvers: true }),
];
