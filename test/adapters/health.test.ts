import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fhirR4 } from '../../adapters/health/fhir-r4.ts';
import { health } from '../../adapters/health/index.ts';
import { type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { kinds } from '../../src/domain/model/kinds.ts';

type Json = Readonly<Record<string, unknown>>;

const folder = new URL('../../adapters/health/fixtures/', import.meta.url);
const options = { organisation: 'RP5', receivedAt: '2015-10-23T09:00:00Z' };
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, folder));
const detects = (bytes: Uint8Array): boolean => fhirR4.detects('unnamed', bytes.subarray(0, 65_536));
const sources = readdirSync(folder).filter((name) => !name.endsWith('.expected.json') && detects(bytesOf(name)));

const readBytes = (bytes: Uint8Array, receivedAt = options.receivedAt): readonly SourceRecord[] => [
  ...fhirR4.read(bytes, { ...options, receivedAt }),
];
const read = (value: unknown): readonly SourceRecord[] => readBytes(new TextEncoder().encode(JSON.stringify(value)));
const readOne = (resource: Json): SourceRecord => {
  const [record, ...others] = read(resource);
  if (record === undefined || others.length > 0) throw new Error('not one record');
  return record;
};
const readAll = (...resources: readonly Json[]): readonly SourceRecord[] =>
  read({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });

const issuesOf = ({ issues, unreadable }: SourceRecord) => [...issues, ...(unreadable ?? [])];
const rulesOf = (record: SourceRecord) => record.issues.map(({ rule }) => rule);
const fatalOf = (record: SourceRecord) => record.unreadable?.map(({ rule }) => rule);
const kindsOf = (record: SourceRecord) => record.facts.map(({ kind }) => kind);
const bodyOf = (record: SourceRecord | undefined, kind: string): Json => {
  const fact = record?.facts.find((candidate) => candidate.kind === kind);
  if (fact === undefined) throw new Error(`no ${kind}`);
  return { ...fact.body };
};

/** As the expected files are written: a field without a value is left out. */
const outcomeOf = (bytes: Uint8Array): unknown => {
  try {
    return readBytes(bytes).map(({ raw: _raw, ...record }) => ({
      ...record,
      facts: record.facts.map((fact) => ({
        ...fact,
        body: Object.fromEntries(Object.entries(fact.body).filter(([, value]) => value !== null)),
      })),
    }));
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.rule };
    throw error;
  }
};

function expectLawful(records: readonly SourceRecord[]): void {
  const keys = records.flatMap(({ key }) => (key === null ? [] : [key]));
  expect(new Set(keys).size).toBe(keys.length);
  const facts = records.flatMap((record) => record.facts.map(({ kind, key }) => `${kind} ${key}`));
  expect(new Set(facts).size).toBe(facts.length);
  for (const record of records) {
    expect(record.key === null).toBe(record.unreadable !== null);
    if (record.unreadable) expect([record.facts, record.unreadable.length > 0]).toEqual([[], true]);
    for (const issue of issuesOf(record)) expect(issue.field).toMatch(/^(?:[A-Z]\w*\..|entry\[\d+\]$|resourceType$)/);
    for (const fact of record.facts) {
      expect(kinds[fact.kind].parse(fact.body)).toEqual(fact.body);
      const valued = Object.entries(fact.body).filter(([, value]) => value !== null);
      expect(valued.filter(([field]) => Object.hasOwn(fact.absences, field))).toEqual([]);
    }
  }
}

const coded = (code: string, display?: string) => ({ coding: [{ system: 'http://snomed.info/sct', code, display }] });
const subject = { reference: 'Patient/P1' };
const nhsNumber = (value: string, status?: string) => ({
  system: 'https://fhir.nhs.uk/Id/nhs-number',
  value,
  extension:
    status === undefined
      ? []
      : [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
            valueCodeableConcept: { coding: [{ code: status }] },
          },
        ],
});
const patient = (more: Json = {}): Json => ({ resourceType: 'Patient', id: 'P1', birthDate: '2001-04-09', ...more });
const condition = (more: Json = {}): Json => ({
  resourceType: 'Condition',
  id: 'C1',
  code: { text: 'Type 1 diabetes' },
  subject,
  ...more,
});
const flag = (text: string, more: Json = {}): Json => ({
  resourceType: 'Flag',
  id: 'F1',
  status: 'active',
  code: { text },
  subject,
  ...more,
});
const observation = (more: Json = {}): Json => ({
  resourceType: 'Observation',
  id: 'O1',
  status: 'final',
  code: coded('307052004', 'Illicit drug use'),
  subject,
  ...more,
});
const related = (id: string, name: string, more: Json = {}): Json => ({
  resourceType: 'RelatedPerson',
  id,
  patient: subject,
  name: [{ text: name }],
  ...more,
});

