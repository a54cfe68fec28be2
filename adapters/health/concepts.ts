import type { Concept } from './datatypes.ts';

/** Code systems by the addresses they are met under, as one address each. */
const codeSystems: ReadonlyMap<string, string> = new Map([
  ['https://snomed.info/sct', 'http://snomed.info/sct'],
  ['urn:oid:2.16.840.1.113883.6.96', 'http://snomed.info/sct'],
  ['http://dmd.nhs.uk', 'https://dmd.nhs.uk'],
  ['https://loinc.org', 'http://loinc.org'],
]);

const snomed = 'http://snomed.info/sct';

const systemOf = (system: string | null): string | null =>
  system === null ? null : (codeSystems.get(system) ?? system);

/** The words of a concept: the clinician's own, else the code's, else the bare code; null where it holds nothing. */
export const wordsOf = (concept: Concept | null): string | null =>
  concept === null
    ? null
    : (concept.text ??
      concept.coding.find(({ display }) => display !== null)?.display ??
      concept.coding.find(({ code }) => code !== null)?.code ??
      null);

/** Everything a concept says in words. */
export const allWordsOf = (concept: Concept | null): readonly string[] =>
  concept === null
    ? []
    : [concept.text, ...concept.coding.map(({ display }) => display)].filter((word) => word !== null);

/** The code of a concept and its list: SNOMED CT where it has one. */
export const codeOf = (
  concept: Concept | null,
): { readonly code: string | null; readonly codeSystem: string | null } => {
  const codings = (concept?.coding ?? []).filter(({ code }) => code !== null);
  const chosen = codings.find(({ system }) => systemOf(system) === snomed) ?? codings[0];
  return { code: chosen?.code ?? null, codeSystem: systemOf(chosen?.system ?? null) };
};

/** The SNOMED CT codes of a concept; a code of no named list is taken for one. */
export const snomedCodesOf = (concept: Concept | null): readonly string[] =>
  (concept?.coding ?? []).flatMap(({ system, code }) =>
    code !== null && (system === null || systemOf(system) === snomed) ? [code] : [],
  );

/** The first code of a concept, in lower case: what FHIR's own status lists hold. */
export const statusOf = (concept: Concept | null): string | null =>
  concept?.coding.find(({ code }) => code !== null)?.code?.toLowerCase() ?? concept?.text?.toLowerCase() ?? null;
