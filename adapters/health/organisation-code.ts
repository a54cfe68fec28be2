import { type FhirIdentifier, identifier, type Reference, text } from './datatypes.ts';
import { resolve } from './fhir-file.ts';
import { objectsIn, own } from './fields.ts';
import type { Source } from './source.ts';

const system = /\/Id\/ods-(organization|site)-code$/i;
const code = /^[A-Z0-9]{2,12}$/;

/** An ODS code, and the identifier it stands in; null where the identifier is another. */
const odsOf = (given: FhirIdentifier | null): string | null => {
  const value = given?.value?.toUpperCase() ?? '';
  return given !== null && system.test(given.system ?? '') && code.test(value) ? value : null;
};

/** The organisation a reference names: its ODS code and its name, as far as the file tells. */
export interface NamedOrganisation {
  readonly code: string | null;
  readonly name: string | null;
}

/** Looks the organisation up in the file, where it is there. */
export const organisationOf = (source: Source, reference: Reference): NamedOrganisation => {
  const found = resolve(source.file, source.resource, reference);
  const known = found?.type === 'Organization' ? found.fields : {};
  const codes = objectsIn(own(known, 'identifier')).flatMap((raw) => {
    const read = identifier.safeParse(raw);
    return read.success ? (odsOf(read.data) ?? []) : [];
  });
  const name = text.safeParse(own(known, 'name'));
  const named = {
    code: odsOf(reference.identifier) ?? codes[0] ?? null,
    name: (name.success ? name.data : null) ?? reference.display,
  };
  if (found !== null) source.drawn.push(named);
  return named;
};