describe('the fixtures', () => {
  test.for(sources)('%s is read as the page beside it says', async (name) => {
    const expected = new URL(`${name}.expected.json`, folder).pathname;
    await expect(`${JSON.stringify(outcomeOf(bytesOf(name)), null, 2)}\n`).toMatchFileSnapshot(expected);
  });

  test('a bundle that follows the standard is read without a word of complaint', () => {
    expectLawful(readBytes(bytesOf('patient.json')));
    const records = readBytes(bytesOf('bundle.json'));
    expectLawful(records);
    expect([...new Set(records.flatMap(rulesOf))]).toEqual(['fhir.entered-in-error']);
    expect(records.flatMap(({ unreadable }) => unreadable ?? [])).toEqual([]);
  });

  test('no issue repeats a value of the record', () => {
    const said = readBytes(bytesOf('faulty.json')).flatMap(issuesOf);
    expect(said.length).toBeGreaterThan(25);
    for (const { rule, message } of said) {
      expect(`${rule} ${message}`).not.toMatch(/\d{3}|Sedge|Sorrel|Somebody|boy|Asthma|spring|someday|SPACE|POSTCODE/);
    }
  });

  test('as many records come out as entries go in', () => {
    for (const name of sources) {
      const file: unknown = JSON.parse(new TextDecoder().decode(bytesOf(name)));
      const entries = typeof file === 'object' && file !== null && 'entry' in file ? file.entry : undefined;
      if (Array.isArray(entries)) expect(readBytes(bytesOf(name))).toHaveLength(entries.length);
    }
  });
});

describe('which files are FHIR', () => {
  test.for([
    ['{"resourceType":"Patient"}', true],
    ['\uFEFF {"id":"1","resourceType" : "Bundle"}', true],
    ['{"contract":"police-misper"}', false],
    ['<Patient xmlns="http://hl7.org/fhir"/>', false],
    ['CHILD,DOB\n1,2', false],
  ] as const)('%s: %s', ([text, is]) => {
    expect(health.formats.filter((format) => format.detects('x', new TextEncoder().encode(text)))).toEqual(
      is ? [fhirR4] : [],
    );
  });

  test.for([
    ['[]', 'fhir.resource'],
    ['{"resourceType":7}', 'fhir.resource'],
    ['{"resourceType":"Bundle","entry":{}}', 'fhir.bundle'],
    ['{"resourceType":"Patient","resourceType":"Patient"}', 'json.duplicate-key'],
    ['{"resourceType":"Pat', 'json.syntax'],
  ] as const)('%s is refused as a whole', ([text, rule]) => {
    expect(outcomeOf(new TextEncoder().encode(text))).toEqual({ refused: rule });
  });

  test('a search that found nobody holds no record', () => {
    expect(read({ resourceType: 'Bundle', type: 'searchset', total: 0 })).toEqual([]);
  });

  test('an answer that something went wrong is kept and says nothing', () => {
    expect(readOne({ resourceType: 'OperationOutcome', issue: [] })).toMatchObject({ facts: [], unreadable: null });
  });
});

