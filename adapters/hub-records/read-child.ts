import type { FieldAbsence } from '../../src/domain/absence.ts';
import type { CanonicalRecord, SubjectReference } from '../../src/domain/adapter.ts';
import { parsePartialDate } from '../../src/domain/dates.ts';
import { identifierOf, normalisePostcode } from '../../src/domain/identifiers.ts';
import type { Identifier, PersonName } from '../../src/domain/model/values.ts';
import { blankPerson } from '../blank.ts';
import { childLeaf, child as childShape, identifier as identifierShape, name as nameShape } from './child-contract.ts';
import { type Fields, isGiven, type Reading, report, reportUnknown, take, takeList } from './reading.ts';

const readIdentifier = (reading: Reading, fields: Fields): readonly Identifier[] => {
  const path = 'child.identifiers';
  reportUnknown(reading, fields, path, identifierShape.shape);
  const system = take(reading, fields, `${path}.system`, childLeaf.identifierSystem);
  const value = take(reading, fields, `${path}.value`, childLeaf.value);
  if (system === null || value === null) {
    report(reading, 'identifier', path, 'An identifier without its system or its value.');
    return [];
  }
  const found = identifierOf(system, value);
  if (found === null) return [];
  if (!found.valid) report(reading, system, path, 'The number is not valid.');
  const authority = take(reading, fields, `${path}.authority`, childLeaf.authority);
  const numbering = take(reading, fields, `${path}.numbering`, childLeaf.numbering);
  if (system === 'authority-child-id' && (authority === null || numbering === null)) {
    report(reading, 'scope', path, 'A child number that does not say of which authority and numbering it is.');
  }
  return [{ ...found, authority, numbering }];
};

const readName = (reading: Reading, fields: Fields): readonly PersonName[] => {
  reportUnknown(reading, fields, 'child.names', nameShape.shape);
  const given = take(reading, fields, 'child.names.given', childLeaf.given);
  const family = take(reading, fields, 'child.names.family', childLeaf.family);
  const use = take(reading, fields, 'child.names.use', childLeaf.use) ?? 'LEGAL';
  return given === null && family === null ? [] : [{ use, given, family }];
};

const readBirth = (reading: Reading, fields: Fields) => {
  const text = take(reading, fields, 'child.birthOn', childLeaf.birthOn);
  if (text === null) return null;
  const birth = parsePartialDate(text);
  if (birth === null || birth.earliest > reading.receivedOn) {
    report(reading, 'birth', 'child.birthOn', 'Not a date a child can have been born on.');
    return null;
  }
  return birth;
};

const readAddress = (reading: Reading, fields: Fields) => {
  const text = take(reading, fields, 'child.postcode', childLeaf.postcode);
  if (text === null) return null;
  const postcode = normalisePostcode(text);
  if (postcode === null) report(reading, 'postcode', 'child.postcode', 'Not a postcode.');
  return postcode === null ? null : { lines: [], postcode, uprn: null };
};

/** A key whose numbering cannot be read is nobody's: it must not stand for the child who bears it in another. */
const readSubject = (reading: Reading, fields: Fields): SubjectReference | null => {
  const key = take(reading, fields, 'child.key', childLeaf.key);
  const system = isGiven(fields, 'system') ? take(reading, fields, 'child.system', childLeaf.system) : 'hub-records';
  return key === null || system === null ? null : { system, key };
};

type Person = CanonicalRecord<'person'>['body'];

/** What an entry says of its child. */
export interface ReadChild {
  /** The child in a numbering of the sender; null where the entry gives none. */
  readonly subject: SubjectReference | null;
  readonly body: Person;
  readonly absences: Readonly<Record<string, FieldAbsence>>;
}

/** Reads who the child is; what cannot be used is reported and left out. */
export const readChild = (reading: Reading, fields: Fields): ReadChild => {
  reportUnknown(reading, fields, 'child', childShape.shape);
  const birth = readBirth(reading, fields);
  const body: Person = {
    ...blankPerson,
    names: takeList(reading, fields, 'child.names').flatMap((name) => readName(reading, name)),
    identifiers: takeList(reading, fields, 'child.identifiers').flatMap((one) => readIdentifier(reading, one)),
    birth,
    homeAddress: readAddress(reading, fields),
  };
  const isBad = (name: string) => reading.issues.some(({ field }) => field === `child.${name}`);
  const absences: Record<string, FieldAbsence> = {};
  if (isBad('birthOn')) absences['birth'] = { reason: 'INVALID' };
  if (isBad('postcode')) absences['homeAddress'] = { reason: 'INVALID' };
  return { subject: readSubject(reading, fields), body, absences };
};

/** Whether anything said of the child can tell it from another. */
export const isEvidence = ({ subject, body }: ReadChild): boolean =>
  subject !== null || body.names.length > 0 || body.identifiers.some(({ valid }) => valid);
