import type { AnyCanonicalRecord, CanonicalRecord, Mapping } from '../../src/domain/adapter.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { blankEpisode } from '../blank.ts';
import { namedPerson, pilotPerson } from '../pilot-person.ts';
import { personalDetails } from '../pilot-personal-details.ts';
import { pilotFormat } from '../pilot-record.ts';
import type { PilotRecord, PilotRecordType } from '../pilot-record-type.ts';
import { dayAt, flagAt, has, invalidWhere, report, type Section, sectionsAt, textAt } from '../pilot-section.ts';

type Factor = RecordBody['risk-indicator']['factor'];
type Risk = Partial<RecordBody['risk-indicator']> & Pick<RecordBody['risk-indicator'], 'factor' | 'present'>;

/** ★ The five risks of the pilot as DfE assessment factors; radicalisation is none of them and keeps its own word. */
const factors: Readonly<Record<string, Factor>> = {
  SexualExploitation: '11A',
  CriminalExploitation: '24A',
  Radicalisation: 'RADICALISATION',
  ModernSlaveryAndTrafficking: '12A',
  GangsAndYouthViolence: '13A',
};

const mapping: readonly Mapping[] = [
  ...Object.keys(factors).flatMap((risk) =>
    ['factor', 'present', 'sourceCode'].map((field) => {
      return { source: `risk${risk}`, target: `risk-indicator.${field}`, loss: null };
    }),
  ),
  { source: 'linkedCrimeRisks[].riskType', target: 'risk-indicator.factor', loss: null },
  { source: 'linkedCrimeRisks[].riskType', target: 'risk-indicator.sourceCode', loss: null },
  { source: 'linkedCrimeRisks[].date', target: 'risk-indicator.identifiedOn', loss: null },
  { source: 'policeMarkerDetails', target: 'risk-indicator.sourceText', loss: 'that it may be of the address' },
  { source: 'lastPoliceProtectionPowerEvent', target: 'risk-indicator.identifiedOn', loss: 'words that are no date' },
  { source: 'policePowersOfProtection', target: 'risk-indicator.present', loss: null },
  { source: 'missingEpisodes[].date', target: 'missing-episode.sourceEpisode', loss: null },
  { source: 'missingEpisodes[].date', target: 'missing-episode.category', loss: null },
  { source: 'missingEpisodes[].date', target: 'missing-episode.startedOn', loss: null },
  { source: 'missingEpisodes[].date', target: 'missing-episode.endedOn', loss: 'the day the child was back' },
  { source: 'missingEpisodes[].date', target: 'risk-indicator.identifiedOn', loss: 'whether the child came back' },
  { source: 'missingEpisodes[].returnedHomeInterviewAttended', target: 'interview.offered', loss: 'an answer of no' },
  { source: 'missingEpisodes[].returnedHomeInterviewAttended', target: 'interview.accepted', loss: 'an answer of no' },
  { source: 'missingEpisodes[].returnedHomeInterviewAttended', target: 'interview.sourceEpisodes', loss: null },
];

const riskOf = (record: PilotRecord, name: string, said: Risk): CanonicalRecord<'risk-indicator'> => ({
  ...{ kind: 'risk-indicator', key: `${record.recordId}/${name}`, subject: record.subject, statedAt: null },
  body: bodyWith('risk-indicator', said),
  absences: {},
});

const flaggedRisks = (record: PilotRecord): readonly AnyCanonicalRecord[] =>
  Object.entries(factors).flatMap(([risk, factor]) => {
    const present = flagAt(record.payload, `risk${risk}`);
    return present === null ? [] : [riskOf(record, `risk${risk}`, { factor, present, sourceCode: `risk${risk}` })];
  });

/** Keys in order of appearance: the second of a name is `name#2`. */
const numbered = () => {
  const counts = new Map<string, number>();
  return (name: string): string => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  };
};

const linkedRisks = (record: PilotRecord): readonly AnyCanonicalRecord[] => {
  const nameOf = numbered();
  return sectionsAt(record.payload, 'linkedCrimeRisks').flatMap((linked) => {
    const type = textAt(linked, 'riskType');
    const known = Object.entries(factors).find(([risk]) => risk.toLowerCase() === type?.toLowerCase());
    if (known === undefined) {
      report(linked, 'code', 'riskType', 'Not a type of risk of the pilot; the record is kept.');
      return [];
    }
    const identifiedOn = dayAt(linked, 'date');
    const [sourceCode, factor] = known;
    const risk = riskOf(record, nameOf(`linked/${sourceCode}`), { factor, present: true, sourceCode, identifiedOn });
    return [{ ...risk, absences: invalidWhere(linked, { identifiedOn: { element: 'date', value: identifiedOn } }) }];
  });
};

