import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { governingOf } from '../domain/coordinates.ts';
import { type SelectedCoordinate, selectedCoordinate } from './compile.ts';

const typesSelectedOn = (schema: GraphQLSchema, info: TypeInfo): readonly string[] => {
  const parent = getNamedType(info.getParentType());
  if (isAbstractType(parent)) return schema.getPossibleTypes(parent).map(({ name }) => name);
  return isObjectType(parent) && !isIntrospectionType(parent) ? [parent.name] : [];
};

/** The coordinates a document selects, for an operation that runs through resolvers. */
export const selectedCoordinates = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly SelectedCoordinate[] => {
  const info = new TypeInfo(schema);
  const selected = new Map<string, SelectedCoordinate>();
  const enter = (node: { readonly name: { readonly value: string } }) => {
    const field = node.name.value;
    if (field.startsWith('__')) return;
    for (const type of typesSelectedOn(schema, info)) {
      selected.set(`${type}.${field}`, selectedCoordinate(type, field, governingOf(type, field)));
    }
  };
  const others = document.definitions.filter((definition) => definition.kind === 'FragmentDefinition');
  for (const part of [operation, ...others]) {
    visit(part, visitWithTypeInfo(info, { enter: (node) => (node.kind === 'Field' ? enter(node) : undefined) }));
  }
  return [...selected.values()];
};
