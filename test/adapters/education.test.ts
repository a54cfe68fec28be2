import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { attendanceCodes, findAttendanceCode } from '../../adapters/education/attendance-codes.ts';
import { attendanceCsv } from '../../adapters/education/attendance-csv.ts';
import { ctfXml } from '../../adapters/education/ctf-xml.ts';
import { education } from '../../adapters/education/index.ts';
import { type Format, type ReadOptions, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { kinds, type RecordBody, type RecordKind } from '../../src/domain/model/kinds.ts';

const options: ReadOptions = { organisation: '3714000', receivedAt: '2026-01-05T09:00:00Z' };
const fixtures = new URL('../../adapters/education/fixtures/', import.meta.url);
const names = readdirSync(fixtures).filter((name) => /^(?:ctf|attendance)-.*\.(?:xml|csv)$/.test(name));
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, fixtures));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const formatsOf = (bytes: Uint8Array) => education.formats.filter((format) => format.detects('unnamed', bytes));

function onlyFormatOf(bytes: Uint8Array): Format {
  const [format, ...others] = formatsOf(bytes.subarray(0, 64 * 1024));
  if (!format || others.length > 0) throw new Error(`recognised by ${others.length + (format ? 1 : 0)} formats`);
  return format;
}

const read = (bytes: Uint8Array, sender = options): readonly SourceRecord[] => [
  ...onlyFormatOf(bytes).read(bytes, sender),
];