describe('who the child is', () => {
  test.for([
    ['9990151016', '01', true, []],
    ['999 015 1016', undefined, true, []],
    ['9990151016', '02', false, ['fhir.unverified']],
    ['9990151016', '', false, ['fhir.unverified']],
    ['9990151017', '01', false, ['fhir.nhs-number']],
    ['9999999999', undefined, false, ['fhir.nhs-number']],
  ] as const)('NHS number %s of status %s is evidence: %s', ([value, status, valid, rules]) => {
    const record = readOne(patient({ identifier: [nhsNumber(value, status)] }));
    expect(bodyOf(record, 'person')).toMatchObject({ identifiers: [{ system: 'nhs-number', valid }] });
    expect(rulesOf(record)).toEqual(rules);
  });

  test('a number of another system is not taken for an NHS number', () => {
    const record = readOne(patient({ identifier: [{ system: 'https://rp5.example/mrn', value: '9990151016' }] }));
    expect(bodyOf(record, 'person')).toMatchObject({ identifiers: [] });
  });

  test('names in use come first, and an ended name is a former one', () => {
    const name = [
      { use: 'usual', family: 'Before', period: { end: '2014-01-31' } },
      { use: 'maiden', family: 'Birth' },
      { use: 'official', family: 'Now', given: ['Ann', null, 'Bea'], period: { start: '2014-02-01' } },
      { use: 'nickname', given: ['Annie'] },
    ];
    const { names } = bodyOf(readOne(patient({ name })), 'person');
    expect(names).toEqual([
      { use: 'FORMER', given: null, family: 'Birth' },
      { use: 'LEGAL', given: 'Ann Bea', family: 'Now' },
      { use: 'ALIAS', given: 'Annie', family: null },
      { use: 'FORMER', given: null, family: 'Before' },
    ]);
  });

  test.for([
    ['2001-04-09', 'DAY', undefined],
    ['2001-04', 'MONTH', undefined],
    ['2001', 'YEAR', undefined],
    ['2015-10-24', undefined, 'INVALID'],
    ['09-31-2001', undefined, 'INVALID'],
  ] as const)('born %s is known to the %s', ([birthDate, precision, reason]) => {
    const [fact] = readOne(patient({ birthDate })).facts;
    expect(bodyOf(readOne(patient({ birthDate })), 'person')['birth'] ?? undefined).toEqual(
      precision === undefined ? undefined : expect.objectContaining({ precision }),
    );
    expect(fact?.absences['birth']?.reason).toBe(reason);
  });

  test.for([
    ['A', 'WBRI', undefined],
    ['C', null, undefined],
    ['CA', null, undefined],
    ['Z', undefined, 'ASKED_DECLINED'],
    ['99', undefined, 'NOT_ASKED'],
  ] as const)('NHS ethnic category %s is DfE %s', ([code, dfe, reason]) => {
    const valueCodeableConcept = { coding: [{ code }] };
    const record = readOne(
      patient({ extension: [{ url: 'https://x/Extension-UKCore-EthnicCategory', valueCodeableConcept }] }),
    );
    const ethnicity = { code: dfe, sourceCode: code, scheme: 'NHS', statedBy: 'NOT_SAID' };
    expect(bodyOf(record, 'person')['ethnicity']).toEqual(dfe === undefined ? null : ethnicity);
    expect(record.facts[0]?.absences['ethnicity']?.reason).toBe(reason);
  });

  test('home is the home address that holds today, not an old, a temporary or a postal one', () => {
    const address = [
      { use: 'home', line: ['Old'], period: { end: '2015-10-22' } },
      { use: 'temp', line: ['Aunt'] },
      { use: 'home', line: ['Now'], postalCode: 'dn40zz', period: { start: '2015-10-23' } },
      { use: 'home', type: 'postal', line: ['PO box'] },
    ];
    const { homeAddress } = bodyOf(readOne(patient({ address })), 'person');
    expect(homeAddress).toEqual({ lines: ['Now'], postcode: 'DN4 0ZZ', uprn: null });
  });

  test('a child whose death is recorded is read, and the death is pointed out', () => {
    const record = readOne(patient({ deceasedDateTime: '2015-01-01' }));
    expect([kindsOf(record), rulesOf(record)]).toEqual([['person'], ['fhir.deceased']]);
    expect(rulesOf(readOne(patient({ deceasedBoolean: false })))).toEqual([]);
  });

  test('the practice is an involvement; where its end cannot be read, it is none', () => {
    const practice = (end: string) => ({
      generalPractitioner: [
        { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'C86999', period: { end } } },
      ],
    });
    const record = readOne(patient(practice('2015-01-31')));
    expect(bodyOf(record, 'involvement')).toMatchObject({
      involvement: 'HEALTH',
      involvedOrganisation: 'C86999',
      endedOn: '2015-01-31',
    });
    expect(kindsOf(readOne(patient(practice('the spring'))))).toEqual(['person']);
  });

  test('a patient without an id is known by a valid NHS number, and by an unverified one not at all', () => {
    const nameless = { resourceType: 'Patient', birthDate: '2001-04-09' };
    expect(readOne({ ...nameless, identifier: [nhsNumber('9990151016', '01')] })).toMatchObject({
      key: 'Patient/9990151016',
      facts: [{ subject: { system: 'fhir', key: '9990151016' } }],
    });
    expect(fatalOf(readOne({ ...nameless, identifier: [nhsNumber('9990151016', '02')] }))).toEqual(['fhir.no-id']);
  });
});

