import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pilotEducation } from '../../adapters/education/pilot-education.ts';
import { pilotHealth } from '../../adapters/health/pilot-health.ts';
import { pilotCrimeJustice } from '../../adapters/police/pilot-crime-justice.ts';
import { pilotChildrensServices } from '../../adapters/social-care/pilot-childrens-services.ts';
import { pilotPersonal } from '../../adapters/social-care/pilot-personal.ts';
import { type Format, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { kinds } from '../../src/domain/model/kinds.ts';

const formats = [pilotCrimeJustice, pilotHealth, pilotEducation, pilotChildrensServices, pilotPersonal];
const receivedAt = '2015-10-23T09:00:00Z';
const agencies = ['police', 'health', 'education', 'social-care'];
const fixtures = agencies.flatMap((agency) => {
  const folder = new URL(`../../adapters/${agency}/fixtures/`, import.meta.url);
  const names = readdirSync(folder).filter((name) => /^pilot-.*(?<!\.expected)\.json$/.test(name));
  return names.map((name) => ({ agency, name, url: new URL(name, folder) }));
});

const bytesOf = ({ url }: { readonly url: URL }): Uint8Array => readFileSync(url);
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function formatOf(bytes: Uint8Array): Format {
  const [format, ...others] = formats.filter((one) => one.detects('unnamed', bytes.subarray(0, 65_536)));
  if (!format || others.length > 0) throw new Error(`recognised by ${others.length + (format ? 1 : 0)} formats`);
  return format;
}

const read = (bytes: Uint8Array, format: Format = formatOf(bytes)): readonly SourceRecord[] => [
  ...format.read(bytes, { organisation: '14', receivedAt }),
];

/** As the expected files of each agency are written: the police’s say every field, the others’ leave out what is null. */
const written = (records: readonly SourceRecord[], agency: string) =>
  records.map(({ raw: _raw, ...record }) => {
    const { facts, ...rest } = record;
    if (agency === 'police') return { ...rest, facts };
    return {
      ...record,
      facts: facts.map((fact) => ({
        ...fact,
        body: Object.fromEntries(Object.entries(fact.body).filter(([, value]) => value !== null)),
      })),
    };
  });

function expectLawful(records: readonly SourceRecord[]): void {
  const keys = records.flatMap(({ key }) => (key === null ? [] : [key]));
  expect(new Set(keys).size).toBe(keys.length);
  const facts = records.flatMap((record) => record.facts);
  expect(new Set(facts.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(facts.length);
  for (const { key, facts: own, unreadable } of records) {
    expect(key === null).toBe(unreadable !== null);
    if (unreadable) expect([own, unreadable.length > 0]).toEqual([[], true]);
    for (const fact of own) {
      expect(kinds[fact.kind].parse(fact.body)).toEqual(fact.body);
      const valued = Object.entries(fact.body).filter(([, value]) => value !== null);
      expect(valued.filter(([field]) => Object.hasOwn(fact.absences, field))).toEqual([]);
    }
  }
}

const envelope = {
  ...{ recordId: 'R1', personId: 'Qm9yaW5nLTAwMQ', version: '1', systemId: 'S1' },
  ...{
    recordType: 'crime-justice.details',
    schemaUri: 'https://schemas.example.gov.uk/sui/crime-justice.details.v1.json',
  },
};
const police = (payload: unknown, more: object = {}): SourceRecord => {
  const [record] = read(encode({ ...envelope, ...more, payload }), pilotCrimeJustice);
  if (!record) throw new Error('no record');
  return record;
};
const rulesOf = ({ issues, unreadable }: SourceRecord) => [...issues, ...(unreadable ?? [])].map(({ rule }) => rule);
const kindsOf = ({ facts }: SourceRecord) => facts.map(({ kind }) => kind);
const bodiesOf = ({ facts }: SourceRecord, kind: string): readonly object[] =>
  facts.filter((fact) => fact.kind === kind).map(({ body }) => body);

describe('the fixtures', () => {
  test.for(fixtures)('$agency/$name is read as the page beside it says', async ({ agency, url }) => {
    const records = read(readFileSync(url));
    expectLawful(records);
    const page = `${JSON.stringify(written(records, agency), null, 2)}\n`;
    await expect(page).toMatchFileSnapshot(`${url.pathname}.expected.json`);
  });

  test('no issue repeats a value of the record', () => {
    const said = fixtures.flatMap((fixture) =>
      read(bytesOf(fixture)).flatMap((one) => [...one.issues, ...(one.unreadable ?? [])]),
    );
    expect(said.length).toBeGreaterThan(20);
    for (const { rule, field, message } of said) {
      expect(rule).toMatch(/^pilot\./);
      expect(`${field} ${message}`).not.toMatch(/\d{2}|teal|Hallam|Wray|perhaps|fine|soon|Arson|safe place|Pathway/);
    }
  });

  test('a stray element is told once in a file, on the first record that has it', () => {
    const twice = [1, 2].map((id) => ({ ...envelope, recordId: `R${id}`, mood: 'fine', payload: { shoeSize: 5 } }));
    expect(read(encode(twice)).map(rulesOf)).toEqual([['pilot.unknown-field', 'pilot.unknown-field'], []]);
  });
});

describe('a file is recognised by the types of record it names', () => {
  test.for([
    [{ recordType: 'crime-justice.details' }, 'pilot-crime-justice'],
    [{ schemaUri: 'https://schemas.example.gov.uk/sui/CrimeDataRecordV1.json' }, 'pilot-crime-justice'],
    [{ schemaUri: 'https://schemas.example.gov.uk/sui/health.details.v1.json' }, 'pilot-health'],
    [{ records: [{ recordType: 'education.details' }, { recordType: 'personal.details' }] }, 'pilot-education'],
    [{ records: [{ recordType: 'personal.details' }] }, 'pilot-personal'],
    [[{ recordType: 'childrens-services.details' }], 'pilot-childrens-services'],
    [{ sui: '1', knownToPolice: true }, 'pilot-crime-justice'],
    [{ sui: '1', referrals: [] }, 'pilot-childrens-services'],
  ] as const)('%j is %s', ([content, id]) => {
    expect(formatOf(encode(content)).id).toBe(id);
  });

  test.for([{ records: [] }, { sui: '1' }, { recordType: 'housing.details' }, { contract: 'police-misper' }, null])(
    '%j is not ours',
    (content) => {
      expect(formats.filter((format) => format.detects('x', encode(content)))).toEqual([]);
    },
  );

  test.for([null, 7, {}, { records: 'none' }])('%j is refused by a format that was told to read it', (content) => {
    for (const format of formats) expect(() => read(encode(content), format)).toThrow(UnreadableFile);
  });

  test('a record alone, a list and a custodian’s file say the same', () => {
    const record = { ...envelope, payload: { riskRadicalisation: true } };
    const factsOf = (content: unknown) => read(encode(content)).map(({ key, facts }) => ({ key, facts }));
    expect(factsOf([record])).toEqual(factsOf(record));
    expect(factsOf({ orgId: 'X', records: [record] })).toEqual(factsOf(record));
  });
});

describe('the version', () => {
  const payload = { riskRadicalisation: true };

  test.for([
    [{ version: '2', schemaUri: null }, 'pilot.version'],
    [{ version: null, schemaUri: null }, 'pilot.version'],
    [{ version: '2' }, 'pilot.schema'],
    [{ schemaUri: 'https://schemas.example.gov.uk/sui/PersonalDetailsRecordV1.json' }, 'pilot.schema'],
    [{ recordType: 'health.details', schemaUri: null }, 'pilot.type'],
    [{ recordType: null, schemaUri: null }, 'pilot.type'],
  ] as const)('of %j is not read: the record is kept and the reason told', ([more, rule]) => {
    const record = police(payload, more);
    expect([record.key, record.facts, record.unreadable]).toEqual(['R1', [], null]);
    expect(rulesOf(record)).toEqual([rule]);
  });

  test.for([
    {},
    { version: 1 },
    { version: null },
    { recordType: null },
    { schemaUri: 'https://schemas.example.gov.uk/sui/CrimeDataRecordV1.json' },
    { schemaUri: 'https://elsewhere.example.org/schema' },
  ])('of %j is read', (more) => {
    expect(kindsOf(police(payload, more))).toEqual(['risk-indicator']);
  });
});

describe('a record that cannot be kept', () => {
  test.for([
    [{ recordId: null }, 'pilot.record-id'],
    [{ recordId: 'x'.repeat(65) }, 'pilot.record-id'],
    [{ personId: ' ' }, 'pilot.person-id'],
  ] as const)('%j', ([more, rule]) => {
    expect(police({}, more).unreadable?.map((issue) => issue.rule)).toEqual([rule]);
  });

  test('a second record of one number is refused, the first is kept', () => {
    const records = read(
      encode([
        { ...envelope, payload: {} },
        { ...envelope, payload: {} },
      ]),
    );
    expect(records.map(rulesOf)).toEqual([[], ['pilot.repeated']]);
  });
});

describe('whom a record is about', () => {
  test.for([
    ['9990000018', [{ system: 'nhs-number', valid: true }], []],
    ['999 000 0018', [{ system: 'nhs-number', valid: true }], []],
    ['9990000019', [{ system: 'nhs-number', valid: false }], ['pilot.nhs-number']],
  ] as const)('ten digits are an NHS number, and checked: %s', ([personId, identifiers, rules]) => {
    const record = police({}, { personId });
    expect(record.facts[0]).toMatchObject({ kind: 'person', body: { identifiers }, subject: { system: 'pilot' } });
    expect(rulesOf(record)).toEqual(rules);
  });

  test('a number a custodian encrypts only identifies, so no person is made of it alone', () => {
    expect(police({}, { personId: 'Cy13hyZL-4LSIwVy50p-Hg' }).facts).toEqual([]);
  });
});

describe('a risk', () => {
  test('is there, or looked for and not found, or not spoken of', () => {
    const risks = police({ riskSexualExploitation: true, riskCriminalExploitation: false, riskRadicalisation: null });
    expect(bodiesOf(risks, 'risk-indicator')).toMatchObject([
      { factor: '11A', present: true },
      { factor: '24A', present: false },
    ]);
  });

  test('that is neither yes nor no is no risk but an issue', () => {
    const record = police({ riskGangsAndYouthViolence: 'high' });
    expect([record.facts, rulesOf(record)]).toEqual([[], ['pilot.value']]);
  });

  test.for([
    ['2014-06-02', [{ present: true, identifiedOn: '2014-06-02' }], []],
    ['None', [{ present: false, identifiedOn: null }], []],
    ['somewhere', [], ['pilot.date']],
    [null, [], []],
  ] as const)('police protection last used %j', ([lastPoliceProtectionPowerEvent, bodies, rules]) => {
    const record = police({ lastPoliceProtectionPowerEvent });
    expect(bodiesOf(record, 'risk-indicator')).toMatchObject(bodies);
    expect(rulesOf(record)).toEqual(rules);
  });
});

describe('an absence of which only the day is told', () => {
  const missing = (...missingEpisodes: readonly (readonly [string, boolean | null])[]) =>
    police({
      missingEpisodes: missingEpisodes.map(([date, attended]) => ({ date, returnedHomeInterviewAttended: attended })),
    });

  test('is over where the child attended an interview, which was offered and accepted; no more is claimed', () => {
    const record = missing(['2015-03-07', true]);
    expect(bodiesOf(record, 'missing-episode')).toMatchObject([
      { startedOn: '2015-03-07', endedOn: '2015-03-07', startedAt: null, endedAt: null, riskGrade: null },
    ]);
    expect(bodiesOf(record, 'interview')).toMatchObject([
      { offered: 'YES', accepted: 'YES', status: null, attempts: null, heldAt: null, declineReason: null },
    ]);
    expect(rulesOf(record)).toEqual([]);
  });

  test.for([false, null])('and interview %j: is neither open nor over, and stays a factor of that day', (attended) => {
    const record = missing(['2015-03-07', attended]);
    expect(kindsOf(record)).toEqual(['risk-indicator']);
    expect(bodiesOf(record, 'risk-indicator')).toMatchObject([{ factor: '10A', identifiedOn: '2015-03-07' }]);
    expect(rulesOf(record)).toEqual(['pilot.return']);
  });

  test('is over where the child went missing again later', () => {
    expect(kindsOf(missing(['2015-03-07', false], ['2015-06-01', true]))).toEqual([
      'missing-episode',
      'missing-episode',
      'interview',
    ]);
  });

  test('is not over because of one that is still to come', () => {
    expect(kindsOf(missing(['2015-03-07', false], ['2051-06-01', true]))[0]).toBe('risk-indicator');
  });

  test('without a day it cannot be kept, and that is told', () => {
    const record = police({ missingEpisodes: [{ date: null, returnedHomeInterviewAttended: true }] });
    expect([record.facts, rulesOf(record)]).toEqual([[], ['pilot.undated']]);
  });
});

describe('what a name alone must not do', () => {
  const factsOf = (format: Format, recordType: string, payload: object) =>
    read(encode({ ...envelope, recordType, schemaUri: null, payload }), format).flatMap(({ facts }) => facts);

  test('a school named without its number lets no school in', () => {
    const [, enrolment] = factsOf(pilotEducation, 'education.details', {
      educationSettingName: 'Danum Bridge Academy',
    });
    expect(enrolment).toMatchObject({ kind: 'enrolment', body: { school: null, status: null } });
  });

  test('an authority named in words is not made responsible', () => {
    const [person] = factsOf(pilotPersonal, 'personal.details', {
      firstName: 'Robyn',
      designatedLocalAuthority: 'Doncaster',
    });
    expect(person).toMatchObject({ kind: 'person', body: { responsibleAuthority: null } });
  });

  test('a visit to an emergency department is no encounter with a made-up time', () => {
    const facts = factsOf(pilotHealth, 'health.details', { emergencyDepartmentAttendances: [{ date: '2015-08-29' }] });
    expect(facts).toMatchObject([{ kind: 'health-finding', body: { recordedOn: '2015-08-29' } }]);
  });

  test.for([
    [{ status: 'Child In Need', plan: 'Child in need plan' }, 'CIN', ['CHILD_IN_NEED']],
    [{ status: 'Child Looked After', plan: null }, 'LAC', []],
    [{ status: 'Care leaver', plan: null }, 'CARE_LEAVER', []],
  ] as const)('a status is no plan: %j', ([active, careStatus, plans]) => {
    const payload = { cscActiveStatusesAndPlans: [active] };
    const facts = factsOf(pilotChildrensServices, 'childrens-services.details', payload);
    expect(facts[0]).toMatchObject({ kind: 'person', body: { careStatus } });
    expect(facts.flatMap((fact) => (fact.kind === 'plan' ? [fact.body.planType] : []))).toEqual(plans);
  });
});

describe('damage', () => {
  const readOrRefuse = (format: Format, bytes: Uint8Array): void => {
    format.detects('damaged', bytes);
    try {
      expectLawful(read(bytes, format));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
    }
  };

  test('a damaged file is read or refused, and what is read obeys the model', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), damage, fc.constantFrom(...formats), (fixture, changes, other) => {
        const bytes = Uint8Array.from(bytesOf(fixture));
        const own = formatOf(bytes);
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        readOrRefuse(own, bytes);
        readOrRefuse(other, bytes);
      }),
      { numRuns: 400 },
    );
  });

  test('any JSON value in the place of any element makes issues, never a crash', () => {
    const records = fixtures.flatMap((fixture) => {
      const bytes = bytesOf(fixture);
      return read(bytes).map(({ raw }) => ({ format: formatOf(bytes), raw }));
    });
    const place = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...records), place, fc.jsonValue(), ({ format, raw }, at, value) => {
        let visited = 0;
        const changed = JSON.stringify(JSON.parse(raw), (_name, held) => {
          visited += 1;
          return visited === at ? value : held;
        });
        readOrRefuse(format, new TextEncoder().encode(changed));
      }),
      { numRuns: 600 },
    );
  });
});