/** As the expected files are written: a field without a value is left out. */
const outcomeOf = (bytes: Uint8Array): unknown => {
  try {
    return read(bytes).map(({ raw: _raw, ...record }) => ({
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

const ruleOfRefusal = (bytes: Uint8Array): string | null => {
  try {
    [...ctfXml.read(bytes, options)];
    return null;
  } catch (error) {
    if (error instanceof UnreadableFile) return error.rule;
    throw error;
  }
};

function expectLawful(records: readonly SourceRecord[]): void {
  const keys = records.flatMap(({ key }) => (key === null ? [] : [key]));
  expect(new Set(keys).size).toBe(keys.length);
  const stated = records.flatMap(({ facts }) =>
    facts.map(({ kind, key, subject }) => `${kind} ${subject.system} ${key}`),
  );
  expect(new Set(stated).size).toBe(stated.length);
  for (const { key, facts, unreadable } of records) {
    expect([key === null, facts.length === 0]).toEqual([unreadable !== null, unreadable !== null]);
    if (unreadable) expect(unreadable.length).toBeGreaterThan(0);
    for (const fact of facts) {
      expect(kinds[fact.kind].parse(fact.body)).toEqual(fact.body);
      const valued = Object.entries(fact.body).filter(([, value]) => value !== null);
      expect(valued.filter(([field]) => Object.hasOwn(fact.absences, field))).toEqual([]);
    }
  }
}

const bodiesOf = <K extends RecordKind>(records: readonly SourceRecord[], kind: K) => {
  const schema: { readonly [K in RecordKind]: z.ZodType<RecordBody[K]> } = kinds;
  const stated = records.flatMap(({ facts }) => facts.filter((fact) => fact.kind === kind));
  return stated.map(({ body }): RecordBody[K] => schema[kind].parse(body));
};
const rulesOf = (record: SourceRecord | undefined) => record?.issues.map(({ rule }) => rule);

describe('each format reads its fixture as agreed', () => {
  test.for(names)('%s', async (name) => {
    const expected = new URL(`${name}.expected.json`, fixtures).pathname;
    await expect(`${JSON.stringify(outcomeOf(bytesOf(name)), null, 2)}\n`).toMatchFileSnapshot(expected);
  });

  test.for(names.filter((name) => !/doctype|laughs|broken/.test(name)))('%s gives lawful records', (name) => {
    expectLawful(read(bytesOf(name)));
    expectLawful(read(bytesOf(name), { ...options, organisation: 'E08000017' }));
  });

  test('the fixtures hold what real files hold: a byte order mark, CR LF, Windows-1252, US-ASCII and hard spaces', () => {
    expect([...bytesOf('ctf-full.xml').subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytesOf('ctf-full.xml'))).toContain('\r\n');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf('ctf-partial-gender.xml'))).toThrow();
    expect([...bytesOf('ctf-partial-gender.xml')]).toContain(0xa0);
    expect(Math.max(...bytesOf('ctf-us-ascii.xml'))).toBeLessThan(0x80);
  });

  test('no issue repeats a value of the record', () => {
    const said = names
      .filter((name) => !/doctype|laughs|broken/.test(name))
      .flatMap((name) => read(bytesOf(name)))
      .flatMap(({ issues, unreadable }) => [...issues, ...(unreadable ?? [])]);
    expect(said.length).toBeGreaterThan(15);
    for (const { message } of said)
      expect(message).not.toMatch(/\d|Thackwray|Zoë|DONCASTER|TALL|many|next week|evening/);
  });
});

describe('a file is recognised by what it holds', () => {
  test.for([
    ['<CTfile><Header/></CTfile>', 'ctf-xml'],
    ['<?xml version="1.0"?>\n<!-- x -->\n<CTfile >', 'ctf-xml'],
    ['upn,date,session,code\n', 'attendance-csv'],
    ['Date, AM PM ,Mark,Student ID\n', 'attendance-csv'],
  ] as const)('%j is %s', ([text, id]) => {
    expect(onlyFormatOf(encode(text)).id).toBe(id);
  });

  test.for(['<CTfiles/>', 'upn,date,code\n', 'date,session,code\n', '', '{}', '<html>'])('%j is not ours', (text) => {
    expect(formatsOf(encode(text))).toEqual([]);
  });

  test.for([ctfXml, attendanceCsv])('$id refuses what is not in it', (format) => {
    expect(() => [...format.read(encode('A,B\n1,2\n'), options)]).toThrow(UnreadableFile);
    expect(() => [...format.read(encode('<Message><Header/></Message>'), options)]).toThrow(UnreadableFile);
  });
});

const head = (school = '<LEA>371</LEA><Estab>4000</Estab>', destination = '<LEA>371</LEA><Estab>4001</Estab>') =>
  `<Header><CTFversion>15.0</CTFversion><DateTime>2015-10-12T08:30:00</DateTime><SourceSchool>${school}</SourceSchool>` +
  `<DestSchool>${destination}</DestSchool></Header>`;
const file = (pupils: string, header = head()) =>
  encode(`<CTfile>${header}<CTFpupilData>${pupils}</CTFpupilData></CTfile>`);
const isla = (more: string, upn = 'E371400010001') =>
  `<Pupil><UPN>${upn}</UPN><Surname>Thackwray</Surname><Forename>Isla</Forename><DOB>2002-03-12</DOB>${more}</Pupil>`;
const onRoll = '<BasicDetails><EnrolStatus>C</EnrolStatus></BasicDetails>';
const stay = (dates: string) =>
  `<SchoolHistory><School><LEA>371</LEA><Estab>4000</Estab>${dates}</School></SchoolHistory>`;

describe('a hostile or broken transfer file is refused before it costs', () => {
  test.for([
    ['a document type', encode('<!DOCTYPE CTfile><CTfile/>'), 'xml.doctype'],
    ['a document type in small letters', encode('<!doctype CTfile><CTfile/>'), 'xml.doctype'],
    ['an entity of its own', encode('<CTfile><!ENTITY a "b"></CTfile>'), 'xml.doctype'],
    ['an element that never closes', encode('<CTfile><Header></CTfile>'), 'xml.syntax'],
    ['two roots', encode('<CTfile/><CTfile/>'), 'xml.syntax'],
    ['a declared encoding we do not read', encode('<?xml version="1.0" encoding="utf-16"?><CTfile/>'), 'xml.encoding'],
    ['too deep a nest', file(isla('<a>'.repeat(40) + '</a>'.repeat(40))), 'xml.syntax'],
    ['no header', encode('<CTfile><CTFpupilData/></CTfile>'), 'ctf.header'],
    ['no pupils’ part', encode(`<CTfile>${head()}</CTfile>`), 'ctf.root'],
    ['more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1).fill(32), 'xml.size'],
  ] as const)('%s', ([, bytes, rule]) => {
    expect(ruleOfRefusal(bytes)).toBe(rule);
  });

  test.for([
    ['a nest of 36 levels', file(isla('<a>'.repeat(30) + '</a>'.repeat(30)))],
    [
      'an encoding we do read',
      encode(`<?xml version="1.0" encoding="ISO-8859-1"?>${new TextDecoder().decode(file(isla('')))}`),
    ],
    ['a file without pupils', file('')],
  ] as const)('%s is read', ([, bytes]) => {
    expect(ruleOfRefusal(bytes)).toBeNull();
  });

  test('thousands of honest ampersands are no attack', () => {
    const many = Array.from({ length: 2000 }, (_, n) => isla(`<Email>${n} &amp; co</Email>`)).join('');
    expect(read(file(many))).toHaveLength(2000);
  });

  test('text that looks like an entity is read once, and an unknown one stays as it is written', () => {
    const [record] = read(
      file(
        '<Pupil><UPN/><Surname>&amp;lt;&#233;&laugh;</Surname><Forename>&#0;</Forename><DOB>2002-03-12</DOB></Pupil>',
      ),
    );
    expect(record?.facts[0]?.body).toMatchObject({ names: [{ family: '&lt;é&laugh;', given: '\uFFFD' }] });
  });
});

describe('a pupil is known again', () => {
  const keyOf = (pupil: string) => read(file(pupil))[0]?.key;
  const named = (surname: string, birth: string) =>
    `<Pupil><UPN>UN1</UPN><Surname>${surname}</Surname><Forename>Isla</Forename><DOB>${birth}</DOB></Pupil>`;

  test('by a valid pupil number, whatever else changes', () => {
    expect(keyOf(isla(''))).toBe('E371400010001');
    expect(keyOf(isla('', 'e3714 0001 0001').replace('Isla', 'Izzy'))).toBe('E371400010001');
  });

  test('without one by name and date of birth, wherever the pupil stands in the file', () => {
    const [, second] = read(file(isla('') + named('Thackwray', '2002-03-12')));
    expect(second?.key).toBe(keyOf(named('THACKWRAY ', '12/03/2002')));
    expect(second?.key).not.toBe(keyOf(named('Thackwray', '2002-03-13')));
    expect(second?.key).not.toMatch(/thackwray|isla/i);
  });

  test('two pupils under one number are two persons, and the number is neither’s', () => {
    const records = read(file(isla('') + isla('').replace('Isla', 'Orla')));
    expect(new Set(records.flatMap(({ facts }) => facts.map(({ subject }) => subject.key))).size).toBe(2);
    expect(records.map(rulesOf)).toEqual([['shared-upn'], ['shared-upn']]);
    expect(bodiesOf(records, 'person').flatMap(({ identifiers }) => identifiers)).toEqual([]);
    expect(bodiesOf(read(file(isla(''))), 'person')[0]?.identifiers).toMatchObject([{ system: 'upn', valid: true }]);
  });

  test('one pupil twice in a file is told of, and both stand', () => {
    const records = read(file(isla('') + isla('')));
    expect(records.map(({ key }) => key)).toEqual(['E371400010001', 'E371400010001#2']);
    expect(records.map(rulesOf)).toEqual([[], ['REPEATED_KEY']]);
  });

  test('a layout or a date of writing that changes is no new record; another destination is', () => {
    const rawOf = (bytes: Uint8Array) => read(bytes)[0]?.raw;
    const later = head().replace('2015-10-12', '2015-10-19');
    expect(rawOf(file(isla('\n  <!-- again -->\n'), later))).toBe(rawOf(file(isla(''))));
    expect(rawOf(file(isla(''), head(undefined, '<LEA>XXX</LEA><Estab>XXXX</Estab>')))).not.toBe(rawOf(file(isla(''))));
  });

  test('a partial file stands beside the full one and does not replace it', () => {
    const partial = head().replace('<SourceSchool>', '<DocumentQualifier>partial</DocumentQualifier><SourceSchool>');
    const [record] = read(file(isla(''), partial));
    expect(record?.key).not.toBe(keyOf(isla('')));
    expect(record?.facts[0]?.subject).toEqual(read(file(isla('')))[0]?.facts[0]?.subject);
  });
});

describe('a school reaches a child while the child is on its roll', () => {
  const ties = (bytes: Uint8Array, organisation = '3714000') =>
    bodiesOf(read(bytes, { ...options, organisation }), 'involvement').map((tie) => [
      tie.involvedOrganisation,
      tie.startedOn,
      tie.endedOn,
    ]);

  test.for([
    ['on roll', isla(onRoll + stay('<EntryDate>2013-09-03</EntryDate>')), [['3714000', '2013-09-03', null]]],
    [
      'on roll, leaving at a known end',
      isla(onRoll + stay('<LeavingDate>2015-12-18</LeavingDate>')),
      [['3714000', null, '2015-12-18']],
    ],
    [
      'without a status, but entered and not left',
      isla(stay('<EntryDate>2013-09-03</EntryDate>')),
      [['3714000', '2013-09-03', null]],
    ],
    ['left before the file was written', isla(onRoll + stay('<LeavingDate>2015-10-09</LeavingDate>')), []],
    ['left on a day that cannot be read', isla(onRoll + stay('<LeavingDate>soon</LeavingDate>')), []],
    ['of another provider', isla(onRoll.replace('>C<', '>F<')), []],
    ['neither a status nor a history', isla(''), []],
  ] as const)('%s', ([, pupil, expected]) => {
    expect(ties(file(pupil))).toEqual(expected);
  });

  test('by its own word or an authority’s, not by another school’s, whose file is kept and reported', () => {
    const bytes = file(isla(onRoll));
    expect(ties(bytes, 'E08000017')).toHaveLength(1);
    expect(ties(bytes, '3714001')).toEqual([]);
    const [record] = read(bytes, { ...options, organisation: '3714001' });
    expect(rulesOf(record)).toEqual(['other-school']);
    expect(
      bodiesOf(
        [record].flatMap((one) => one ?? []),
        'enrolment',
      ),
    ).toMatchObject([{ school: '3714000', status: 'CURRENT' }]);
  });
});

describe('where a pupil goes', () => {
  test.for([
    ['XXX', 'XXXX', true, 1],
    ['MMM', 'MMMM', false, 0],
    ['371', '4001', false, 0],
    ['371', 'LLLL', null, 0],
    ['', '', null, 0],
  ] as const)('%s%s', ([authority, school, isUnknown, risks]) => {
    const destination = `<LEA>${authority}</LEA><Estab>${school}</Estab>`;
    const records = read(file(isla(stay('<LeavingDate>2015-10-09</LeavingDate>')), head(undefined, destination)));
    expect(bodiesOf(records, 'enrolment')[0]?.destinationUnknown).toBe(isUnknown);
    const found = bodiesOf(records, 'risk-indicator');
    expect(found).toHaveLength(risks);
    if (risks > 0) expect(found[0]).toMatchObject({ factor: 'MISSING_EDUCATION', identifiedOn: '2015-10-09' });
  });
});

describe('a looked-after pupil', () => {
  const careOf = (care: string, writtenOn = '2015-10-12') => {
    const header = head().replace('2015-10-12', writtenOn);
    const [person] = bodiesOf(read(file(isla(`<LookedAfter>${care}</LookedAfter>`), header)), 'person');
    return [person?.careStatus, person?.responsibleAuthority];
  };

  test.for([
    ['<InCare>true</InCare><CareAuthority>371</CareAuthority>', '2015-10-12', ['LAC', 'E08000017']],
    ['<InCare>true</InCare><CareAuthority>373</CareAuthority>', '2015-10-12', ['LAC', 'E08000019']],
    ['<InCare>true</InCare><CareAuthority>373</CareAuthority>', '2025-10-12', ['LAC', 'E08000039']],
    ['<InCare>true</InCare><CareAuthority>890</CareAuthority>', '2015-10-12', ['LAC', null]],
    ['<InCare>false</InCare><CareAuthority>371</CareAuthority>', '2015-10-12', [null, null]],
    ['<InCare>maybe</InCare><CareAuthority>371</CareAuthority>', '2015-10-12', [null, null]],
  ] as const)('%s on %s', ([care, writtenOn, expected]) => {
    expect(careOf(care, writtenOn)).toEqual(expected);
  });
});

test('a file said to be written after it arrived is not believed about when', () => {
  const statedAt = (writtenOn: string) =>
    read(file(isla(''), head().replace('2015-10-12', writtenOn)))[0]?.facts[0]?.statedAt;
  expect(statedAt('2027-10-12')).toBeNull();
  expect(statedAt('2015-10-12')).toBe('2015-10-12T07:30:00Z');
});

test('parents and carers are taken over, in the school’s order; other adults are not', () => {
  const [person] = bodiesOf(read(bytesOf('ctf-full.xml')), 'person');
  expect(person?.parents?.map(({ name }) => name)).toEqual(['Grace Okonjo', 'Dawn Brearley']);
});

describe('attendance codes', () => {
  test.for([
    ['/', '2015-10-12', 'PRESENT', true],
    ['H', '2015-10-12', 'AUTHORISED_ABSENCE', true],
    ['H', '2024-08-19', 'AUTHORISED_ABSENCE', false],
    ['J', '2024-08-18', 'ELSEWHERE', true],
    ['J1', '2024-08-18', 'AUTHORISED_ABSENCE', false],
    ['J1', '2024-08-19', 'AUTHORISED_ABSENCE', true],
    ['Y', '2015-10-12', 'UNABLE_TO_ATTEND', true],
    ['Y7', '2025-10-13', 'UNABLE_TO_ATTEND', true],
    ['N', '2025-10-13', 'UNAUTHORISED_ABSENCE', true],
    ['#', '2025-10-13', 'NOT_REQUIRED', true],
  ] as const)('%s on %s', ([code, day, meaning, isInForce]) => {
    expect(findAttendanceCode(code, day)).toEqual({ meaning, isInForce });
  });

  test('each stands once in the table, and what is in no list has no meaning', () => {
    expect(new Set(attendanceCodes.map(({ code }) => code)).size).toBe(attendanceCodes.length);
    for (const code of ['', '?', 'h', 'constructor']) expect(findAttendanceCode(code, '2025-10-13')).toBeUndefined();
  });
});

describe('attendance', () => {
  const csv = (...rows: readonly string[]) => encode(['upn,mis_id,surname,date,session,code', ...rows].join('\n'));
  const marks = (...rows: readonly string[]) => read(csv(...rows)).filter(({ locator }) => !locator.endsWith('pupil'));

  test('speaks of the person the transfer file speaks of', () => {
    const [ctf] = read(file(isla('')));
    const [mark] = marks('E371400010001,4711,,2015-10-12,AM,N');
    expect(mark?.facts[0]?.subject).toEqual(ctf?.facts[0]?.subject);
    expect(marks(',4711,,2015-10-12,AM,N')[0]?.facts[0]?.subject).toEqual({ system: 'mis', key: '4711' });
    expect(marks('A371400010001,4711,,2015-10-12,AM,N')[0]?.facts[0]?.subject).toEqual({ system: 'mis', key: '4711' });
  });

  test('names a pupil once, however many marks there are', () => {
    const rows = ['AM', 'PM'].map((session) => `E371400010001,,Thackwray,2015-10-12,${session},N`);
    expect(bodiesOf(read(csv(...rows)), 'person')).toHaveLength(1);
    expect(bodiesOf(read(csv(...rows)), 'attendance')).toHaveLength(2);
  });

  test('keeps its key when a later file writes the day differently or corrects the code', () => {
    const [first] = marks('E371400010001,,,12/10/2015,AM,N');
    const [later] = marks('E371400010001,,,2015-10-12,am,I');
    expect(later?.key).toBe(first?.key);
  });

  test.for([
    ['no pupil', ',,,2015-10-12,AM,N', 'NO_SUBJECT'],
    ['no day', 'E371400010001,,,31/11/2015,AM,N', 'date'],
    ['no session', 'E371400010001,,,2015-10-12,,N', 'session'],
    ['no code', 'E371400010001,,,2015-10-12,AM,', 'code'],
  ] as const)('a mark with %s cannot be used', ([, row, rule]) => {
    expect(marks(row)[0]?.unreadable?.map((issue) => issue.rule)).toEqual([rule]);
    expect(marks('E371400010001,,,2015-10-12,AM,N')[0]?.unreadable).toBeNull();
  });

  test('is by day alone, in England', () => {
    expect(bodiesOf(marks('E371400010001,,,2015-10-12T23:30:00Z,PM,N'), 'attendance')[0]?.day).toBe('2015-10-13');
    expect(bodiesOf(marks('E371400010001,,,2015-10-12,PM,N'), 'attendance')[0]?.day).toBe('2015-10-12');
  });

  test('of the sender’s school where the sender is one', () => {
    const bytes = csv('E371400010001,,,2015-10-12,AM,N');
    const schoolFrom = (organisation: string) =>
      bodiesOf([...attendanceCsv.read(bytes, { ...options, organisation })], 'attendance')[0]?.school;
    expect([schoolFrom('3714000'), schoolFrom('E08000017')]).toEqual(['3714000', null]);
  });
});

function readOrRefuse(format: Format, bytes: Uint8Array): void {
  format.detects('damaged', bytes);
  try {
    expectLawful([...format.read(bytes, options)]);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
}

test('a damaged file is read or refused, and what is read obeys the model', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...names), damage, (name, changes) => {
      const bytes = Uint8Array.from(bytesOf(name));
      for (const [place, value] of changes) bytes[place % bytes.length] = value;
      for (const format of [ctfXml, attendanceCsv]) readOrRefuse(format, bytes);
    }),
    { numRuns: 400 },
  );
});

test('any text in any element is read, and what is read obeys the model', () => {
  const leaf =
    /<(UPN|DOB|Sex|Gender|EnrolStatus|PostCode|LEA|Estab|EntryDate|LeavingDate|Year|InCare|Order|Language)>[^<]*</g;
  const text = new TextDecoder().decode(bytesOf('ctf-full.xml'));
  const odd = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('constructor', '__proto__', 'XXX', '-1'),
  );
  const escaped = odd.map((value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  fc.assert(
    fc.property(fc.array(escaped, { minLength: 1, maxLength: 20 }), (values) => {
      let at = 0;
      const changed = text.replace(leaf, (_whole, name) => `<${name}>${values[at++ % values.length]}<`);
      readOrRefuse(ctfXml, encode(changed));
    }),
    { numRuns: 150 },
  );
});
