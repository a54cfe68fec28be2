import { type Issue, UnreadableFile } from '../../src/domain/adapter.ts';
import { type Fields, isFields, own } from './fields.ts';
import { type Resource, resourceOf } from './resource.ts';

/** One record of a file: a resource and where it stands, or why there is none. */
export interface Entry {
  readonly locator: string;
  readonly raw: unknown;
  readonly resource: Resource | null;
  readonly fault: Issue | null;
}

const fault = (field: string, message: string): Issue => ({ rule: 'fhir.no-resource', field, message });

const entryOf = (raw: unknown, index: number): Entry => {
  const place = `entry[${index}]`;
  const none = (message: string) => ({ locator: place, raw, resource: null, fault: fault(place, message) });
  if (!isFields(raw)) return none('Not an entry but something else.');
  const held = own(raw, 'resource');
  if (held === undefined) return none('The entry holds no resource.');
  const resource = resourceOf(held, own(raw, 'fullUrl'));
  if (resource === null) return none('What the entry holds does not say which type of resource it is.');
  if (resource.type === 'Bundle') return none('A bundle in a bundle is not opened; it has to be sent alone.');
  return { locator: `${place}.resource`, raw: held, resource, fault: null };
};

/** What a file holds. */
interface Contents {
  readonly entries: readonly Entry[];
  /** When the bundle was made, as it says. */
  readonly timestamp: unknown;
}

const entriesOf = (bundle: Fields): readonly Entry[] => {
  const entries = own(bundle, 'entry') ?? [];
  if (!Array.isArray(entries)) throw new UnreadableFile('fhir.bundle', 'The entries of the bundle are not a list.');
  return entries.map(entryOf);
};

/**
 * The records of a FHIR text: a resource alone, or the entries of a bundle of any type.
 * @throws UnreadableFile for anything else.
 */
export const contentsOf = (value: unknown): Contents => {
  const resource = resourceOf(value);
  if (resource === null) throw new UnreadableFile('fhir.resource', 'The file is not a FHIR resource.');
  if (resource.type !== 'Bundle') {
    return { entries: [{ locator: 'resource', raw: value, resource, fault: null }], timestamp: null };
  }
  return { entries: entriesOf(resource.fields), timestamp: own(resource.fields, 'timestamp') };
};
