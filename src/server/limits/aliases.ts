import type { SelectionSetNode, ValidationRule } from 'graphql';
import { exceeded } from './exceeded.ts';
import { limits } from './limits.ts';
import { measurer, sum } from './measure.ts';

/** `{ __typename __typename … }` costs as much to check as aliases do, so a field said again counts as one. */
const repeats = (set: SelectionSetNode): number => {
  const plain = set.selections.flatMap((one) => (one.kind === 'Field' && !one.alias ? one.name.value : []));
  return plain.length - new Set(plain).size;
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