describe('a restricted record', () => {
  const everything = (security: unknown): readonly SourceRecord[] =>
    readAll(
      patient({
        meta: { security },
        address: [{ use: 'home', line: ['Sheltered Yard'], postalCode: 'DN11 0ZZ' }],
        telecom: [{ system: 'phone', value: '01632 960099' }],
        generalPractitioner: [
          { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'C86997' } },
        ],
      }),
      related('R1', 'Ada', { telecom: [{ system: 'phone', value: '01632 960099' }] }),
      {
        resourceType: 'Encounter',
        id: 'E1',
        status: 'finished',
        class: { code: 'HH' },
        subject,
        location: [{ location: { display: 'Sheltered Yard' } }],
      },
    );
  const whereabouts = /Sheltered|DN11|960099|C86997/;

  test.for([
    [[{ code: 'R' }]],
    [[{ code: 'U' }, { code: 'V' }]],
    [[{ code: 'REDACTED' }]],
    [[{ display: 'restricted' }]],
    [{ code: 'r' }],
    ['R'],
    [[null]],
    [[{ code: 17 }]],
  ])('%j shows nowhere where the child is', ([security]) => {
    const records = everything(security);
    expectLawful(records);
    expect(JSON.stringify(records.map(({ facts, issues }) => [facts, issues]))).not.toMatch(whereabouts);
    expect(bodyOf(records[0], 'person')).toMatchObject({ addressProtected: true, homeAddress: null });
    expect(records[0]?.facts[0]?.absences['homeAddress']).toEqual({ reason: 'WITHHELD_BY_SOURCE' });
    expect(bodyOf(records[1], 'person')).toMatchObject({ parents: [{ name: 'Ada', phone: null }] });
  });

  test.for([[undefined], [[]], [[{ code: 'U' }]], [[{ code: 'N' }, { code: 'HTEST' }]]])(
    '%j restricts nothing',
    ([security]) => {
      const [first, second, third] = everything(security);
      expect(bodyOf(first, 'person')).toMatchObject({ addressProtected: false, homeAddress: { postcode: 'DN11 0ZZ' } });
      expect(first?.facts.map(({ kind }) => kind)).toEqual(['person', 'involvement']);
      expect(bodyOf(second, 'person')).toMatchObject({ parents: [{ phone: '01632 960099' }] });
      expect(bodyOf(third, 'health-encounter')).toMatchObject({ location: 'Sheltered Yard' });
    },
  );

  test('where two records of one patient disagree, both are restricted', () => {
    const home = { address: [{ use: 'home', line: ['Sheltered Yard'] }] };
    const records = readAll(patient(home), patient({ meta: { security: [{ code: 'R' }] } }));
    expect(bodyOf(records[0], 'person')).toMatchObject({ addressProtected: true, homeAddress: null });
  });

  test('of a finding the source shows nobody, nothing is kept; a restricted one is a matter of policy', () => {
    const withLabel = (code: string) => readOne(condition({ meta: { security: [{ code }] } }));
    expect([withLabel('V').facts, rulesOf(withLabel('V'))]).toEqual([[], ['fhir.restricted']]);
    expect(kindsOf(withLabel('R'))).toContain('health-finding');
  });

  test('the restricted fixture shows nowhere where the child is', () => {
    const said = readBytes(bytesOf('restricted.json')).map(({ facts, issues }) => [facts, issues]);
    expect(JSON.stringify(said)).not.toMatch(/Sheltered|Hidden|DN11|960099|100000000099|C86997/);
  });
});

