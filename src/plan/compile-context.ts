import { type FieldNode, type GraphQLField, type GraphQLObjectType, getArgumentValues, Kind } from 'graphql';
import type { Governing } from '../domain/coordinates.ts';
import type { RowContext } from './rows.ts';
import { type Binding, literal } from './statement.ts';

/** One field of a selection set: its response key, definition and the nodes merged into it. */
export interface FieldSelection {
  readonly key: string;
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** The values of its arguments where no variable decides them, otherwise null. */
  readonly constants: Arguments | null;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** The values of a field's arguments where they are the same in every execution, otherwise null. */
export const constantArguments = (field: FieldSelection['field'], nodes: FieldSelection['nodes']): Arguments | null => {
  const [node] = nodes;
  if (!node) return {};
  const isConstant = (node.arguments ?? []).every(
    ({ value }) => value.kind === Kind.INT || value.kind === Kind.STRING || value.kind === Kind.NULL,
  );
  return isConstant ? getArgumentValues(field, node) : null;
};

/** The values of a field's arguments in one execution. */
export const argumentsOf = ({ constants, field, nodes }: FieldSelection, binding: Binding): Arguments => {
  const [node] = nodes;
  if (constants || !node) return constants ?? {};
  return getArgumentValues(field, node, { ...binding.variables });
};

/** The fields a document selects, merged exactly as the reference executor merges them. */
export interface Selections {
  of(type: GraphQLObjectType, nodes: readonly FieldNode[]): readonly FieldSelection[];
}

/** What compiling one operation shares. */
export interface CompileContext extends RowContext {
  readonly selections: Selections;
  readonly pseudonymous: boolean;
  /** Type name in the global id a `node` field is asked for; it decides the shape of the statement. */
  nodeTypeOf(selection: FieldSelection): string | null;
  /** Notes a coordinate the operation selects, for the ledger and the summary of what was withheld. */
  note(type: string, field: string, governing: Governing): void;
}

/** SQL for `{key: value, …}` of pairs already in SQL. */
export const jsonObject = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.length === 0
    ? `'{}'::json`
    : `json_object(${pairs.map(([key, value]) => `${literal(key)}: ${value}`).join(', ')} returning json)`;

/** One root field compiled: the CTEs it needs, the JSON it becomes and the rows it touched. */
export interface CompiledRoot {
  readonly ctes: readonly string[];
  readonly json: string;
  /** A query of (child_id, version, m), or null where no child is touched. */
  readonly touched: string | null;
}
