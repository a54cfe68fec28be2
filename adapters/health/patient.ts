import type { Person } from '../../src/domain/model/person.ts';
import type { Identifier } from '../../src/domain/model/values.ts';
import { blankPerson } from '../blank.ts';
import { readCommunication } from './communication.ts';
import { identifier } from './datatypes.ts';
import { readEthnicity } from './ethnicity.ts';
import { patientKey } from './fhir-file.ts';
import { own } from './fields.ts';
import { readPractices } from './general-practice.ts';
import { readHomeAddress } from './home-address.ts';
import { nhsNumberOf } from './nhs-number.ts';
import { readNames } from './person-names.ts';
import { readPastDate, report, type Source, statedAt, takeAll, takeText } from './source.ts';
import { silent, subjectOf, type Told } from './told.ts';

const sexes: ReadonlyMap<string, Person['sex']> = new Map([
  ['female', 'FEMALE'],
  ['male', 'MALE'],
  ['other', 'UNKNOWN'],
  ['unknown', 'UNKNOWN'],
]);

const readSex = (source: Source): Pick<Person, 'sex' | 'gender'> => {
  const word = takeText(source, 'gender')?.toLowerCase() ?? null;
  if (word === null) return { sex: null, gender: null };
  const sex = sexes.get(word) ?? null;
  if (sex === null) {
    source.absences['sex'] = { reason: 'INVALID' };
    report(source.issues, source.resource, 'gender', 'gender', 'Not an administrative gender.');
  }
  return { sex, gender: word === 'other' ? 'Other' : null };
};

const readNumbers = (source: Source): readonly Identifier[] =>
  takeAll(source, 'identifier', identifier).flatMap((given) => {
    const found = nhsNumberOf(given);
    if (found === null) return [];
    const { identifier: number, verified } = found;
    if (!verified)
      report(source.issues, source.resource, 'unverified', 'identifier', 'The NHS number is not verified.');
    else if (!number.valid) report(source.issues, source.resource, 'nhs-number', 'identifier', 'Not an NHS number.');
    return [number];
  });

const reportDeath = (source: Source): void => {
  const { fields } = source.resource;
  const dead = own(fields, 'deceasedBoolean') === true || typeof own(fields, 'deceasedDateTime') === 'string';
  if (dead)
    report(source.issues, source.resource, 'deceased', 'deceased[x]', 'The source records that the child died.');
};

/** Where a restricted child lives, how they are reached and who their practice is are not even looked at. */
const readWhereabouts = (source: Source, isRestricted: boolean): Pick<Person, 'homeAddress' | 'addressProtected'> => {
  if (!isRestricted) return { homeAddress: readHomeAddress(source), addressProtected: false };
  source.absences['homeAddress'] = { reason: 'WITHHELD_BY_SOURCE' };
  return { homeAddress: null, addressProtected: true };
};

const personOf = (source: Source, isRestricted: boolean): Person => ({
  ...blankPerson,
  names: [...readNames(source)],
  birth: readPastDate(source, 'birthDate', 'birth'),
  ...readSex(source),
  identifiers: [...readNumbers(source)],
  ethnicity: readEthnicity(source),
  ...readCommunication(source),
  ...readWhereabouts(source, isRestricted),
});

/** A patient: who the child is, where home is, and whose practice they are registered with. */
export const readPatient = (source: Source, key: string): Told => {
  const child = patientKey(source.resource);
  if (child === null) return silent;
  const isRestricted = source.file.restricted.has(child);
  const at = statedAt(source);
  const body = personOf(source, isRestricted);
  reportDeath(source);
  const { absences } = source;
  const person = { kind: 'person' as const, key, subject: subjectOf(child), statedAt: at, body, absences };
  const practices = isRestricted ? [] : readPractices(source, { key, child, at });
  return { child, statedAt: at, facts: [person, ...practices] };
};