describe('which child a record is about', () => {
  const subjectOf = (record: SourceRecord | undefined) => record?.facts[0]?.subject.key;
  const byNumber = { identifier: nhsNumber('9990151016') };

  test('a patient outside the file is named by the id or the NHS number of the reference', () => {
    expect(subjectOf(readOne(condition()))).toBe('P1');
    expect(subjectOf(readOne(condition({ subject: byNumber })))).toBe('9990151016');
    expect(subjectOf(readOne(condition({ subject: { reference: 'Patient/P1/_history/3' } })))).toBe('P1');
  });

  test('a number that stands for unknown names nobody', () => {
    expect(fatalOf(readOne(condition({ subject: { identifier: nhsNumber('9999999999') } })))).toEqual([
      'fhir.no-child',
    ]);
  });

  test('a patient in the file who bears the NHS number is meant by it', () => {
    const [, record] = readAll(
      patient({ identifier: [nhsNumber('9990151016', '01')] }),
      condition({ subject: byNumber }),
    );
    expect(subjectOf(record)).toBe('P1');
  });

  test('Patient/P1 of another server is somebody else, and of the sender’s own it is P1', () => {
    const entry = { fullUrl: 'https://rp5.example/R4/Patient/P1', resource: patient() };
    const about = (reference: string) =>
      read({ resourceType: 'Bundle', entry: [entry, { resource: condition({ subject: { reference } }) }] })[1];
    expect(subjectOf(about('https://rp5.example/R4/Patient/P1'))).toBe('P1');
    const stranger = about('https://other.example/R4/Patient/P1');
    expect(subjectOf(stranger)).toBe('other.example/R4/Patient/P1');
    expect(stranger?.issues.map(({ rule }) => rule)).toEqual(['fhir.foreign']);
  });

  test('a related person who names no patient is read by the address of the record, or not at all', () => {
    const nobody = related('R1', 'Ada', { patient: {} });
    const fullUrl = 'https://pds.example/R4/Patient/9990151016/RelatedPerson/R1';
    const [record] = read({ resourceType: 'Bundle', entry: [{ fullUrl, resource: nobody }] });
    expect([subjectOf(record), record?.issues.map(({ rule }) => rule)]).toEqual(['9990151016', ['fhir.no-patient']]);
    expect(fatalOf(readOne(nobody))).toEqual(['fhir.no-child']);
  });

  test('the same id twice in one file is refused the second time', () => {
    const [first, second] = readAll(condition(), condition({ code: { text: 'Epilepsy' } }));
    expect([first?.unreadable, fatalOf(second ?? first ?? readOne(condition()))]).toEqual([null, ['fhir.repeated']]);
    expect(bodyOf(first, 'person')).toMatchObject({ medicalNeeds: 'Type 1 diabetes' });
  });
});

describe('parents and carers', () => {
  test('each record tells of all the file tells of, so that the newest does not hide the others', () => {
    const [mother, father] = readAll(related('R1', 'Ada'), related('R2', 'Bo'));
    for (const record of [mother, father]) {
      expect(bodyOf(record, 'person')).toMatchObject({ parents: [{ name: 'Ada' }, { name: 'Bo' }] });
    }
  });

  test('the record of one parent has changed when the other parent has', () => {
    const rawOf = (second: string) => readAll(related('R1', 'Ada'), related('R2', second))[0]?.raw;
    expect(rawOf('Bo')).toBe(rawOf('Bo'));
    expect(rawOf('Bo')).not.toBe(rawOf('Cy'));
  });

  test.for([
    [{ active: false }, 0],
    [{ period: { end: '2015-10-22' } }, 0],
    [{ period: { end: '2015-10-23' } }, 1],
    [{ active: true }, 1],
  ] as const)('%j leaves %i', ([more, count]) => {
    expect(readOne(related('R1', 'Ada', more)).facts).toHaveLength(count);
  });
});

