import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { constantArguments, type FieldSelection, type Selections } from './compile-context.ts';

/** Selections that can also be taken of a whole operation. */
export interface OperationSelections extends Selections {
  ofOperation(type: GraphQLObjectType, operation: OperationDefinitionNode): readonly FieldSelection[];
}

const metaFields: ReadonlyMap<string, FieldSelection['field']> = new Map(
  [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Selections of one document under one set of variables (`@skip` and `@include` depend on them). */
export const newSelections = (
  schema: GraphQLSchema,
  fragments: Fragments,
  variables: Readonly<Record<string, unknown>>,
): OperationSelections => {
  const named = (type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>) =>
    [...fields].map(([key, nodes]): FieldSelection => {
      const name = nodes[0]?.name.value ?? '';
      const field = metaFields.get(name) ?? type.getFields()[name];
      if (!field) throw new Error(`${type.name} has no field ${name}`);
      return { key, name, field, nodes, constants: constantArguments(field, nodes) };
    });
  return {
    of: (type, nodes) => named(type, collectSubfields(schema, fragments, { ...variables }, type, [...nodes])),
    ofOperation: (type, operation) =>
      named(type, collectFields(schema, fragments, { ...variables }, type, operation.selectionSet)),
  };
};
