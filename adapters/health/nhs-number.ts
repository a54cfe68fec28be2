import { identifierOf } from '../../src/domain/identifiers.ts';
import type { Identifier } from '../../src/domain/model/values.ts';
import { concept, type FhirIdentifier } from './datatypes.ts';
import { extensionsOf, own } from './fields.ts';

const systems = /^https?:\/\/fhir\.nhs\.(uk|net)\/Id\/nhs-number$/i;

/** The NHS number an identifier gives, and whether its status lets it be evidence. */
interface NhsNumber {
  readonly identifier: Identifier;
  /** False where a verification status other than 01 (present and verified) stands beside it. */
  readonly verified: boolean;
}

const isVerified = ({ extension }: FhirIdentifier): boolean =>
  extensionsOf(extension, 'NHSNumberVerificationStatus').every((one) => {
    const status = concept.safeParse(own(one, 'valueCodeableConcept'));
    return status.success && status.data.coding.some(({ code }) => code === '01');
  });

/** Reads an identifier of the NHS number's system, `valid` only when its check digit and its status allow; else null. */
export const nhsNumberOf = (given: FhirIdentifier): NhsNumber | null => {
  if (given.system === null || !systems.test(given.system)) return null;
  const found = identifierOf('nhs-number', given.value ?? '');
  if (found === null) return null;
  const verified = isVerified(given);
  return { identifier: { ...found, valid: found.valid && verified }, verified };
};