describe('encounters', () => {
  const encounter = (more: Json) => readOne({ resourceType: 'Encounter', id: 'E1', subject, ...more });

  test.for([
    ['EMER', 'EMERGENCY'],
    ['IMP', 'INPATIENT'],
    ['ACUTE', 'INPATIENT'],
    ['AMB', 'AMBULATORY'],
    ['HH', 'HOME'],
    ['VR', 'VIRTUAL'],
    ['XYZ', 'OTHER'],
  ] as const)('class %s is %s', ([code, encounterClass]) => {
    expect(bodyOf(encounter({ class: { code } }), 'health-encounter')).toMatchObject({ encounterClass });
  });

  test.for([
    ['planned', 'PLANNED'],
    ['triaged', 'IN_PROGRESS'],
    ['onleave', 'IN_PROGRESS'],
    ['finished', 'FINISHED'],
    ['cancelled', 'CANCELLED'],
    ['unknown', null],
    ['paused', null],
  ] as const)('status %s is %s', ([status, expected]) => {
    expect(bodyOf(encounter({ status }), 'health-encounter')).toMatchObject({ status: expected });
  });

  test('one entered in error says nothing, and that is reported', () => {
    const record = encounter({ status: 'entered-in-error' });
    expect([record.facts, rulesOf(record), record.unreadable]).toEqual([[], ['fhir.entered-in-error'], null]);
  });

  test('a day without a time becomes no time', () => {
    const record = encounter({ period: { start: '2015-10-20' } });
    expect(bodyOf(record, 'health-encounter')).toMatchObject({ startedAt: null });
    expect(record.facts[0]?.absences['startedAt']).toEqual({ reason: 'LOST_IN_MAPPING' });
  });

  test('who, where and for whom come from the file, or as the reference shows them', () => {
    const e1 = readBytes(bytesOf('bundle.json')).find(({ key }) => key === 'Encounter/e1');
    expect(bodyOf(e1, 'health-encounter')).toMatchObject({
      clinician: 'Dr Una Fennimore',
      provider: 'RP5',
      location: 'Emergency Department, invented wing',
    });
    const alone = encounter({ serviceProvider: { reference: 'Organization/9', display: 'The walk-in centre' } });
    expect(bodyOf(alone, 'health-encounter')).toMatchObject({ provider: 'The walk-in centre' });
  });
});

describe('what was found', () => {
  test.for([
    [{ verificationStatus: coded('refuted') }, null],
    [{ clinicalStatus: coded('resolved') }, null],
    [{ clinicalStatus: coded('inactive') }, null],
    [{ abatementDateTime: '2015-10-22' }, null],
    [{ clinicalStatus: coded('active'), verificationStatus: coded('confirmed') }, true],
    [{ verificationStatus: coded('provisional') }, true],
    [{}, true],
  ] as const)('type 1 diabetes with %j is critical: %s', ([more, critical]) => {
    const record = readOne(condition(more));
    expect(bodyOf(record, 'health-finding')).toMatchObject({ critical });
    expect(kindsOf(record).includes('person')).toBe(critical === true);
  });

  test.for(['Condition', 'AllergyIntolerance', 'Observation', 'Flag', 'MedicationStatement'])(
    'a %s entered in error says nothing',
    (resourceType) => {
      const isStated = resourceType === 'Condition' || resourceType === 'AllergyIntolerance';
      const status = isStated ? { verificationStatus: coded('entered-in-error') } : { status: 'entered-in-error' };
      const what = { code: { text: 'Asthma' }, medicationCodeableConcept: { text: 'Insulin' } };
      const record = readOne({ resourceType, id: 'X', subject, patient: subject, ...what, ...status });
      expect([record.facts, rulesOf(record)]).toEqual([[], ['fhir.entered-in-error']]);
    },
  );

  test.for([
    ['Insulin glargine 100units/ml', true],
    ['Salbutamol 100micrograms inhaler', true],
    ['Hydrocortisone 10mg tablets', true],
    ['Hydrocortisone 1% cream', null],
    ['Paracetamol 500mg tablets', null],
    ['No longer on insulin', null],
  ] as const)('%s is critical: %s', ([text, critical]) => {
    const record = readOne({
      resourceType: 'MedicationStatement',
      id: 'M1',
      status: 'active',
      medicationCodeableConcept: { text },
      subject,
    });
    expect(bodyOf(record, 'health-finding')).toMatchObject({ findingType: 'MEDICATION', critical });
    const said = critical === true ? { medicalNeeds: text, timeCriticalMedication: true } : undefined;
    expect(record.facts.find(({ kind }) => kind === 'person')?.body).toEqual(
      said === undefined ? undefined : expect.objectContaining(said),
    );
  });

  test('a condition without a medicine does not say that the child takes none', () => {
    expect(bodyOf(readOne(condition()), 'person')).toMatchObject({
      medicalNeeds: 'Type 1 diabetes',
      timeCriticalMedication: null,
    });
  });

  test('when one need ends, the records of the others have changed', () => {
    const other = (status: string) =>
      condition({ id: 'C2', code: { text: 'Epilepsy' }, clinicalStatus: coded(status) });
    const [before] = readAll(condition(), other('active'));
    const [after] = readAll(condition(), other('resolved'));
    expect(bodyOf(before, 'person')).toMatchObject({ medicalNeeds: 'Type 1 diabetes; Epilepsy' });
    expect(bodyOf(after, 'person')).toMatchObject({ medicalNeeds: 'Type 1 diabetes' });
    expect(before?.raw).not.toBe(after?.raw);
  });

  test.for([
    [{ code: coded('716186003', 'No known allergy') }, 'none known', false],
    [{ code: { text: 'NKDA' } }, 'none known', false],
    [{ code: coded('91935009', 'Allergy to peanut'), criticality: 'high' }, null, true],
    [{ code: coded('91935009', 'Allergy to peanut'), criticality: 'low' }, null, false],
    [{ code: { text: 'Cats' } }, null, null],
    [
      { code: { text: 'Wasps' }, reaction: [{ manifestation: [coded('39579001', 'Anaphylaxis')] }] },
      'Anaphylaxis',
      true,
    ],
  ] as const)('the allergy %j has value %s and is critical: %s', ([more, value, critical]) => {
    const record = readOne({ resourceType: 'AllergyIntolerance', id: 'A1', patient: subject, ...more });
    expect(bodyOf(record, 'health-finding')).toMatchObject({ findingType: 'ALLERGY', value, critical });
    expect(kindsOf(record)).toEqual(['health-finding']);
  });

  test('a record that does not say what was found is kept and says nothing', () => {
    const record = readOne(condition({ code: {} }));
    expect([record.facts, rulesOf(record), record.unreadable]).toEqual([[], ['fhir.no-code'], null]);
  });
});

