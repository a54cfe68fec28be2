import { normalisePostcode } from '../../src/domain/identifiers.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { type Row, report, textOf } from '../social-care/row.ts';

const formalParts = ['Locality', 'Town', 'AdministrativeArea', 'PostTown'] as const;
const lineNumbers = ['AddressLine1', 'AddressLine2', 'AddressLine3', 'AddressLine4', 'AddressLine5'] as const;

/** A number and its street are one line, a name of a house is a line of its own. */
const streetLines = (row: Row, at: string): readonly string[] => {
  const [house, street] = [textOf(row, `${at}/PAON`), textOf(row, `${at}/Street`)];
  return /^\d+[A-Za-z]?$/.test(house) && street !== '' ? [`${house} ${street}`] : [house, street];
};

const linesOf = (row: Row): readonly string[] => {
  const formal = 'Address/BS7666Address';
  const lines = [
    textOf(row, `${formal}/SAON`),
    ...streetLines(row, formal),
    ...formalParts.map((part) => textOf(row, `${formal}/${part}`)),
    ...lineNumbers.map((line) => textOf(row, `Address/AddressLines/${line}`)),
    textOf(row, 'Address/County'),
  ];
  return [...new Set(lines.filter((line) => line !== ''))];
};

const readPostcode = (row: Row): string | null => {
  const text = textOf(row, 'Address/PostCode');
  const postcode = text === '' ? null : normalisePostcode(text);
  if (text !== '' && postcode === null) report(row, 'postcode', 'Address/PostCode', 'This is not a postcode');
  return postcode;
};

const readUprn = (row: Row): string | null => {
  const path = 'Address/BS7666Address/UniquePropertyReferenceNumber';
  const text = textOf(row, path);
  if (/^\d{1,12}$/.test(text)) return text;
  if (text !== '') report(row, 'uprn', path, 'This is not a unique property reference number');
  return null;
};

/** The home of a pupil, in whichever of the two shapes it is written; null, with the reason, where nothing can be used. */
export const readAddress = (row: Row): RecordBody['person']['homeAddress'] => {
  const address = { lines: [...linesOf(row)], postcode: readPostcode(row), uprn: readUprn(row) };
  if (address.lines.length > 0 || address.postcode !== null || address.uprn !== null) return address;
  if (!row.cells.has('Address')) return null;
  const isBad = textOf(row, 'Address/PostCode') !== '';
  row.absences['homeAddress'] = { reason: isBad ? 'INVALID' : 'NOT_ASKED' };
  return null;
};
