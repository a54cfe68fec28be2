import type { ValidationRule } from 'graphql';
import { exceeded } from './exceeded.ts';
import { limits } from './limits.ts';

/** Refuses a document with a text that is too long, or holds the character U+0000, which no database of ours keeps. */
export const texts: ValidationRule = (context) => ({
  StringValue(text) {
    if (text.value.length > limits.textCharacters) {
      const message = `A text of the document has more than ${limits.textCharacters} characters: send it as a variable.`;
      context.reportError(exceeded('LIMIT_TEXTS', message, text));
    } else if (text.value.includes('\u0000')) {
      context.reportError(exceeded('LIMIT_TEXTS', 'A text of the document holds the character U+0000.', text));
    }
  },
});
