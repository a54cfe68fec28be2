import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { HealthEncounter } from '../../src/domain/model/health-encounter.ts';
import { childOf } from './child.ts';
import { wordsOf } from './concepts.ts';
import {
  coding,
  concept,
  encounterLocation,
  hospitalization,
  participant,
  type Reference,
  reference,
} from './datatypes.ts';
import { resolve } from './fhir-file.ts';
import { own } from './fields.ts';
import { isUnshared } from './is-unshared.ts';
import { organisationOf } from './organisation-code.ts';
import { fullNameIn } from './person-names.ts';
import { restrictionOf } from './restriction.ts';
import { readInstant, report, type Source, statedAt, take, takeAll, takePeriod, takeText } from './source.ts';
import { silent, subjectOf, type Told } from './told.ts';

/** ★ HL7 v3 ActCode: the setting of an encounter. */
const classes: ReadonlyMap<string, NonNullable<HealthEncounter['encounterClass']>> = new Map([
  ['EMER', 'EMERGENCY'],
  ['IMP', 'INPATIENT'],
  ['ACUTE', 'INPATIENT'],
  ['NONAC', 'INPATIENT'],
  ['OBSENC', 'INPATIENT'],
  ['SS', 'INPATIENT'],
  ['AMB', 'AMBULATORY'],
  ['HH', 'HOME'],
  ['VR', 'VIRTUAL'],
  ['FLD', 'OTHER'],
  ['PRENC', 'OTHER'],
]);

/** ★ FHIR encounter statuses; `unknown` says that nobody knows yet. */
const statuses: ReadonlyMap<string, NonNullable<HealthEncounter['status']>> = new Map([
  ['planned', 'PLANNED'],
  ['arrived', 'IN_PROGRESS'],
  ['triaged', 'IN_PROGRESS'],
  ['in-progress', 'IN_PROGRESS'],
  ['onleave', 'IN_PROGRESS'],
  ['finished', 'FINISHED'],
  ['cancelled', 'CANCELLED'],
]);

const readClass = (source: Source): HealthEncounter['encounterClass'] => {
  const given = take(source, 'class', coding);
  if (given === null) return null;
  const found = classes.get(given.code?.toUpperCase() ?? '');
  if (found === undefined)
    report(source.issues, source.resource, 'class', 'class', 'A setting this format does not know.');
  return found ?? 'OTHER';
};

const readStatus = (source: Source, word: string | null): HealthEncounter['status'] => {
  if (word === null) return null;
  const found = statuses.get(word) ?? null;
  if (found !== null) return found;
  source.absences['status'] = { reason: word === 'unknown' ? 'TEMPORARILY_UNKNOWN' : 'INVALID' };
  if (word !== 'unknown') report(source.issues, source.resource, 'status', 'status', 'Not a status of an encounter.');
  return null;
};

const readSpan = (source: Source): Pick<HealthEncounter, 'startedAt' | 'endedAt'> => {
  const span = takePeriod(source, 'period');
  const startedAt = readInstant(source, span?.start ?? null, 'period.start', 'startedAt');
  const endedAt = readInstant(source, span?.end ?? null, 'period.end', 'endedAt');
  if (startedAt !== null && endedAt !== null && Date.parse(endedAt) < Date.parse(startedAt)) {
    report(source.issues, source.resource, 'end-before-start', 'period', 'The encounter ends before it begins.');
  }
  return { startedAt, endedAt };
};

/** The name of who or what is referred to: in the file, else as the reference shows it. */
const nameOf = (source: Source, given: Reference | null): string | null => {
  if (given === null) return null;
  const found = resolve(source.file, source.resource, given);
  if (found?.type === 'PractitionerRole') {
    const practitioner = reference.safeParse(own(found.fields, 'practitioner'));
    return (practitioner.success ? nameOf(source, practitioner.data) : null) ?? given.display;
  }
  const name = found === null ? null : own(found.fields, 'name');
  const words = typeof name === 'string' ? name.trim() || null : fullNameIn(name);
  if (words !== null) source.drawn.push(words);
  return words ?? given.display;
};

const joined = (words: readonly (string | null)[]): string | null =>
  [...new Set(words.filter((word) => word !== null))].join('; ') || null;

const readProvider = (source: Source): string | null => {
  const given = take(source, 'serviceProvider', reference);
  if (given === null) return null;
  const { code, name } = organisationOf(source, given);
  return code ?? name;
};

const readReason = (source: Source): string | null => {
  const reasons = [...takeAll(source, 'reasonCode', concept), ...takeAll(source, 'reason', concept)];
  return joined(reasons.map(wordsOf));
};

/** For a restricted child, where the child was seen and where they went from there are not even looked at. */
const readPlaces = (source: Source, isRestricted: boolean): Pick<HealthEncounter, 'location' | 'dischargedTo'> => {
  if (isRestricted) {
    source.drawn.push('restricted');
    for (const field of ['location', 'dischargedTo']) source.absences[field] = { reason: 'WITHHELD_BY_SOURCE' };
    return { location: null, dischargedTo: null };
  }
  const stay = take(source, 'hospitalization', hospitalization);
  return {
    location: joined(takeAll(source, 'location', encounterLocation).map(({ location }) => nameOf(source, location))),
    dischargedTo: wordsOf(stay?.dischargeDisposition ?? null),
  };
};

const bodyOf = (source: Source, status: string | null, isRestricted: boolean): HealthEncounter =>
  bodyWith('health-encounter', {
    encounterClass: readClass(source),
    status: readStatus(source, status),
    ...readSpan(source),
    provider: readProvider(source),
    ...readPlaces(source, isRestricted),
    reason: readReason(source),
    clinician: joined(takeAll(source, 'participant', participant).map(({ individual }) => nameOf(source, individual))),
  });

/** A contact of a child with a health service. */
export const readEncounter = (source: Source, key: string): Told => {
  const child = childOf(source, 'subject');
  const status = takeText(source, 'status')?.toLowerCase() ?? null;
  if (child === null || isUnshared(source)) return { ...silent, child };
  if (status === 'entered-in-error') {
    report(source.issues, source.resource, 'entered-in-error', 'status', 'The source takes the record back.');
    return { ...silent, child };
  }
  const isRestricted = source.file.restricted.has(child) || restrictionOf(source.resource) !== 'NONE';
  const at = statedAt(source);
  const body = bodyOf(source, status, isRestricted);
  const { absences } = source;
  const fact = { kind: 'health-encounter' as const, key, subject: subjectOf(child), statedAt: at, body, absences };
  return { child, statedAt: at, facts: [fact] };
};
