import type {
  AnyCanonicalRecord,
  Issue,
  ReadOptions,
  SourceRecord,
  SubjectReference,
} from '../../src/domain/adapter.ts';
import { londonDay } from '../../src/domain/dates.ts';
import { identifierOf } from '../../src/domain/identifiers.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { maySay } from '../../src/domain/ties.ts';
import { type Row, report } from '../social-care/row.ts';
import { textAt, writeXml, type XmlElement } from '../xml.ts';
import { enrolmentsOf, type ReadEnrolment } from './ctf-enrolments.ts';
import type { CtfHeader } from './ctf-header.ts';
import { knownPupilElements } from './ctf-mapping.ts';
import { personOf } from './ctf-person.ts';
import { rowOfElement } from './ctf-reading.ts';
import { type PupilIdentity, pupilKeyOf, sharedNumbers, uniqueKeys } from './pupil-key.ts';

interface Statement {
  readonly key: string;
  readonly subject: SubjectReference;
  readonly statedAt: string | null;
}

const onRoll: ReadonlySet<RecordBody['enrolment']['status']> = new Set([
  'CURRENT',
  'CURRENT_MAIN',
  'CURRENT_SUBSIDIARY',
  'GUEST',
] as const);

/** The school's tie to the child, for as long as the child is on its roll. */
const involvementOf = (statement: Statement, { body, absences }: ReadEnrolment): readonly AnyCanonicalRecord[] => {
  const { school, status, startedOn, endedOn } = body;
  if (school === null || !onRoll.has(status)) return [];
  const involvement = { involvement: 'SCHOOL' as const, involvedOrganisation: school };
  const { startedOn: start, endedOn: end } = absences;
  return [
    {
      ...statement,
      kind: 'involvement',
      body: bodyWith('involvement', { ...involvement, startedOn, endedOn }),
      absences: { ...(start && { startedOn: start }), ...(end && { endedOn: end }) },
    },
  ];
};

/** A pupil who leaves for a school nobody knows is a child missing education until one is found. */
const riskOf = (statement: Statement, { body }: ReadEnrolment, on: string): readonly AnyCanonicalRecord[] => {
  if (body.destinationUnknown !== true) return [];
  const risk = { factor: 'MISSING_EDUCATION' as const, present: true, sourceCode: 'XXXXXXX' };
  const leftOn = body.endedOn !== null && body.endedOn < on ? body.endedOn : on;
  const said = bodyWith('risk-indicator', { ...risk, identifiedOn: leftOn });
  return [{ ...statement, kind: 'risk-indicator', body: said, absences: {} }];
};

const enrolmentFacts = (statement: Statement, enrolments: readonly ReadEnrolment[]): readonly AnyCanonicalRecord[] => {
  const unique = uniqueKeys();
  return enrolments.map(({ body, absences }) => {
    const { key } = unique(`${statement.key}/${body.school ?? 'unknown'}/${body.startedOn ?? 'unknown'}`);
    return { ...statement, key, kind: 'enrolment', body, absences };
  });
};

const reportUnknown = (issues: Issue[], pupil: XmlElement): void => {
  const strange = pupil.children.some(({ name }) => !knownPupilElements.has(name));
  const message = 'The format does not have all the elements of this pupil';
  if (strange) issues.push({ rule: 'UNKNOWN_ELEMENT', field: 'Pupil', message });
};

const reportHeader = (issues: Issue[], { school, version }: CtfHeader, { organisation }: ReadOptions): void => {
  const say = (rule: string, field: string, message: string) =>
    issues.push({ rule, field: `Header/${field}`, message });
  if (version === null) say('version', 'CTFversion', 'The file does not say which version of the format it is in');
  if (school === null) say('source-school', 'SourceSchool', 'The file does not say which school wrote it');
  else if (!maySay(organisation, school)) {
    say('other-school', 'SourceSchool', 'The file was written by another school than the one that sent it');
  }
};

