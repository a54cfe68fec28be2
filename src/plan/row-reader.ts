import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { OwnReach } from '../domain/explain.ts';
import { type AccessLogReading, newAccessLogReading } from './access-log-reading.ts';
import type { FieldSelection } from './compile-context.ts';
import { pagedType, pageRows } from './compile-page.ts';
import { countOf, relatedRows } from './compile-relation.ts';
import { childIs, identifierNarrowing, nodeRow } from './compile-root.ts';
import type { Touched } from './execute.ts';
import { cursorSql, ownId, pseudonymOf, readGlobalId } from './keys.ts';
import { notificationsAmong } from './notifications-among.ts';
import { ownReachOf } from './own-reach.ts';
import { newRowSession, type RowReaderDeps, type RowSession, reachedRow } from './row-session.ts';
import { childScope, type RowScope, reachableChildren } from './rows.ts';
import type { ConnectionFilter } from './source.ts';
import { type Row, rowJson, rowSchema, touchedJson } from './stored-row.ts';
import { type RelationName, relationOf } from './tables.ts';

export type { Row } from './stored-row.ts';

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
  /** Those of some notifications that the viewer reaches and may know the gaps of. */
  notificationsAmong(ids: readonly string[], page: { first: number; after: unknown }): Promise<RowPage>;
  related(row: Row, relation: RelationName, first: unknown): Promise<readonly Row[]>;
  /** The viewer's own relationships to the child of a row. */
  reach(row: Row): Promise<readonly OwnReach[]>;
  /** The global id of a row as this viewer knows it. */
  globalIdOf(row: Row): string;
  /** What reading the access log of a child needs of the viewer. */
  readonly accessLog: AccessLogReading;
  touched(): readonly Touched[];
  /** The known time the reads stand for. */
  knownAt(): Promise<string>;
  readonly asKnownAt: string | null;
}

const child = (session: RowSession, globalId: string): Promise<Row | null> => {
  const context = session.newContext();
  const id = context.statement.bind('id', 'uuid', ({ keys }) => ownId(globalId, 'Child', keys));
  return session.one(context, reachableChildren(context, { where: childIs(id) }), 'Child', childScope(context), 'k.m');
};

const childByIdentifier = (session: RowSession, system: string, value: string): Promise<Row | null> => {
  const context = session.newContext();
  const place = context.statement.bind('identifier', 'jsonb', () => JSON.stringify([{ system, value }]));
  const scope = childScope(context, 'c.m');
  return session.one(context, `${identifierNarrowing(context, place)} c`, 'Child', scope, 'c.m');
};

const node = async (session: RowSession, globalId: string): Promise<Row | null> => {
  const context = session.newContext();
  const type = rowSchema.shape.type.safeParse(readGlobalId(globalId)?.type);
  if (!type.success) return null;
  const id = context.statement.bind('id', 'uuid', ({ keys }) => ownId(globalId, type.data, keys));
  const row = nodeRow(context, type.data, id);
  return row ? session.one(context, row.from, type.data, row.scope, 'k.m') : null;
};

const pageRow = reachedRow.extend({ cursor: z.string(), first: z.number() });

const page = async (
  session: RowSession,
  info: GraphQLResolveInfo,
  filters: readonly ConnectionFilter[],
): Promise<RowPage> => {
  const context = session.newContext();
  const field = info.parentType.getFields()[info.fieldName];
  if (!field) throw new Error(`no field ${info.fieldName}`);
  const selection: FieldSelection = {
    key: info.fieldName,
    name: info.fieldName,
    field,
    nodes: info.fieldNodes,
    constants: null,
  };
  const { type, table } = pagedType(selection);
  const rows = pageRows(context, selection, filters, childScope(context));
  const key = context.statement.bind('cursor', 'bytea', ({ keys }) => keys.cursor);
  const found = await session.run(
    context,
    `select ${rowJson(context.statement, type, rows.scope)} j, ${touchedJson('k.m')} c,
      ${cursorSql(table, rows.keys, key)} cursor, ${rows.limit} first
    from ${rows.from} where ${rows.where} order by ${rows.keys.join(', ')} limit ${rows.limit} + 1`,
    info.variableValues,
  );
  const list = z.array(pageRow).parse(found);
  const first = list[0]?.first ?? 0;
  return {
    rows: list.slice(0, first).map(({ j, c, cursor }) => ({ row: session.touch(j, c), cursor })),
    hasNextPage: list.length > first,
  };
};

