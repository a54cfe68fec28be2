import type { AnyCanonicalRecord, Issue, SourceRecord } from '../../src/domain/adapter.ts';
import { groupBy } from '../../src/domain/group-by.ts';
import type { Contact } from '../../src/domain/model/values.ts';
import { blankPerson } from '../blank.ts';
import type { Entry } from './entries.ts';
import { type FhirFile, patientKey } from './fhir-file.ts';
import { knownId, type Resource } from './resource.ts';
import { namingTypes, resourceReaders, unmappedTypes } from './resource-types.ts';
import { report, type Source } from './source.ts';
import { type Need, silent, subjectOf, type Told } from './told.ts';

/** An entry read by itself. */
interface Read {
  readonly entry: Entry;
  readonly key: string | null;
  readonly told: Told;
  readonly source: Pick<Source, 'issues' | 'fatal' | 'drawn'>;
}

const known: ReadonlySet<string> = new Set([...resourceReaders.keys(), ...namingTypes, ...unmappedTypes]);

/** What only names others needs no name to be known again by: it says nothing that could be replaced. */
const keyOf = (resource: Resource, locator: string): string | null => {
  const id = resource.type === 'Patient' ? patientKey(resource) : knownId(resource);
  if (id !== null) return `${resource.type}/${id}`;
  return resourceReaders.has(resource.type) ? null : `${resource.type}/${locator}`;
};

const readResource = (entry: Entry, resource: Resource, file: FhirFile, seen: Set<string>): Read => {
  const source: Source = { resource, file, issues: [], fatal: [], drawn: [], absences: {} };
  const key = keyOf(resource, entry.locator);
  const isRepeat = key !== null && seen.has(key);
  if (key === null) report(source.fatal, resource, 'no-id', 'id', 'The resource has no id to know it again by.');
  if (isRepeat) report(source.fatal, resource, 'repeated', 'id', 'An earlier resource of the same file has this id.');
  if (key === null || isRepeat) return { entry, key: null, told: silent, source };
  seen.add(key);
  if (!known.has(resource.type)) {
    source.issues.push({ rule: 'fhir.type', field: 'resourceType', message: 'This format does not know the type.' });
  }
  return { entry, key, told: resourceReaders.get(resource.type)?.(source, key) ?? silent, source };
};

const readEntry = (entry: Entry, file: FhirFile, seen: Set<string>): Read => {
  if (entry.resource !== null) return readResource(entry, entry.resource, file, seen);
  const fatal: Issue[] = entry.fault === null ? [] : [entry.fault];
  return { entry, key: null, told: silent, source: { issues: [], fatal, drawn: [] } };
};

/** Parents and needs of each child, from every record of the file that tells of them. */
interface Shared {
  readonly contacts: ReadonlyMap<string, readonly Contact[]>;
  readonly needs: ReadonlyMap<string, readonly Need[]>;
}

const sharedBy = (reads: readonly Read[]): Shared => {
  const ofChildren = [...groupBy(reads, ({ told }) => told.child ?? '')];
  return {
    contacts: new Map(ofChildren.map(([child, group]) => [child, group.flatMap(({ told }) => told.contact ?? [])])),
    needs: new Map(ofChildren.map(([child, group]) => [child, group.flatMap(({ told }) => told.need ?? [])])),
  };
};

const needsText = (needs: readonly Need[]): string => [...new Set(needs.map(({ words }) => words))].join('; ');

/**
 * A source's newest word on a child's parents or needs is taken for all it has to say of them: each record that tells
 * of one therefore repeats what the others of the file tell.
 */
const withShared = ({ key, told, source }: Read, { contacts, needs }: Shared): readonly AnyCanonicalRecord[] => {
  const { child, statedAt, facts, contact, need } = told;
  if (child === null || key === null) return facts;
  const common = { kind: 'person' as const, subject: subjectOf(child), statedAt, absences: {} };
  const added: AnyCanonicalRecord[] = [];
  if (contact !== undefined) {
    const parents = [...(contacts.get(child) ?? [])];
    source.drawn.push(parents);
    added.push({ ...common, key, body: { ...blankPerson, parents } });
  }
  if (need !== undefined) {
    const all = needs.get(child) ?? [];
    source.drawn.push(all);
    // That nothing among them is a medicine does not say that the child takes none.
    const timeCriticalMedication = all.some(({ isMedicine }) => isMedicine) ? true : null;
    added.push({
      ...common,
      key: `${key}/needs`,
      body: { ...blankPerson, medicalNeeds: needsText(all), timeCriticalMedication },
    });
  }
  return [...facts, ...added];
};

const recordOf = (read: Read, shared: Shared): SourceRecord => {
  const { entry, key, source } = read;
  const text = JSON.stringify(entry.raw) ?? 'null';
  const base = { locator: entry.locator, issues: source.issues };
  if (key === null || source.fatal.length > 0)
    return { ...base, key: null, raw: text, facts: [], unreadable: source.fatal };
  const facts = withShared(read, shared);
  const raw = source.drawn.length === 0 ? text : `${text}\n${JSON.stringify(source.drawn)}`;
  return { ...base, key, raw, facts, unreadable: null };
};

/** One source record an entry, in their order. */
export const readEntries = (entries: readonly Entry[], file: FhirFile): readonly SourceRecord[] => {
  const seen = new Set<string>();
  const reads = entries.map((entry) => readEntry(entry, file, seen));
  const shared = sharedBy(reads.filter(({ source }) => source.fatal.length === 0));
  return reads.map((read) => recordOf(read, shared));
};
