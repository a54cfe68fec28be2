import type { ReadOptions } from '../../src/domain/adapter.ts';
import { londonDay, parseMoment } from '../../src/domain/dates.ts';
import { identifier, type Reference } from './datatypes.ts';
import { objectsIn, own } from './fields.ts';
import { nhsNumberOf } from './nhs-number.ts';
import { knownId, localReference, type Resource, resourceOf } from './resource.ts';
import { restrictionOf } from './restriction.ts';

/** What the resources of one file may know of each other. */
export interface FhirFile {
  readonly organisation: string;
  readonly receivedAt: string;
  /** The date the file arrived, England local. */
  readonly receivedOn: string;
  /** When the bundle was made; null where it does not tell. */
  readonly timestamp: string | null;
  /** Resources by `Type/id` and by the address the bundle gives them. */
  readonly index: ReadonlyMap<string, Resource>;
  /** Addresses of the servers whose resources the bundle holds. */
  readonly bases: ReadonlySet<string>;
  /** Keys of patients by their NHS number. */
  readonly byNumber: ReadonlyMap<string, string>;
  /** Keys of patients whose record is restricted. */
  readonly restricted: ReadonlySet<string>;
}

const numbersOf = ({ fields }: Resource): readonly string[] =>
  objectsIn(own(fields, 'identifier')).flatMap((raw) => {
    const given = identifier.safeParse(raw);
    const found = given.success ? nhsNumberOf(given.data)?.identifier : undefined;
    return found?.valid === true ? [found.value] : [];
  });

/** What a patient is known by: the sender's id, else the NHS number, else the bundle's own address; null for none. */
export const patientKey = (patient: Resource): string | null => patient.id ?? numbersOf(patient)[0] ?? knownId(patient);

const addressesOf = (resource: Resource): readonly string[] => {
  const { type, fullUrl } = resource;
  const id = knownId(resource);
  return [...(id === null ? [] : [`${type}/${id}`]), ...(fullUrl === null ? [] : [fullUrl])];
};

/** Looks through the resources of a file before any is read. */
export const fhirFile = (resources: readonly Resource[], made: unknown, options: ReadOptions): FhirFile => {
  const patients = resources.filter(({ type }) => type === 'Patient');
  const keyed = patients.flatMap((patient) => {
    const key = patientKey(patient);
    return key === null ? [] : [{ patient, key }];
  });
  return {
    organisation: options.organisation,
    receivedAt: options.receivedAt,
    receivedOn: londonDay(options.receivedAt),
    timestamp: typeof made === 'string' ? (parseMoment(made)?.at ?? null) : null,
    // Of two with one address the first counts; the second is refused as a repeat.
    index: new Map(resources.flatMap((one) => addressesOf(one).map((address) => [address, one] as const)).toReversed()),
    bases: new Set(resources.flatMap(({ fullUrl }) => localReference(fullUrl ?? '')?.base ?? [])),
    byNumber: new Map(keyed.flatMap(({ patient, key }) => numbersOf(patient).map((number) => [number, key] as const))),
    restricted: new Set(keyed.flatMap(({ patient, key }) => (restrictionOf(patient) === 'NONE' ? [] : [key]))),
  };
};

const containedIn = ({ fields }: Resource, id: string): Resource | null =>
  objectsIn(own(fields, 'contained'))
    .map((one) => resourceOf(one))
    .find((one) => one?.id === id) ?? null;

/** The resource of the file, or inside the resource itself, that a reference names; null where it is elsewhere. */
export const resolve = (file: FhirFile, within: Resource, { reference }: Reference): Resource | null => {
  if (reference === null) return null;
  if (reference.startsWith('#')) return containedIn(within, reference.slice(1));
  const exact = file.index.get(reference);
  const local = localReference(reference);
  if (exact !== undefined || local === null) return exact ?? null;
  // Another server's Patient/1 is somebody else.
  const isOurs = local.base === null || file.bases.has(local.base);
  return isOurs ? (file.index.get(`${local.type}/${local.id}`) ?? null) : null;
};
