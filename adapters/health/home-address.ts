import { normalisePostcode } from '../../src/domain/identifiers.ts';
import type { Address } from '../../src/domain/model/values.ts';
import { address, coding, type FhirAddress, text } from './datatypes.ts';
import { extensionsOf, type Fields, own } from './fields.ts';
import { daysOf, isCurrent, report, type Source, takeAll } from './source.ts';

const part = (extension: Fields, name: string): Fields | undefined => extensionsOf(extension, name)[0];

/** The unique property reference number among the address keys. */
const uprnOf = ({ extension }: FhirAddress): string | null => {
  for (const key of extensionsOf(extension, 'AddressKey')) {
    const type = coding.safeParse(own(part(key, 'type') ?? {}, 'valueCoding'));
    const value = text.safeParse(own(part(key, 'value') ?? {}, 'valueString'));
    const isUprn = type.success && type.data.code?.toUpperCase() === 'UPRN';
    if (isUprn && value.success && /^\d{1,12}$/.test(value.data ?? '')) return value.data;
  }
  return null;
};

const linesOf = ({ line, city, district, text: whole }: FhirAddress): readonly string[] => {
  const lines = [...line, city, district].filter((one) => one !== null);
  return lines.length === 0 && whole !== null ? [whole] : lines;
};

const isHome = ({ use, type }: FhirAddress): boolean => (use === null || use === 'home') && type !== 'postal';

const startOf = ({ period }: FhirAddress): string => daysOf(period).first ?? '';

/** The home address that holds on the day the file arrived, the one begun last; null where none does. */
export const readHomeAddress = (source: Source): Address | null => {
  const homes = takeAll(source, 'address', address).filter(isHome);
  const [current] = homes
    .filter(({ period }) => isCurrent(period, source.file.receivedOn))
    .toSorted((a, b) => (startOf(a) < startOf(b) ? 1 : startOf(a) > startOf(b) ? -1 : 0));
  if (current === undefined) return null;
  const postcode = current.postalCode === null ? null : normalisePostcode(current.postalCode);
  if (current.postalCode !== null && postcode === null) {
    report(source.issues, source.resource, 'postcode', 'address.postalCode', 'Not a postcode.');
  }
  const lines = linesOf(current);
  const uprn = uprnOf(current);
  if (lines.length > 0 || postcode !== null || uprn !== null) return { lines: [...lines], postcode, uprn };
  source.absences['homeAddress'] = { reason: 'INVALID' };
  return null;
};
