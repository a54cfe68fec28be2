import type { FieldAbsence } from '../../src/domain/absence.ts';
import type { AnyCanonicalRecord, Issue, ReadOptions, SourceRecord } from '../../src/domain/adapter.ts';
import { londonDay, parseDay } from '../../src/domain/dates.ts';
import type { Involvement } from '../../src/domain/model/involvement.ts';
import { findOrganisation } from '../../src/domain/organisations.ts';
import { entry, leaf, worker } from './contract.ts';
import { isEvidence, type ReadChild, readChild } from './read-child.ts';
import { type Fields, isFields, isGiven, type Reading, report, reportUnknown, take } from './reading.ts';

type Absences = Record<string, FieldAbsence>;

/** What an involvement cannot do without; null makes the entry unreadable. */
const need = <T>(reading: Reading, value: T | null, field: string): T | null => {
  if (value === null) report(reading.fatal, 'incomplete', field, 'The involvement cannot be used without it.');
  return value;
};

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

const readSpan = (reading: Reading, fields: Fields, receivedOn: string, absences: Absences) => {
  const startedOn = take(reading, fields, 'startedOn', day);
  const endedOn = take(reading, fields, 'endedOn', day);
  if (startedOn === null) absences['startedOn'] = { reason: isGiven(fields, 'startedOn') ? 'INVALID' : 'NOT_ASKED' };
  if (endedOn === null) absences['endedOn'] = { reason: 'TEMPORARILY_UNKNOWN' };
  // An end that cannot be read would otherwise be no end, and the access that follows would last.
  if (endedOn === null && isGiven(fields, 'endedOn')) {
    report(reading.fatal, 'end', 'endedOn', 'When the involvement ended cannot be read.');
  }
  if (startedOn !== null && startedOn > receivedOn) {
    report(reading.issues, 'future', 'startedOn', 'The date is after the day the file arrived.');
  }
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) {
    report(reading.issues, 'end-before-start', 'endedOn', 'The involvement ends before it begins.');
  }
  return { startedOn, endedOn };
};

const readOrganisation = (reading: Reading, fields: Fields): string | null => {
  const code = need(reading, take(reading, fields, 'organisation', leaf.organisation), 'organisation');
  if (code !== null && findOrganisation(code) === undefined) {
    report(reading.issues, 'organisation', 'organisation', 'This hub does not serve the organisation.');
  }
  return code;
};

const readWho = (reading: Reading, fields: Fields, receivedOn: string): ReadChild => {
  const given = fields['child'];
  const child = readChild(reading, isFields(given) ? given : {}, receivedOn);
  if (!isEvidence(child)) {
    report(reading.fatal, 'child', 'child', 'Nothing tells which child it is: no number, no name.');
  }
  if (child.subject === null && child.body.birth === null) {
    report(
      reading.issues,
      'unmatchable',
      'child.birthOn',
      'Without a date of birth the child can be matched to no other.',
    );
  }
  return child;
};

const saysSomething = ({ names, identifiers, birth, homeAddress }: ReadChild['body']): boolean =>
  names.length + identifiers.length > 0 || birth !== null || homeAddress !== null;

/** The child in a numbering of the sender; each involvement is a person of its own where there is none. */
const factsOf = (
  id: string,
  child: ReadChild,
  body: Involvement,
  absences: Absences,
): readonly AnyCanonicalRecord[] => {
  const subject = child.subject ?? { system: 'hub-records-involvements', key: id };
  // Set apart, because the subject may be one of another format, which keys its own facts as it likes.
  const common = { key: `involvements/${id}`, subject, statedAt: null };
  const involvement: AnyCanonicalRecord = { ...common, kind: 'involvement', body, absences };
  if (!saysSomething(child.body)) return [involvement];
  return [involvement, { ...common, kind: 'person', body: child.body, absences: child.absences }];
};

const notAnEntry: Issue = {
  rule: 'involvements.shape',
  field: null,
  message: 'Not an involvement but something else.',
};

/** One entry of the contract as a source record; what cannot be used at all comes back as unreadable. */
export const readInvolvement = (raw: unknown, locator: string, { receivedAt }: ReadOptions): SourceRecord => {
  const place = { locator, raw: JSON.stringify(raw) };
  if (!isFields(raw)) return { ...place, key: null, facts: [], issues: [], unreadable: [notAnEntry] };
  const reading: Reading = { issues: [], fatal: [] };
  const absences: Absences = {};
  const receivedOn = londonDay(receivedAt);
  reportUnknown(reading, raw, '', entry.shape);
  const id = need(reading, take(reading, raw, 'id', leaf.id), 'id');
  const kind = need(reading, take(reading, raw, 'involvement', leaf.involvement), 'involvement');
  const organisation = readOrganisation(reading, raw);
  const child = readWho(reading, raw, receivedOn);
  const person = readWorker(reading, raw, absences);
  const span = readSpan(reading, raw, receivedOn, absences);
  const { issues, fatal } = reading;
  if (id === null || kind === null || organisation === null || fatal.length > 0) {
    return { ...place, key: null, facts: [], issues, unreadable: fatal };
  }
  const body: Involvement = { involvement: kind, involvedOrganisation: organisation, ...person, ...span };
  return { ...place, key: id, facts: factsOf(id, child, body, absences), issues, unreadable: null };
};