const none: ReadonlySet<string> = new Set(['none', 'no', 'nil', 'n/a', 'never']);

const protection = (record: PilotRecord): readonly AnyCanonicalRecord[] => {
  const { payload } = record;
  const element = 'lastPoliceProtectionPowerEvent';
  const isEarly = has(payload, 'policePowersOfProtection');
  const present = isEarly ? flagAt(payload, 'policePowersOfProtection') : null;
  if (present !== null) return [riskOf(record, 'protection', { factor: 'POLICE_PROTECTION', present })];
  const text = textAt(payload, element);
  if (text === null) return [];
  if (none.has(text.toLowerCase())) {
    return [riskOf(record, 'protection', { factor: 'POLICE_PROTECTION', present: false })];
  }
  const identifiedOn = dayAt(payload, element);
  if (identifiedOn === null) return [];
  return [riskOf(record, 'protection', { factor: 'POLICE_PROTECTION', present: true, identifiedOn })];
};

const marker = (record: PilotRecord): readonly AnyCanonicalRecord[] => {
  const sourceText = textAt(record.payload, 'policeMarkerDetails');
  const sourceCode = 'policeMarkerDetails';
  return sourceText === null
    ? []
    : [riskOf(record, 'marker', { factor: 'OTHER', present: true, sourceCode, sourceText })];
};

interface Absence {
  readonly name: string;
  readonly on: string;
  readonly wasInterviewed: boolean;
}

const absencesOf = (payload: Section): readonly Absence[] => {
  const nameOf = numbered();
  return sectionsAt(payload, 'missingEpisodes').flatMap((episode) => {
    const on = dayAt(episode, 'date');
    const wasInterviewed = flagAt(episode, 'returnedHomeInterviewAttended') === true;
    if (on === null) report(episode, 'undated', 'date', 'Without its day the absence cannot be kept.');
    return on === null ? [] : [{ name: nameOf(on), on, wasInterviewed }];
  });
};

const interviewOf = (record: PilotRecord, key: string): AnyCanonicalRecord => ({
  ...{ kind: 'interview', key, subject: record.subject, statedAt: null },
  body: bodyWith('interview', {
    sourceEpisodes: [{ organisation: null, system: null, key, startedOn: null }],
    // Whoever attended was offered it and accepted; whether it was finished, the record does not tell.
    offered: 'YES',
    accepted: 'YES',
  }),
  absences: {},
});

/**
 * Each absence the record lists, by its one day. Only an interview attended, or a later absence, shows that the child
 * came back. What shows neither is kept as the factor "missing": as an open absence it would call a child missing who
 * may be at home for years, as an ended one it would close the absence of a child who is missing.
 */
const missing = (record: PilotRecord): readonly AnyCanonicalRecord[] => {
  const found = absencesOf(record.payload);
  const { receivedOn } = record.payload;
  // A day still to come is a slip of the pen, and shows nothing.
  const isFollowed = (on: string) => found.some((other) => other.on > on && other.on <= receivedOn);
  return found.flatMap(({ name, on, wasInterviewed }): readonly AnyCanonicalRecord[] => {
    const key = `${record.recordId}/${name}`;
    if (!wasInterviewed && !isFollowed(on)) {
      report(record.payload, 'return', 'missingEpisodes', 'The record does not tell whether the child is back.');
      const said = { factor: '10A', present: true, sourceCode: 'missingEpisodes', identifiedOn: on } as const;
      return [riskOf(record, `missing/${name}`, said)];
    }
    const body = { ...blankEpisode(key), category: 'MISSING' as const, startedOn: on, endedOn: on };
    const episode = { kind: 'missing-episode' as const, key, subject: record.subject, statedAt: null, body };
    return [{ ...episode, absences: {} }, ...(wasInterviewed ? [interviewOf(record, key)] : [])];
  });
};

/** What the police say of a child in the pilot. */
export const crimeJusticeDetails: PilotRecordType = {
  recordType: 'crime-justice.details',
  schema: 'CrimeDataRecord',
  early: ['knownToPolice', 'policePowersOfProtection'],
  mapping,
  unmapped: ['servicesKnownTo', 'crimeActiveStatusesAndPlans', 'childProtection', 'knownToPolice'],
  read(record) {
    const { said, absences } = namedPerson(record.payload);
    return [
      ...pilotPerson(record, said, absences),
      ...missing(record),
      ...flaggedRisks(record),
      ...linkedRisks(record),
      ...protection(record),
      ...marker(record),
    ];
  },
};

/** Police records of the DfE single unique identifier pilot. */
export const pilotCrimeJustice = pilotFormat(
  { id: 'pilot-crime-justice', title: 'DfE identifier pilot: police records' },
  [crimeJusticeDetails, personalDetails],
);
