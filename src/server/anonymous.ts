import type { DocumentNode, FieldNode, OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';

/** The fields of a selection set, those of its fragments included; every fragment is visited once. */
const fieldsOf = (document: DocumentNode, root: SelectionSetNode): readonly FieldNode[] => {
  const waiting: SelectionNode[] = [...root.selections];
  const visited = new Set<string>();
  const found: FieldNode[] = [];
  const open = (name: string): readonly SelectionNode[] => {
    if (visited.has(name)) return [];
    visited.add(name);
    return document.definitions.flatMap((definition) =>
      definition.kind === 'FragmentDefinition' && definition.name.value === name
        ? definition.selectionSet.selections
        : [],
    );
  };
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'Field') found.push(next);
    else waiting.push(...(next.kind === 'FragmentSpread' ? open(next.name.value) : next.selectionSet.selections));
  }
  return found;
};

const asksOnlyName = (document: DocumentNode, field: FieldNode): boolean =>
  !field.selectionSet ||
  fieldsOf(document, field.selectionSet).every(({ name }) => name.value === 'name' || name.value === '__typename');

/** Whether an operation asks nothing but `__typename` and the name of a type: what is answered to everybody. */
export const isForEverybody = (document: DocumentNode, operation: OperationDefinitionNode): boolean =>
  fieldsOf(document, operation.selectionSet).every(
    (field) => field.name.value === '__typename' || (field.name.value === '__type' && asksOnlyName(document, field)),
  );

/** Whether an operation lists the schema, beyond the name of a type. */
export const isIntrospection = (document: DocumentNode, operation: OperationDefinitionNode): boolean =>
  fieldsOf(document, operation.selectionSet).some(
    (field) => field.name.value === '__schema' || (field.name.value === '__type' && !asksOnlyName(document, field)),
  );