const samples = new URL('../../../shared/samples/', import.meta.url);

describe.skipIf(!existsSync(samples))(
  'the public pilot files (skipped where they are not beside the repository)',
  () => {
    test.for([
      ['police/sui-custodian/police-01.custodian.json', 'pilot-crime-justice', 2],
      ['health/sui-custodian/health-01.custodian.json', 'pilot-health', 2],
      ['education/sui-custodian/education-01.custodian.json', 'pilot-education', 2],
      ['csc/sui-custodian/local-authority-01.custodian.json', 'pilot-childrens-services', 4],
      ['police/sui-records/Niche_1111111111.json', 'pilot-crime-justice', 1],
      ['health/sui-records/SystmOne_1111111111.json', 'pilot-health', 1],
      ['education/sui-records/Arbor_1111111111.json', 'pilot-education', 1],
      ['csc/sui-records/Mosaic_1111111111.json', 'pilot-childrens-services', 1],
    ] as const)('%s is read whole, and nothing in it is strange', ([path, id, count]) => {
      const bytes = readFileSync(new URL(path, samples));
      expect(formatOf(bytes).id).toBe(id);
      const records = [...formatOf(bytes).read(bytes, { organisation: '14', receivedAt: '2026-01-05T09:00:00Z' })];
      expectLawful(records);
      expect(records).toHaveLength(count);
      // The early records are all of the number 1111111111, which is nobody's.
      expect([...new Set(records.flatMap(rulesOf))].filter((rule) => rule !== 'pilot.nhs-number')).toEqual([]);
      expect(records.filter(({ facts }) => facts.length === 0)).toEqual([]);
    });
  },
);