const parentsJson = (parents: readonly Row[]): string =>
  JSON.stringify(
    parents.map((parent, ord) => ({
      ord,
      id: parent.uuid,
      child_id: parent.child,
      m: parent.mask.toString(),
      cm: parent.childMask.toString(),
      attached_ids: parent.attached_ids,
    })),
  );

const relatedLists = z.array(z.object({ ord: z.number(), list: z.array(rowSchema) }));

/** The rows related to each of a set of rows, in one statement. */
const loadRelated = async (
  session: RowSession,
  relation: RelationName,
  first: unknown,
  parents: readonly Row[],
): Promise<readonly (readonly Row[])[]> => {
  const context = session.newContext();
  const limit = context.statement.bind('first', 'int', () => (relationOf(relation).many ? countOf(first) : 1));
  const list = context.statement.bind('parents', 'jsonb', () => parentsJson(parents));
  const scope: RowScope = {
    ...{ row: 'parent', child: 'parent.child_id', mask: 'parent.m', childMask: 'parent.cm' },
    // Whatever row it was, its mask is told.
    reach: { union: context.reach.union, intersection: 0n },
    ceiling: null,
  };
  const rows = relatedRows(context, relation, scope, limit, (to, row) =>
    rowJson(context.statement, session.typeOf(to), row),
  );
  const found = await session.run(
    context,
    `select parent.ord,
      (select coalesce(json_agg(q.j order by q.s desc nulls last, q.id), '[]'::json) from (${rows}) q) list
    from jsonb_to_recordset(${list}) parent(ord int, id uuid, child_id uuid, m int8, cm int8, attached_ids uuid[])`,
  );
  const byOrd = new Map(relatedLists.parse(found).map(({ ord, list: rowsOf }) => [ord, rowsOf]));
  return parents.map((_, ord) => byOrd.get(ord) ?? []);
};

/** A reader for one request. */
export const newRowReader = (deps: RowReaderDeps): RowReader => {
  const session = newRowSession(deps);
  const { pseudonym } = deps.binding.keys;
  const loaders = new Map<string, DataLoader<Row, readonly Row[]>>();
  const loaderOf = (relation: RelationName, first: unknown): DataLoader<Row, readonly Row[]> => {
    const key = `${relation} ${String(first)}`;
    const loader =
      loaders.get(key) ??
      new DataLoader<Row, readonly Row[]>((parents) => loadRelated(session, relation, first, parents), {
        cache: false,
      });
    loaders.set(key, loader);
    return loader;
  };
  return {
    asKnownAt: deps.binding.asKnownAt,
    accessLog: newAccessLogReading(session, deps.masks, (globalId) => child(session, globalId)),
    touched: session.touched,
    knownAt: session.knownAt,
    globalIdOf: ({ type, uuid }) => `${type}:${pseudonym ? pseudonymOf(uuid, pseudonym) : uuid}`,
    child: (globalId) => child(session, globalId),
    childByIdentifier: (system, value) => childByIdentifier(session, system, value),
    node: (globalId) => node(session, globalId),
    page: (info, filters) => page(session, info, filters),
    notificationsAmong: (ids, wanted) => notificationsAmong(session, ids, wanted),
    related: (row, relation, first) => loaderOf(relation, first).load(row),
    reach: (row) => ownReachOf(session, row),
  };
};
