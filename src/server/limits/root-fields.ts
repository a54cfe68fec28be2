import type { ValidationRule } from 'graphql';
import { exceeded } from './exceeded.ts';
import { limits } from './limits.ts';
import { measurer, sum } from './measure.ts';

/** Refuses an operation that packs many requests into one. */
export const rootFields: ValidationRule = (context) => {
  const fieldsOf = measurer(context, { field: () => 1, join: sum });
  return {
    OperationDefinition(operation) {
      const found = fieldsOf(operation.selectionSet);
      if (found <= limits.rootFields) return;
      const message = `The operation has ${found} root fields; this hub answers up to ${limits.rootFields}.`;
      context.reportError(exceeded('LIMIT_ROOT_FIELDS', message, operation));
    },
  };
};
