import type { FieldAbsence } from '../../src/domain/absence.ts';
import { parseDay } from '../../src/domain/dates.ts';
import type { Involvement } from '../../src/domain/model/involvement.ts';
import { findOrganisation } from '../../src/domain/organisations.ts';
import type { Contract } from './contract.ts';
import { leaf, worker } from './involvement-contract.ts';
import { type Fields, isFields, isGiven, need, type Reading, refuse, report, reportUnknown, take } from './reading.ts';

type Absences = Record<string, FieldAbsence>;

const readWorker = (reading: Reading, fields: Fields, absences: Absences) => {
  const silent = { personId: null, personName: null, jobTitle: null };
  if (!isGiven(fields, 'person')) {
    for (const field of Object.keys(silent)) absences[field] = { reason: 'NOT_APPLICABLE' };
    return silent;
  }
  const person = fields['person'];
  if (isFields(person)) reportUnknown(reading, person, 'person', worker.shape);
  const given = isFields(person) ? person : {};
  return {
    // Without the id of the worker the involvement would open the child to the whole organisation.
    personId: need(reading, take(reading, given, 'person.id', leaf.personId), 'person.id'),
    personName: take(reading, given, 'person.name', leaf.personName),
    jobTitle: take(reading, given, 'person.jobTitle', leaf.jobTitle),
  };
};

const day = leaf.id.transform((text) => parseDay(text)).pipe(leaf.startedOn);

const readSpan = (reading: Reading, fields: Fields, absences: Absences) => {
  const startedOn = take(reading, fields, 'startedOn', day);
  const endedOn = take(reading, fields, 'endedOn', day);
  if (startedOn === null) absences['startedOn'] = { reason: isGiven(fields, 'startedOn') ? 'INVALID' : 'NOT_ASKED' };
  if (endedOn === null) absences['endedOn'] = { reason: 'TEMPORARILY_UNKNOWN' };
  // An end that cannot be read would otherwise be no end, and the access that follows would last.
  if (endedOn === null && isGiven(fields, 'endedOn')) {
    refuse(reading, 'end', 'endedOn', 'When the involvement ended cannot be read.');
  }
  if (startedOn !== null && startedOn > reading.receivedOn) {
    report(reading, 'future', 'startedOn', 'The date is after the day the file arrived.');
  }
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) {
    report(reading, 'end-before-start', 'endedOn', 'The involvement ends before it begins.');
  }
  return { startedOn, endedOn };
};

const readOrganisation = (reading: Reading, fields: Fields): string | null => {
  const code = need(reading, take(reading, fields, 'organisation', leaf.organisation), 'organisation');
  if (code !== null && findOrganisation(code) === undefined) {
    report(reading, 'organisation', 'organisation', 'This hub does not serve the organisation.');
  }
  return code;
};

/** A body that is whole unless something was refused while it was read. */
type Unchecked = { readonly [F in keyof Involvement]: Involvement[F] | null };

/** Reads who is involved; an entry whose worker, kind, organisation or end cannot be known is refused. */
export const beginInvolvement: Contract['begin'] = (reading, fields) => {
  const absences: Absences = {};
  const involvement = need(reading, take(reading, fields, 'involvement', leaf.involvement), 'involvement');
  const involvedOrganisation = readOrganisation(reading, fields);
  return () => {
    const person = readWorker(reading, fields, absences);
    const span = readSpan(reading, fields, absences);
    const body: Unchecked = { involvement, involvedOrganisation, ...person, ...span };
    return { body, absences, statedAt: null };
  };
};
