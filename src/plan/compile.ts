import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type Governing, governedBy } from '../domain/coordinates.ts';
import { type FieldList, fieldListOf } from '../domain/ledger-entry.ts';
import type { Masks } from '../domain/mask.ts';
import type { FieldClass } from '../domain/policy.ts';
import { knownTime } from './columns.ts';
import { type CompileContext, type CompiledRoot, jsonObject } from './compile-context.ts';
import { compileRoot } from './compile-root.ts';
import { bitFor } from './guard.ts';
import { readGlobalId } from './keys.ts';
import { newSelections } from './selections.ts';
import { type Binder, newStatement } from './statement.ts';
import { tableNames, tables } from './tables.ts';

/** A coordinate an operation selects and the mask bit it needs. */
export interface SelectedCoordinate {
  /** `Type.field`. */
  readonly name: string;
  /** The class it belongs to, or null where it says nothing of a child by itself. */
  readonly fieldClass: FieldClass | null;
  readonly bit: bigint;
}

/** A coordinate as an operation's account of itself holds it. */
export const selectedCoordinate = (type: string, field: string, governing: Governing): SelectedCoordinate => ({
  name: `${type}.${field}`,
  fieldClass: governedBy(governing)?.fieldClass ?? null,
  bit: bitFor(governing) ?? 0n,
});

/** An operation compiled for every viewer with the same union and intersection of masks. */
export interface Plan {
  /** Stable name of the prepared statement; also the plan's id in the ledger. */
  readonly id: string;
  /** One statement giving `data` (JSON text), `touched` and `known_at`. */
  readonly text: string;
  readonly binders: readonly Binder[];
  readonly coordinates: readonly SelectedCoordinate[];
  /** The same as the ledger keeps it. */
  readonly fieldList: FieldList;
}

export interface CompileRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly masks: Masks;
  readonly asKnown: boolean;
  readonly pseudonymous: boolean;
}

/** The fragments of a document by name. */
export const fragmentsOf = (document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> =>
  Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

const nodeTypes = (schema: GraphQLSchema): ReadonlyMap<string, GraphQLObjectType> =>
  new Map(
    tableNames.flatMap((name) => {
      const type = schema.getType(name);
      return tables[name].node && isObjectType(type) ? [[name, type] as const] : [];
    }),
  );

const newContext = (request: CompileRequest, noted: Map<string, SelectedCoordinate>): CompileContext => ({
  statement: newStatement(),
  asKnown: request.asKnown,
  own: request.masks.hasOwn,
  selections: newSelections(request.schema, fragmentsOf(request.document), request.variables),
  reach: request.masks,
  pseudonymous: request.pseudonymous,
  nodeTypeOf: (selection) => {
    const node = selection.nodes[0];
    if (!node) return null;
    const id = getArgumentValues(selection.field, node, { ...request.variables })['id'];
    return typeof id === 'string' ? (readGlobalId(id)?.type ?? null) : null;
  },
  note: (type, field, governing) => {
    noted.set(`${type}.${field}`, selectedCoordinate(type, field, governing));
  },
});

const assemble = (roots: readonly (readonly [string, CompiledRoot])[]): string => {
  const ctes = roots.flatMap(([, root]) => root.ctes);
  const touched = roots.flatMap(([, root]) => (root.touched ? [root.touched] : []));
  const pairs = roots.map(([key, root]) => [key, root.json] as const);
  return `${ctes.length > 0 ? `with ${ctes.join(',\n')}\n` : ''}select ${jsonObject(pairs)}::text data,
    ${
      touched.length > 0
        ? `(select coalesce(json_agg(json_build_array(child_id, version, m::text)), '[]'::json)::text
            from (${touched.join(' union ')}) x)`
        : `'[]'`
    } touched,
    (select ${knownTime('last_known')} from lane) known_at`;
};

/** Compiles a query operation into one statement. */
export const compile = (request: CompileRequest): Plan => {
  const query = request.schema.getQueryType();
  if (!query) throw new Error('the schema has no query type');
  const noted = new Map<string, SelectedCoordinate>();
  const context = newContext(request, noted);
  const selections = newSelections(request.schema, fragmentsOf(request.document), request.variables);
  const types = nodeTypes(request.schema);
  const roots = selections
    .ofOperation(query, request.operation)
    .map((selection) => [selection.key, compileRoot(context, selection, types)] as const);
  const { text, binders } = context.statement.finish(assemble(roots));
  return {
    id: `plan_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`,
    text,
    binders,
    coordinates: [...noted.values()],
    fieldList: fieldListOf([...noted.keys()]),
  };
};
