import type { ValidationRule } from 'graphql';
import { exceeded } from './exceeded.ts';
import { limits } from './limits.ts';
import { largest, measurer } from './measure.ts';

/** Refuses an operation whose fields nest too deeply. */
export const depth: ValidationRule = (context) => {
  const depthOf = measurer(context, {
    field: ({ name }, below) => (name.value.startsWith('__') ? 0 : 1 + below()),
    join: largest,
  });
  return {
    OperationDefinition(operation) {
      const found = depthOf(operation.selectionSet);
      if (found <= limits.depth) return;
      const message = `Fields nest ${found} deep; this hub answers up to ${limits.depth}.`;
      context.reportError(exceeded('LIMIT_DEPTH', message, operation));
    },
  };
};