describe('risks', () => {
  test.for([
    ['Deliberate self-harm', '15A'],
    ['Alcohol misuse', '1A'],
    ['Illicit drug use', '2A'],
    ['Known mental health problem', '4A'],
    ['Reported missing from home', '10A'],
    ['At risk of Child Sexual Exploitation', '11A'],
    ['CSE concern', '11A'],
    ['Suspected FGM', '22A'],
    ['Subject to child protection plan', 'OTHER'],
  ] as const)('the flag “%s” is factor %s', ([text, factor]) => {
    expect(bodyOf(readOne(flag(text)), 'risk-indicator')).toMatchObject({ factor, present: true, sourceText: text });
  });

  test.for([
    'Family history of alcohol misuse',
    'No evidence of self-harm',
    'Paternal drug misuse',
    'Peanut-free diet',
  ])('the flag “%s” is no risk of the child’s', (text) => {
    expect(kindsOf(readOne(flag(text)))).toEqual(['health-finding']);
  });

  test.for([
    [{}, true],
    [{ valueString: 'Cannabis' }, true],
    [{ valueBoolean: false }, false],
    [{ valueString: 'Denies any' }, false],
    [{ valueCodeableConcept: coded('373067005', 'No') }, false],
    [{ valueQuantity: { value: 0, unit: 'per week' } }, false],
    [{ valueString: 'Not known' }, null],
    [{ dataAbsentReason: { text: 'Child not seen' } }, null],
  ] as const)('drug use observed with %j is present: %s', ([more, present]) => {
    const record = readOne(observation(more));
    const risk = record.facts.find(({ kind }) => kind === 'risk-indicator')?.body;
    expect(risk).toEqual(present === null ? undefined : expect.objectContaining({ factor: '2A', present }));
  });

  test.for([
    ['Looked after child', { status: 'active' }, 'LAC'],
    ['Subject to a child protection plan', { status: 'active' }, 'CP_PLAN'],
    ['Subject to a child protection plan', { status: 'inactive' }, undefined],
    ['Looked after child', { period: { end: '2015-10-22' } }, undefined],
  ] as const)('the flag “%s” with %j says of the child’s care: %s', ([text, more, careStatus]) => {
    const person = readOne(flag(text, more)).facts.find(({ kind }) => kind === 'person');
    expect(person?.body).toEqual(careStatus === undefined ? undefined : expect.objectContaining({ careStatus }));
  });

  test('a refuted condition is a risk that is not there', () => {
    const record = readOne(condition({ code: coded('248062006'), verificationStatus: coded('refuted') }));
    expect(bodyOf(record, 'risk-indicator')).toMatchObject({ factor: '15A', present: false, sourceCode: '248062006' });
  });
});

