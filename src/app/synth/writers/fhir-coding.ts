import { said } from './json-list.ts';

/** ★ Code systems of UK Core and base FHIR R4 that the resources below use. */
export const systems = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  verification: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus',
  verificationExtension: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  roleCode: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
} as const;

/** A code with its system. */
export const coding = (system: string, code: string): Readonly<Record<string, unknown>> => ({
  coding: [{ system, code }],
});

/** A status code of a FHIR value set of terminology.hl7.org: `condition-clinical`, `allergyintolerance-verification`. */
export const statusCode = (set: string, code: string | null): unknown =>
  code === null ? null : coding(`http://terminology.hl7.org/CodeSystem/${set}`, code.toLowerCase());

/** What a resource is about, in words and, where there is one, by code. */
export const concept = (code: string | null, system: string | null, text: string | null): unknown => {
  if (code === null && text === null) return null;
  return said({ coding: code === null ? null : [said({ system, code, display: text })], text });
};

/** Nothing where a value is null, else what is made of it. */
export const ifSaid = <T>(value: T | null, make: (value: T) => unknown): unknown =>
  value === null ? null : make(value);
