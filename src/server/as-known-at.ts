import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const argumentName = 'asKnownAt';

const argumentOf = (value: string): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: argumentName },
  value: { kind: Kind.STRING, value },
});

const isGiven = ({ arguments: given = [] }: FieldNode): boolean =>
  given.some(({ name }) => name.value === argumentName);

/**
 * The document with every root field that reads a past reading this one, unless it names its own.
 * @throws GraphQLError for a text that is no document
 */
export const withAsKnownAt = (schema: GraphQLSchema, document: string, asKnownAt: string): string => {
  const types = new TypeInfo(schema);
  const enterField = (node: FieldNode): FieldNode | undefined => {
    const takesPast = types.getFieldDef()?.args.some(({ name }) => name === argumentName) ?? false;
    if (types.getParentType() !== schema.getQueryType() || !takesPast || isGiven(node)) return undefined;
    return { ...node, arguments: [...(node.arguments ?? []), argumentOf(asKnownAt)] };
  };
  return print(visit(parse(document, { noLocation: true }), visitWithTypeInfo(types, { Field: enterField })));
};
