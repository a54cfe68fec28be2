import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { mostListed } from '../../plan/compile-relation.ts';
import { newRecent } from '../../plan/recent.ts';
import { costs } from '../limits/limits.ts';

/** An operation about to run, its variables as they were sent. */
export interface CostedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

type FieldDefinition = ReturnType<GraphQLObjectType['getFields']>[string];

/** Where a selection stands: its type, and whether a page's size has been counted for the lists in it. */
interface Place {
  readonly type: GraphQLNamedType | undefined;
  readonly isPage: boolean;
}

const pageArgument = 'first';

const usualSize = (field: FieldDefinition): number | null => {
  const page = field.args.find(({ name }) => name === pageArgument);
  if (!page) return null;
  return typeof page.defaultValue === 'number' ? page.defaultValue : 1;
};

/** A size the scalar will refuse is none: nothing is read of it, and nothing is gained by it. */
const within = (size: number): number | null => (size >= 1 && size <= mostListed ? size : null);

const givenSize = ({ arguments: given = [] }: FieldNode, { operation, variables }: CostedOperation): number | null => {
  const value = given.find(({ name }) => name.value === pageArgument)?.value;
  if (value?.kind === Kind.INT) return within(Number(value.value));
  if (value?.kind !== Kind.VARIABLE) return null;
  const sent = variables[value.name.value];
  if (typeof sent === 'number') return within(sent);
  const { defaultValue } =
    operation.variableDefinitions?.find(({ variable }) => variable.name.value === value.name.value) ?? {};
  return defaultValue?.kind === Kind.INT ? within(Number(defaultValue.value)) : null;
};

const isListed = (field: FieldDefinition): boolean => isListType(getNullableType(field.type));

const fieldOf = ({ type }: Place, name: string): FieldDefinition | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

const timesOf = (field: FieldDefinition, node: FieldNode, place: Place, asked: CostedOperation): number => {
  const usual = usualSize(field);
  if (usual !== null) return givenSize(node, asked) ?? usual;
  return isListed(field) && !place.isPage ? costs.listed : 1;
};

/** Adds up a document; each fragment is counted once for each kind of place it is spread in. */
const counter = (schema: GraphQLSchema, asked: CostedOperation) => {
  const fragments = new Map<string, number>();
  const ofFragment = (name: string, isPage: boolean): number => {
    const key = `${name} ${isPage}`;
    const known = fragments.get(key);
    if (known !== undefined) return known;
    fragments.set(key, 0);
    const found = asked.document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (found?.kind !== Kind.FRAGMENT_DEFINITION) return 0;
    const cost = ofSet(found.selectionSet, { type: schema.getType(found.typeCondition.name.value), isPage });
    fragments.set(key, cost);
    return cost;
  };
  const ofField = (node: FieldNode, place: Place): number => {
    const field = fieldOf(place, node.name.value);
    if (!field) return 1;
    const inner = { type: getNamedType(field.type), isPage: usualSize(field) !== null && !isListed(field) };
    const own = place.type === schema.getMutationType() ? costs.mutation : 1;
    return own + (node.selectionSet ? timesOf(field, node, place, asked) * ofSet(node.selectionSet, inner) : 0);
  };
  const ofSelection = (node: SelectionNode, place: Place): number => {
    if (node.kind === Kind.FIELD) return ofField(node, place);
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value, place.isPage);
    const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : place.type;
    return ofSet(node.selectionSet, { ...place, type });
  };
  const ofSet = (set: SelectionSetNode, place: Place): number =>
    set.selections.reduce((sum, node) => sum + ofSelection(node, place), 0);
  return ofSet;
};

const rootOf = (schema: GraphQLSchema, { operation }: CostedOperation) =>
  operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();

const costOf = (schema: GraphQLSchema, asked: CostedOperation): number => {
  const type = rootOf(schema, asked) ?? undefined;
  return counter(schema, asked)(asked.operation.selectionSet, { type, isPage: false });
};

const mostKept = 50;

/** The sizes that variables give: with the operation's name all that its cost depends on. */
const keyOf = ({ operation, variables }: CostedOperation): string => {
  const sizes = (operation.variableDefinitions ?? [])
    .map(({ variable }) => variables[variable.name.value])
    .map((value) => (typeof value === 'number' ? value : ''));
  return `${operation.name?.value ?? ''}|${sizes.join()}`;
};

/**
 * What operations of a schema cost at most, in points: a value for every field, times the page sizes it stands in. What
 * `@skip` and `@include` leave out is counted all the same. A document is counted once for each set of page sizes.
 */
export const operationCost = (schema: GraphQLSchema): ((asked: CostedOperation) => number) => {
  const documents = new WeakMap<DocumentNode, ReturnType<typeof newRecent<number>>>();
  return (asked) => {
    const known = documents.get(asked.document) ?? newRecent<number>(mostKept);
    documents.set(asked.document, known);
    return known(keyOf(asked), () => costOf(schema, asked));
  };
};