const factsOf = (
  row: Row,
  pupil: XmlElement,
  {
    header,
    options,
    statement,
  }: { readonly header: CtfHeader; readonly options: ReadOptions; readonly statement: Statement },
): readonly AnyCanonicalRecord[] => {
  const { issues, receivedOn } = row;
  const on = header.writtenOn !== null && header.writtenOn <= receivedOn ? header.writtenOn : receivedOn;
  const { body, care } = personOf(row, pupil, on);
  const { own, earlier } = enrolmentsOf({ pupil, header, care, issues, receivedOn, on });
  const isOwnWord = header.school !== null && maySay(options.organisation, header.school);
  return [
    { ...statement, kind: 'person', body, absences: row.absences },
    ...enrolmentFacts(statement, [own, ...earlier]),
    ...(isOwnWord ? involvementOf(statement, own) : []),
    ...riskOf(statement, own, on),
  ];
};

const nobody: Issue = { rule: 'NO_SUBJECT', field: 'Pupil', message: 'Nothing tells who the pupil is' };
const repeated: Issue = { rule: 'REPEATED_KEY', field: 'Pupil', message: 'The file holds this pupil more than once' };

const identityOf = (pupil: XmlElement): PupilIdentity => ({
  upn: textAt(pupil, 'UPN'),
  surname: textAt(pupil, 'Surname'),
  forename: textAt(pupil, 'Forename'),
  birth: textAt(pupil, 'DOB'),
});

/** A number of two pupils would make twins one child: it is reported and left out. */
const withoutNumber = (row: Row): Row => {
  report(row, 'shared-upn', 'UPN', 'The file has this number beside another pupil too');
  row.absences['upn'] = { reason: 'INVALID' };
  return { ...row, cells: new Map([...row.cells].filter(([path]) => path !== 'UPN')) };
};

/** What each pupil is known by among those of the file. */
const keysAmong = (pupils: readonly XmlElement[]) => {
  const shared = sharedNumbers(pupils.map(identityOf));
  return (pupil: XmlElement): { readonly base: string | null; readonly isShared: boolean } => {
    const identity = identityOf(pupil);
    const isShared = shared.has(identifierOf('upn', identity.upn)?.value ?? '');
    return { base: pupilKeyOf(isShared ? { ...identity, upn: '' } : identity), isShared };
  };
};

/** A file from the future would outdate every true word about a child until then: it is not believed about when. */
const statedWhen = ({ writtenAt, writtenOn }: CtfHeader, receivedOn: string): string | null =>
  writtenOn !== null && writtenOn <= receivedOn ? writtenAt : null;

/** Reads all pupils of one file, one source record each. */
export const readPupils = (
  pupils: readonly XmlElement[],
  header: CtfHeader,
  options: ReadOptions,
): readonly SourceRecord[] => {
  const unique = uniqueKeys();
  const known = keysAmong(pupils);
  const receivedOn = londonDay(options.receivedAt);
  const statedAt = statedWhen(header, receivedOn);
  return pupils.map((pupil, index) => {
    const { base, isShared } = known(pupil);
    const place = { locator: `pupil ${index + 1}`, raw: `${header.raw}${writeXml(pupil)}` };
    if (base === null) return { ...place, key: null, facts: [], issues: [], unreadable: [nobody] };
    const { key: person, isRepeated } = unique(base);
    const issues: Issue[] = isRepeated ? [repeated] : [];
    const whole = rowOfElement(pupil, issues, receivedOn);
    const row = isShared ? withoutNumber(whole) : whole;
    reportUnknown(issues, pupil);
    reportHeader(issues, header, options);
    // Part of what a school knows must not replace the whole of it.
    const key = header.isPartial ? `${person}/partial` : person;
    const statement = { key, subject: { system: 'ctf', key: person }, statedAt };
    const facts = factsOf(row, pupil, { header, options, statement });
    return { ...place, key, facts, issues, unreadable: null };
  });
};
