import DataLoader from 'dataloader';
import { type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import { z } from 'zod';
import { type Masks, ownBits } from '../domain/mask.ts';
import type { ReadTransaction } from '../store/read-transaction.ts';
import { knownTime, written } from './columns.ts';
import type { CompileContext, FieldSelection } from './compile-context.ts';
import { jsonObject } from './compile-context.ts';
import { pagedType, pageRows } from './compile-page.ts';
import { countOf, relatedRows } from './compile-relation.ts';
import { childIs, childScope, identifierNarrowing, nodeRow } from './compile-root.ts';
import type { Touched } from './execute.ts';
import { cursorSql, ownId, pseudonymOf, readGlobalId } from './keys.ts';
import { nowPlace, type RowScope, reachableChildren } from './rows.ts';
import { type ConnectionFilter, tableOf } from './source.ts';
import { type Binding, newStatement, type Statement } from './statement.ts';
import { type RelationName, relationOf, type TableName, tables } from './tables.ts';

const json = z.unknown();
const rowSchema = z.object({
  type: z.string().refine((name): name is TableName => name in tables),
  uuid: z.string(),
  child: z.string(),
  version: z.string(),
  mask: z.string().transform((mask) => BigInt(mask)),
  fields: z.record(z.string(), json),
  absences: z.record(z.string(), z.record(z.string(), z.string().nullable())).nullable(),
  provenance: z.array(z.record(z.string(), json)),
  conflicts: z.array(z.record(z.string(), json)),
  notification_ids: z.array(z.string()).nullable(),
  interview_ids: z.array(z.string()).nullable(),
});

/** A stored row with everything it holds and the viewer's mask for it; what the mask hides is hidden by the guard. */
export type Row = z.infer<typeof rowSchema>;

export interface RowPage {
  readonly rows: readonly { readonly row: Row; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

/** Reads whole rows for the resolver path, with the FROM clauses, masks and order the planner uses. */
export interface RowReader {
  child(globalId: string): Promise<Row | null>;
  childByIdentifier(system: string, value: string): Promise<Row | null>;
  node(globalId: string): Promise<Row | null>;
  page(info: GraphQLResolveInfo, filters: readonly ConnectionFilter[]): Promise<RowPage>;
  related(row: Row, relation: RelationName, first: unknown): Promise<readonly Row[]>;
  /** The global id of a row as this viewer knows it. */
  globalIdOf(row: Row): string;
  readonly touched: readonly Touched[];
}

export interface RowReaderDeps {
  readonly schema: GraphQLSchema;
  readonly transaction: () => Promise<ReadTransaction>;
  readonly binding: Binding;
  readonly masks: Masks;
}

const fieldsJson = (statement: Statement, type: GraphQLObjectType, row: string): string =>
  jsonObject(
    Object.values(type.getFields()).flatMap((field) => {
      const source = field.extensions.plan;
      switch (source?.kind) {
        case 'column':
          return [[field.name, written(`${row}.${source.column}`, source.as)] as const];
        case 'expression':
          return [[field.name, written(source.sql(row, nowPlace(statement)), source.as)] as const];
        case 'part':
          return [[field.name, `${row}.${source.column}`] as const];
        default:
          return [];
      }
    }),
  );

/** SQL of a whole row as JSON, nothing masked. */
const rowJson = (statement: Statement, type: GraphQLObjectType, scope: RowScope): string => {
  const table = tableOf(type);
  if (!table) throw new Error(`${type.name} has no table`);
  const ids = (column: string) => (table.type === 'Episode' ? `to_jsonb(${scope.row}.${column})` : 'null');
  const merged = (column: string) => (table.merged ? `${scope.row}.${column}` : `'[]'::jsonb`);
  return jsonObject([
    ['type', `'${table.type}'`],
    ['uuid', `${scope.row}.${table.id}`],
    ['child', scope.child],
    ['version', knownTime(`${scope.row}.known_from`)],
    ['mask', `${scope.mask}::text`],
    ['fields', fieldsJson(statement, type, scope.row)],
    ['absences', table.node ? `${scope.row}.absences` : 'null'],
    ['provenance', merged('provenance')],
    ['conflicts', merged('conflicts')],
    ['notification_ids', ids('notification_ids')],
    ['interview_ids', ids('interview_ids')],
  ]);
};

const childRow = `'uuid', c.child_id, 'version', ${knownTime('c.known_from')}, 'mask', k.m::text`;

/** A reader for one request. */
export const newRowReader = ({ schema, transaction, binding, masks }: RowReaderDeps): RowReader => {
  const touched = new Map<string, Touched>();
  const typeOf = (name: TableName): GraphQLObjectType => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`no type ${name}`);
    return type;
  };
  const newContext = (): CompileContext => ({
    statement: newStatement(),
    asKnown: binding.asKnownAt !== null,
    own: (masks.union & ownBits) !== 0n,
    reach: masks,
    pseudonymous: binding.keys.pseudonym !== null,
    selections: { of: () => [] },
    nodeTypeOf: () => null,
    note: () => undefined,
  });
  const run = async (context: CompileContext, text: string) => {
    const open = await transaction();
    return open.query(
      text,
      context.statement.binders.map((binder) => binder(binding)),
    );
  };
  const touch = (row: Row, child: { uuid: string; version: string; mask: string }): Row => {
    touched.set(`${child.uuid} ${child.version}`, {
      child: child.uuid,
      version: child.version,
      mask: BigInt(child.mask),
    });
    return row;
  };
  const rooted = z.object({ j: rowSchema, c: z.object({ uuid: z.string(), version: z.string(), mask: z.string() }) });
  const one = async (context: CompileContext, from: string, type: TableName, scope: RowScope, childJson = childRow) => {
    const [found] = await run(
      context,
      `select ${rowJson(context.statement, typeOf(type), scope)} j, json_build_object(${childJson}) c from ${from}`,
    );
    if (!found) return null;
    const { j, c } = rooted.parse(found);
    return touch(j, c);
  };
  const node = async (globalId: string): Promise<Row | null> => {
    const context = newContext();
    const name = readGlobalId(globalId)?.type ?? '';
    const id = context.statement.bind('id', 'uuid', () => ownId(globalId, name, binding.keys));
    const row = nodeRow(context, name, id);
    return row && name in tables ? one(context, row.from, rowSchema.shape.type.parse(name), row.scope) : null;
  };
  const loaders = new Map<string, DataLoader<Row, readonly Row[]>>();
  const loadRelated = async (relation: RelationName, first: unknown, parents: readonly Row[]) => {
    const context = newContext();
    const { many } = relationOf(relation);
    const limit = context.statement.bind('first', 'int', () => (many ? countOf(first) : 1));
    const list = context.statement.bind('parents', 'jsonb', () =>
      JSON.stringify(
        parents.map((parent, ord) => ({
          ord,
          id: parent.uuid,
          child_id: parent.child,
          m: parent.mask.toString(),
          notification_ids: parent.notification_ids,
          interview_ids: parent.interview_ids,
        })),
      ),
    );
    const scope: RowScope = { row: 'parent', child: 'parent.child_id', mask: 'parent.m' };
    const rows = relatedRows(context, relation, scope, limit, (to, row) => rowJson(context.statement, typeOf(to), row));
    const found = await run(
      context,
      `select parent.ord, (select coalesce(json_agg(q.j order by q.s desc nulls last, q.id), '[]'::json) from (${rows}) q) list
      from jsonb_to_recordset(${list}) parent(ord int, id uuid, child_id uuid, m int8, notification_ids uuid[],
        interview_ids uuid[])`,
    );
    const lists = z.array(z.object({ ord: z.number(), list: z.array(rowSchema) })).parse(found);
    const byOrd = new Map(lists.map(({ ord, list: rowsOf }) => [ord, rowsOf]));
    return parents.map((_, ord) => byOrd.get(ord) ?? []);
  };
  return {
    get touched() {
      return [...touched.values()];
    },
    globalIdOf: ({ type, uuid }) =>
      `${type}:${binding.keys.pseudonym ? pseudonymOf(uuid, binding.keys.pseudonym) : uuid}`,
    child: (globalId) => {
      const context = newContext();
      const id = context.statement.bind('id', 'uuid', () => ownId(globalId, 'Child', binding.keys));
      return one(context, reachableChildren(context, { where: childIs(id) }), 'Child', childScope);
    },
    childByIdentifier: (system, value) => {
      const context = newContext();
      const place = context.statement.bind('identifier', 'jsonb', () => JSON.stringify([{ system, value }]));
      const scope: RowScope = { row: 'c', child: 'c.child_id', mask: 'c.m' };
      const from = `${identifierNarrowing(context, place)} c`;
      return one(context, from, 'Child', scope, childRow.replace('k.m', 'c.m'));
    },
    node,
    page: async (info, filters) => {
      const context = newContext();
      const field = info.parentType.getFields()[info.fieldName];
      if (!field) throw new Error(`no field ${info.fieldName}`);
      const selection: FieldSelection = { key: info.fieldName, name: info.fieldName, field, nodes: info.fieldNodes };
      const { type, table } = pagedType(selection);
      const rows = pageRows(context, selection, filters, childScope);
      const key = context.statement.bind('cursor', 'bytea', ({ keys }) => keys.cursor);
      const found = await run(
        context,
        `select ${rowJson(context.statement, type, rows.scope)} j, json_build_object(${childRow}) c,
          ${cursorSql(table, rows.keys, key)} cursor, ${rows.limit} first
        from ${rows.from} where ${rows.where} order by ${rows.keys.join(', ')} limit ${rows.limit} + 1`,
      );
      const list = z.array(rooted.extend({ cursor: z.string(), first: z.number() })).parse(found);
      const first = list[0]?.first ?? 0;
      return {
        rows: list.slice(0, first).map(({ j, c, cursor }) => ({ row: touch(j, c), cursor })),
        hasNextPage: list.length > first,
      };
    },
    related: (row, relation, first) => {
      const key = `${relation} ${String(first)}`;
      const loader =
        loaders.get(key) ??
        new DataLoader<Row, readonly Row[]>((parents) => loadRelated(relation, first, parents), { cache: false });
      loaders.set(key, loader);
      return loader.load(row);
    },
  };
};
