import type { AnyInventedRecord, InventedSource } from '../invented.ts';
import type { FileWriter, Writer } from '../writer.ts';
import { given, jsonList, said } from './json-list.ts';
import { recordsOf } from './records-of.ts';
import { knownPart } from './written-dates.ts';

/** ★ The contracts: kind of record, and the property its entries stand under; the contract is it in kebab case. */
const contracts = [
  ['prevention-interview', 'preventionInterviews'],
  ['interview', 'interviews'],
  ['strategy-meeting', 'strategyMeetings'],
  ['plan', 'plans'],
  ['investigation', 'investigations'],
  ['case-note', 'caseNotes'],
  ['escalation', 'escalations'],
  ['safe-in-care-decision', 'safeInCareDecisions'],
  ['impact', 'impacts'],
  ['professional-notice', 'notices'],
  ['feedback', 'feedback'],
  ['risk-indicator', 'riskIndicators'],
] as const;

const kebab = (property: string): string => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Who the child is: by a numbering of the organisation where the source names one, and by name and identifiers. */
const childOf = ({ key, system, person }: InventedSource): unknown =>
  said({
    ...{ system, key },
    names: person.names.map((name) => said({ ...name })),
    birthOn: knownPart(person.birth) || null,
    identifiers: person.identifiers.map(({ valid: _computed, ...identifier }) => said(identifier)),
    postcode: person.homeAddress?.postcode,
  });

/** Why fields are empty, where the source says so. */
const absentOf = ({ absences = {} }: AnyInventedRecord): unknown =>
  Object.keys(absences).length === 0 ? null : absences;

/** The elements of a record; absences of a child are `episodes` in the contract. An empty list is a statement. */
const elementsOf = (record: AnyInventedRecord): Readonly<Record<string, unknown>> => {
  const { body } = record;
  const absent = absentOf(record);
  if (!('sourceEpisodes' in body)) return given({ ...body, absent });
  const { sourceEpisodes, ...fields } = body;
  return { episodes: sourceEpisodes.map((episode) => given({ ...episode })), ...given({ ...fields, absent }) };
};

const contractFile = (property: string, entries: (source: InventedSource) => readonly unknown[]): FileWriter => {
  const contract = kebab(property);
  return jsonList({
    name: (part) => `${contract}-${part}.json`,
    envelope: { contract: `hub-records/${contract}`, version: '1.0' },
    property,
    entries: (source) => entries(source).map((entry) => JSON.stringify(entry)),
  });
};

const involvements = contractFile('involvements', (source) =>
  recordsOf(source, 'involvement').map(({ key, body }) => ({
    ...{ id: key, child: childOf(source), involvement: body.involvement, organisation: body.involvedOrganisation },
    person: body.personId === null ? null : said({ id: body.personId, name: body.personName, jobTitle: body.jobTitle }),
    ...{ startedOn: body.startedOn, endedOn: body.endedOn },
  })),
);

/** Records in the hub's own contracts, one file a kind: what nobody publishes a format for. */
export const hubRecords: Writer = {
  id: 'hub-records',
  adapter: 'hub-records',
  system: 'hub-records',
  files: [
    involvements,
    ...contracts.map(([kind, property]) =>
      contractFile(property, (source) =>
        recordsOf(source, kind).map((record) => ({
          ...said({ id: record.key, child: childOf(source), statedAt: record.statedAt }),
          ...elementsOf(record),
        })),
      ),
    ),
  ],
};
