import type { SourceAbsenceReason } from './absence.ts';
import type { Identifier } from './model/values.ts';

type IdentifierSystem = Identifier['system'];

const upnAlphabet = 'ABCDEFGHJKLMNPQRTUVWXYZ';

const withoutSpacing = (raw: string) => raw.replace(/[\s-]+/g, '');
const compact = (raw: string) => withoutSpacing(raw).toUpperCase();

/** Sum of the first nine digits times 10 down to 2, as NHS numbers and ULNs have it. */
function weightedSum(digits: string): number {
  return [...digits.slice(0, 9)].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0);
}

/**
 * Whether this is a real NHS number by its check digit. Ten equal digits and a leading nought pass Modulus 11 too,
 * and are what feeds send for "unknown": they are refused.
 */
export function isNhsNumber(raw: string): boolean {
  const digits = withoutSpacing(raw);
  if (!/^[1-9]\d{9}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  // A check of 10 can equal no digit, so such a number is never valid.
  const check = (11 - (weightedSum(digits) % 11)) % 11;
  return check === Number(digits[9]);
}

/** Whether this is a unique pupil number, permanent or temporary, by its check letter. */
export function isUpn(raw: string): boolean {
  const upn = compact(raw);
  if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(upn)) return false;
  const sum = [...upn].slice(1).reduce((total, character, index) => total + upnValue(character) * (index + 2), 0);
  return upnAlphabet[sum % 23] === upn[0];
}

// The last place of a temporary number holds a letter, which counts as its place in the alphabet.
const upnValue = (character: string) => (/\d/.test(character) ? Number(character) : upnAlphabet.indexOf(character));

/**
 * Why a child has no UPN, by DfE code. Losses: UN1-UN3 (too young, never at a school here, educated abroad) all become
 * NOT_APPLICABLE; UN6, whose wording we could not confirm, claims no more than that no number was sent.
 */
const upnUnknownReasons: Readonly<Record<string, SourceAbsenceReason>> = {
  UN1: 'NOT_APPLICABLE',
  UN2: 'NOT_APPLICABLE',
  UN3: 'NOT_APPLICABLE',
  UN4: 'TEMPORARILY_UNKNOWN',
  UN5: 'ASKED_UNKNOWN',
  UN6: 'NOT_SENT_BY_SOURCE',
  UN7: 'NOT_ASKED',
};

/** Why there is no UPN, where the text is one of the DfE codes UN1 to UN7; otherwise null. */
export function upnUnknownReason(raw: string): SourceAbsenceReason | null {
  const code = compact(raw);
  return Object.hasOwn(upnUnknownReasons, code) ? (upnUnknownReasons[code] ?? null) : null;
}

/** Whether this is a unique learner number by its check digit; it looks like an NHS number and is not one. */
export function isUln(raw: string): boolean {
  const digits = withoutSpacing(raw);
  if (!/^[1-9]\d{9}$/.test(digits)) return false;
  const remainder = weightedSum(digits) % 11;
  return remainder !== 0 && 10 - remainder === Number(digits[9]);
}

/** Whether this can be an authority's number for a child: 1 to 20 letters and digits. */
export const isAuthorityChildId = (raw: string): boolean => /^[A-Za-z0-9]{1,20}$/.test(raw.trim());

const postcodePattern = /^(?:GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2})$/;

/** Whether this has the shape of a UK postcode, however it is spaced. */
export const isPostcode = (raw: string): boolean => postcodePattern.test(compact(raw));

/** A postcode in capitals with one space before its last three characters, or null when it is not one. */
export function normalisePostcode(raw: string): string | null {
  const postcode = compact(raw);
  return postcodePattern.test(postcode) ? `${postcode.slice(0, -3)} ${postcode.slice(-3)}` : null;
}

const checks: Readonly<Record<IdentifierSystem, (raw: string) => boolean>> = {
  'nhs-number': isNhsNumber,
  upn: isUpn,
  'former-upn': isUpn,
  uln: isUln,
  'authority-child-id': isAuthorityChildId,
};

/** Whose numbering an authority's child id belongs to: it is unique within one authority and one system only. */
export interface IdentifierScope {
  readonly authority: string;
  readonly numbering: string;
}

/** The identifier a source gave, checked and never corrected; null where it gave nothing. */
export function identifierOf(system: IdentifierSystem, raw: string, scope?: IdentifierScope): Identifier | null {
  const text = raw.trim();
  if (text === '') return null;
  const valid = checks[system](text);
  const isShared = system !== 'authority-child-id';
  return {
    system,
    // An invalid value stays as it was written, so that whoever chases it sees what was sent.
    value: valid && isShared ? compact(text) : text,
    authority: scope?.authority ?? null,
    numbering: scope?.numbering ?? null,
    valid,
  };
}
