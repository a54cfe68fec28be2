import type { FieldNode, SelectionNode, SelectionSetNode, ValidationContext } from 'graphql';

/** How a rule counts a document: what a field adds, what a selection set adds by itself, how the two are joined. */
export interface Measure {
  readonly field: (field: FieldNode, below: () => number) => number;
  readonly set?: (set: SelectionSetNode) => number;
  readonly join: (values: readonly number[]) => number;
}

/** Adds up. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Takes the largest, or 0 of none. */
export const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

/**
 * Measures a selection set with every fragment counted wherever it is spread, in time linear in the document:
 * each fragment is measured once, and one that spreads itself counts nothing the second time.
 */
export const measurer = (context: ValidationContext, measure: Measure): ((set: SelectionSetNode) => number) => {
  const fragments = new Map<string, number>();
  const inSet = (set: SelectionSetNode): number =>
    measure.join([...set.selections.map(inSelection), measure.set?.(set) ?? 0]);
  const inFragment = (name: string): number => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    fragments.set(name, 0);
    const fragment = context.getFragment(name);
    const value = fragment ? inSet(fragment.selectionSet) : 0;
    fragments.set(name, value);
    return value;
  };
  const inSelection = (selection: SelectionNode): number => {
    if (selection.kind === 'FragmentSpread') return inFragment(selection.name.value);
    if (selection.kind === 'InlineFragment') return inSet(selection.selectionSet);
    const below = selection.selectionSet;
    return measure.field(selection, () => (below ? inSet(below) : 0));
  };
  return inSet;
};
