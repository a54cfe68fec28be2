import { isNhsNumber } from '../../src/domain/identifiers.ts';
import { type Reference, reference } from './datatypes.ts';
import { patientKey, resolve } from './fhir-file.ts';
import { nhsNumberOf } from './nhs-number.ts';
import { localReference } from './resource.ts';
import { report, type Source, take } from './source.ts';

const byAddress = (source: Source, element: string, text: string): string | null => {
  const local = localReference(text);
  if (local?.type !== 'Patient') return null;
  const { base, id } = local;
  if (base === null || source.file.bases.has(base) || isNhsNumber(id)) return id;
  report(source.issues, source.resource, 'foreign', element, 'The child is named by the number of another server.');
  return text.replace(/^https?:\/\//, '').slice(0, 200);
};

const byReference = (source: Source, element: string, given: Reference): string | null => {
  const { file, resource } = source;
  const found = resolve(file, resource, given);
  if (found?.type === 'Patient') return patientKey(found);
  const named = given.reference === null ? null : byAddress(source, element, given.reference);
  if (named !== null) return named;
  const number = given.identifier === null ? null : nhsNumberOf(given.identifier)?.identifier;
  return number?.valid === true ? (file.byNumber.get(number.value) ?? number.value) : null;
};

const nested = /\/Patient\/([A-Za-z0-9.-]{1,64})\/[A-Z]/;

/** PDS answers with records that do not name their patient, under the patient's own address. */
const byOwnAddress = (source: Source, element: string): string | null => {
  const id = nested.exec(source.resource.fullUrl ?? '')?.[1];
  if (id === undefined) return null;
  report(source.issues, source.resource, 'no-patient', element, 'The record names no patient; its address does.');
  return id;
};

/** Key of the child a record is about, by the patient it references; null, and unreadable, where nothing tells. */
export const childOf = (source: Source, element: string): string | null => {
  const given = take(source, element, reference);
  const child = (given === null ? null : byReference(source, element, given)) ?? byOwnAddress(source, element);
  if (child === null) report(source.fatal, source.resource, 'no-child', element, 'Nothing tells which child it is.');
  return child;
};
