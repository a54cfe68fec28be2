import type { ValidationRule } from 'graphql';
import { exceeded } from './exceeded.ts';
import { limits } from './limits.ts';

/** Refuses a document with a name that is too long. */
export const names: ValidationRule = (context) => ({
  Name(name) {
    if (name.value.length <= limits.nameCharacters) return;
    const message = `A name has ${name.value.length} characters; this hub reads up to ${limits.nameCharacters}.`;
    context.reportError(exceeded('LIMIT_NAMES', message, name));
  },
});
