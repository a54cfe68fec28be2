import type { ValidationRule } from 'graphql';
import { exceeded } from './exceeded.ts';
import { limits } from './limits.ts';

/** Refuses a document heavy with directives. */
export const directives: ValidationRule = (context) => {
  let found = 0;
  return {
    Directive(directive) {
      found += 1;
      if (found !== limits.directives + 1) return;
      const message = `The document has more than ${limits.directives} directives.`;
      context.reportError(exceeded('LIMIT_DIRECTIVES', message, directive));
    },
  };
};