describe('when it was said', () => {
  test('the resource’s own word counts, and a clock that runs ahead does not', () => {
    const said = (lastUpdated: string) => readOne(patient({ meta: { lastUpdated } }));
    expect(said('2015-10-20T08:00:00+01:00').facts[0]?.statedAt).toBe('2015-10-20T07:00:00Z');
    expect([said('2031-01-01T00:00:00Z').facts[0]?.statedAt, rulesOf(said('2031-01-01T00:00:00Z'))]).toEqual([
      null,
      ['fhir.future'],
    ]);
  });
});

describe('damage', () => {
  test('a file with any bytes changed is read entry by entry, or refused as a file; nothing else happens', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...sources), damage, (name, changes) => {
        const bytes = Uint8Array.from(bytesOf(name));
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        try {
          expectLawful(readBytes(bytes));
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });

  const { entry: entries }: { readonly entry: readonly { readonly resource: Json }[] } = JSON.parse(
    new TextDecoder().decode(bytesOf('bundle.json')),
  );
  const resources = entries.map(({ resource }) => resource);

  test('any JSON value in the place of any element makes issues, never a crash', () => {
    const place = fc
      .constantFrom(...resources)
      .chain((resource) => fc.tuple(fc.constant(resource), fc.constantFrom(...Object.keys(resource))));
    fc.assert(
      fc.property(place, fc.jsonValue(), ([resource, element], value) => {
        expectLawful(readAll(...resources.filter((other) => other !== resource), { ...resource, [element]: value }));
      }),
      { numRuns: 300 },
    );
  });

  test('text that no database keeps is cleaned', () => {
    const [fact] = readOne(patient({ name: [{ family: 'La\u0000rk\uD800spur' }] })).facts;
    expect(fact?.body).toMatchObject({ names: [{ family: 'Larkspur' }] });
  });
});

const samples = new URL('../../../shared/samples/health/', import.meta.url);
const withSamples = describe.skipIf(!existsSync(samples));

withSamples('the public health files (skipped where they are not beside the repository)', () => {
  const namesOf = (part: string) =>
    existsSync(new URL(`${part}/`, samples))
      ? readdirSync(new URL(`${part}/`, samples)).map((name) => `${part}/${name}`)
      : [];
  const claimed = ['pds', 'pds/errors', 'pds-search-wiremock', 'bars', 'ukcore']
    .flatMap(namesOf)
    .filter((name) => name.endsWith('.json'));

  test.for(claimed)('%s is read, and every issue names its place', (name) => {
    const bytes = readFileSync(new URL(name, samples));
    expect(detects(bytes)).toBe(true);
    const records = readBytes(bytes, '2024-06-01T09:00:00Z');
    expectLawful(records);
    const file: unknown = JSON.parse(bytes.toString('utf8'));
    const held =
      typeof file === 'object' && file !== null && 'entry' in file && Array.isArray(file.entry) ? file.entry : null;
    const isBundle = bytes.toString('utf8').includes('"Bundle"');
    expect(records).toHaveLength(held?.length ?? (isBundle ? 0 : 1));
  });

  test('PDS’s own example of a restricted patient is restricted', () => {
    const [record] = readBytes(readFileSync(new URL('pds/patient_9000000025.json', samples)));
    expect(bodyOf(record, 'person')).toMatchObject({ addressProtected: true, homeAddress: null });
  });

  test('PDS’s own example that names no patient is told by its address', () => {
    const name = 'pds/Personal_Details_RelatedPersonBundle.json';
    const [record] = readBytes(readFileSync(new URL(name, samples)), '2024-06-01T09:00:00Z');
    expect(record?.facts[0]).toMatchObject({
      subject: { key: '9000000017' },
      body: { parents: [{ name: 'Mrs Jane Smith' }] },
    });
  });

  test('what BaRS calls an entry without wrapping it is unreadable', () => {
    const [record] = readBytes(readFileSync(new URL('bars/ServiceRequest_GET-success.json', samples)));
    expect(record?.unreadable?.map(({ rule, field }) => [rule, field])).toEqual([['fhir.no-resource', 'entry[0]']]);
  });

  test('FHIR as XML is not claimed', () => {
    for (const name of namesOf('ukcore').filter((one) => one.endsWith('.xml'))) {
      expect(detects(readFileSync(new URL(name, samples)))).toBe(false);
    }
  });
});
