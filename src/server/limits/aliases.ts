import type { SelectionSetNode, ValidationRule } from 'graphql';
import { exceeded } from './exceeded.ts';
import { limits } from './limits.ts';
import { measurer, sum } from './measure.ts';

/** What a selection set names without an alias, that of its inline fragments with their type. */
const namesIn = (set: SelectionSetNode, type = ''): readonly string[] =>
  set.selections.flatMap((one) => {
    if (one.kind === 'Field') return one.alias ? [] : [`${type} ${one.name.value}`];
    if (one.kind === 'FragmentSpread') return [`${type} ...${one.name.value}`];
    return namesIn(one.selectionSet, one.typeCondition?.name.value ?? type);
  });

/** `{ __typename __typename … }` costs as much to check as aliases do, so what is said again counts as one. */
const repeats = (set: SelectionSetNode): number => {
  const names = namesIn(set);
  return names.length - new Set(names).size;
};

/** Refuses an operation that asks for the same fields over and over under other names. */
export const aliases: ValidationRule = (context) => {
  const aliasesOf = measurer(context, {
    field: ({ alias }, below) => (alias ? 1 : 0) + below(),
    set: repeats,
    join: sum,
  });
  return {
    OperationDefinition(operation) {
      const found = aliasesOf(operation.selectionSet);
      if (found <= limits.aliases) return;
      const message = `The operation has ${found} aliased or repeated fields; this hub answers up to ${limits.aliases}.`;
      context.reportError(exceeded('LIMIT_ALIASES', message, operation));
    },
  };
};
