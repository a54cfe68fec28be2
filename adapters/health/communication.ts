import { wordsOf } from './concepts.ts';
import { concept } from './datatypes.ts';
import { extensionsOf, own } from './fields.ts';
import type { Source } from './source.ts';

/** How to speak with a child, and its religion, from the extensions of UK Core. */
interface Communication {
  readonly firstLanguage: string | null;
  readonly interpreterNeeded: boolean | null;
  readonly religion: string | null;
}

const conceptIn = (extension: unknown): string | null => {
  const value = typeof extension === 'object' && extension !== null && 'valueCodeableConcept' in extension;
  const read = concept.safeParse(value ? extension.valueCodeableConcept : null);
  return read.success ? wordsOf(read.data) : null;
};

const booleanIn = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

/** Reads them; what is not there, or is something else, is null. */
export const readCommunication = ({ resource: { fields } }: Source): Communication => {
  const [spoken] = extensionsOf(fields, 'NHSCommunication');
  const [interpreter] = extensionsOf(spoken, 'interpreterRequired');
  return {
    firstLanguage: conceptIn(extensionsOf(spoken, 'language')[0]),
    interpreterNeeded: interpreter === undefined ? null : booleanIn(own(interpreter, 'valueBoolean')),
    religion: conceptIn(extensionsOf(fields, 'patient-religion')[0]),
  };
};
