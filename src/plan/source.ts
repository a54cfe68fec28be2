import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { PlanTable, RelationName } from './tables.ts';

/** How a stored value is written into JSON. */
export type ColumnType = 'text' | 'int' | 'float' | 'boolean' | 'instant' | 'moment' | 'day' | 'json';

/** Where a field's value comes from; each field of the schema carries one in its `plan` extension. */
export type FieldSource =
  /** A column of the type's table; `absentAs` names the absence entry where it is not the field's own name. */
  | { readonly kind: 'column'; readonly column: string; readonly as: ColumnType; readonly absentAs?: string }
  /** A value computed in SQL from columns of the row and the domain clock. */
  | {
      readonly kind: 'expression';
      readonly sql: (row: string, now: string) => string;
      readonly as: ColumnType;
      /** The field whose absence it shares; left out for one that always has a value. */
      readonly absentAs?: string;
    }
  /** The global id of the row. */
  | { readonly kind: 'id' }
  /** Rows of another table. */
  | { readonly kind: 'relation'; readonly relation: RelationName }
  /** A jsonb column holding one part or a list of parts. */
  | { readonly kind: 'part'; readonly column: string; readonly filter?: PartFilter; readonly absentAs?: string }
  /** A field of a part: a key of its JSON. */
  | { readonly kind: 'key'; readonly key: string; readonly as: 'text' | 'json' }
  | { readonly kind: 'absences' }
  | { readonly kind: 'provenance' }
  | { readonly kind: 'conflicts' }
  /** A root field giving one row by its id. */
  | { readonly kind: 'byId' }
  | { readonly kind: 'byIdentifier' }
  | { readonly kind: 'node' }
  /** A root field giving a page of rows. */
  | { readonly kind: 'connection'; readonly filters: readonly ConnectionFilter[] }
  /** A root field of a rare shape: its operation runs through resolvers. */
  | { readonly kind: 'resolved' }
  /** A root field that speaks of the request, not of a child. */
  | { readonly kind: 'static'; readonly key: 'viewer' | 'hub' };

/** Hides elements of a list of parts whose number is listed, unless the reader may see the class in full. */
export interface PartFilter {
  readonly key: string;
  readonly values: readonly number[];
  readonly needs: 'PI';
}

/** An argument that narrows a page by a masked column: what the reader may not see never decides. */
export interface ConnectionFilter {
  readonly arg: string;
  readonly column: string;
  readonly cast: 'text' | 'boolean' | 'date' | 'timestamptz';
  readonly operator: '=' | '>=' | '<';
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    readonly plan?: FieldSource;
  }
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    readonly plan?: PlanTable;
  }
}

/** Where a field's value comes from. A field without a source is a fault of the schema, found at start-up. */
export const sourceOf = (field: GraphQLField<unknown, unknown>): FieldSource => {
  const source = field.extensions.plan;
  if (!source) throw new Error(`field ${field.name} has no source`);
  return source;
};

/** The table a type is read from, or undefined for parts, pages and roots. */
export const tableOf = (type: GraphQLObjectType): PlanTable | undefined => type.extensions.plan;
