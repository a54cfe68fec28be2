import type { DocumentNode, FieldNode, SelectionNode, SelectionSetNode } from 'graphql';

/** The fields of a selection set, those of its fragments included; every fragment is visited once. */
export const rootFields = (document: DocumentNode, root: SelectionSetNode): readonly FieldNode[] => {
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
