import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleMessage, jsonSchema, leafPaths, message } from '../../adapters/police/contract.ts';
import { police, readMessage } from '../../adapters/police/index.ts';
import { composedLeaves, leaves } from '../../adapters/police/leaves.ts';
import { misperMapping } from '../../adapters/police/misper-mapping.ts';
import { type Format, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { assessNotification } from '../../src/domain/profile/assess.ts';
import { fields2015, leavesOf } from '../../src/domain/profile/fields.ts';

const folder = new URL('../../adapters/police/fixtures/', import.meta.url);
const options = { organisation: '14', receivedAt: '2015-10-23T09:00:00Z' };

const sources = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, folder));

const formatOf = (name: string, bytes: Uint8Array): Format => {
  const format = police.formats.find((candidate) => candidate.detects(name, bytes.subarray(0, 65_536)));
  if (format === undefined) throw new Error(`no format for ${name}`);
  return format;
};

/** Leaves that did not stand in the message are left out, so that a fixture shows what was said. */
const brief = ({ raw: _raw, facts, ...record }: SourceRecord) => ({
  ...record,
  facts: facts.map((fact) =>
    fact.kind === 'notification'
      ? {
          ...fact,
          body: {
            ...fact.body,
            answers: Object.fromEntries(Object.entries(fact.body.answers).filter(([, { sent }]) => sent)),
          },
        }
      : fact,
  ),
});

const outcomeOf = (name: string): unknown => {
  const bytes = bytesOf(name);
  try {
    return [...formatOf(name, bytes).read(bytes, options)].map(brief);
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.rule };
    throw error;
  }
};

const read = (raw: unknown): SourceRecord => readMessage(raw, { ...options, locator: 'notifications[0]' });

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A message, the example if none is given, with one leaf set, however deep. */
const withLeaf = (path: string, value: unknown, message: Json = exampleMessage()): Json => {
  const root: Json = structuredClone(message);
  const words = path.split('.');
  const last = words.pop() ?? '';
  const section = words.reduce<Json>((held, word) => {
    const next = held[word];
    if (!isObject(next)) throw new Error(`no section ${word}`);
    return next;
  }, root);
  section[last] = value;
  return root;
};

const bodyOf = (record: SourceRecord, kind: string): Json => {
  const fact = record.facts.find((candidate) => candidate.kind === kind);
  if (fact === undefined) throw new Error(`no ${kind}`);
  return { ...fact.body };
};

const factOf = (record: SourceRecord, kind: string) => {
  const fact = record.facts.find((candidate) => candidate.kind === kind);
  if (fact === undefined) throw new Error(`no ${kind}`);
  return fact;
};

const answerOf = (record: SourceRecord, path: string) => {
  const answers = bodyOf(record, 'notification')['answers'];
  return isObject(answers) ? answers[path] : undefined;
};

describe('the fixtures', () => {
  test.for(sources)('%s is read as the page beside it says', async (name) => {
    const expected = new URL(`${name}.expected.json`, folder).pathname;
    await expect(`${JSON.stringify(outcomeOf(name), null, 2)}\n`).toMatchFileSnapshot(expected);
  });

  test('the complete first message is a legal message of the published contract', () => {
    const { notifications } = JSON.parse(new TextDecoder().decode(bytesOf('complete-new.json')));
    expect(message.safeParse(notifications[0]).success).toBe(true);
  });
});

describe('the contract', () => {
  test('the published schema says what the table says', () => {
    const committed = readFileSync(new URL('../../adapters/police/police-misper.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
  });

  test('the example says everything the contract can say, legally', () => {
    expect(message.safeParse(exampleMessage()).error).toBeUndefined();
    expect(read(exampleMessage())).toMatchObject({ issues: [], unreadable: null });
  });

  test('every leaf the completeness profile asks for is in the contract, and every leaf of the contract is asked for', () => {
    const asked = new Map(fields2015.flatMap((field) => leavesOf(field).map((path) => [path, field.number])));
    expect([...asked].sort()).toEqual(leaves.map(({ path, profile }) => [path, profile]).sort());
  });

  test('no leaf stands twice in the contract', () => {
    expect(new Set(leafPaths).size).toBe(leafPaths.length);
  });

  // What a leaf is said to become may be told by a better one first, so the example is read without those too.
  const messages = [[], ['risk.grade', 'risk.category'], ['risk.category'], ['return.foundAt']].map((left) =>
    left.reduce<Json>((message, path) => withLeaf(path, undefined, message), exampleMessage()),
  );
  const changes = [undefined, true, 'NEW', 'CANCELLED', 'ABSENT', 'DFE', '2015-10-21T01:00:00+01:00'];
  const fieldOf = (raw: unknown, target: string): string | undefined => {
    const [kind, field] = target.split('.');
    const record = readMessage(raw, { ...options, organisation: '16', locator: 'notifications[0]' });
    const fact = record.facts.find((candidate) => candidate.kind === kind);
    return fact && JSON.stringify(Object.entries(fact.body).find(([name]) => name === field));
  };
  const changesBy = (path: string, target: string): boolean =>
    messages.some((message) => {
      const before = fieldOf(message, target);
      const after = changes.map((value) => fieldOf(withLeaf(path, value, message), target));
      return after.some((text) => text !== undefined && text !== before);
    });

  test('a leaf that says something else changes every field it is said to become', () => {
    const leafMappings = misperMapping.filter(({ source }) => leafPaths.includes(source));
    expect(leafMappings.length).toBeGreaterThan(100);
    const idle = leafMappings.filter(({ source, target }) => target !== null && !changesBy(source, target));
    expect(idle.map(({ source, target }) => `${source} -> ${target}`)).toEqual([]);
    expect(changesBy('child.religion', 'person.culture')).toBe(false);
  });

  test('a leaf is mapped, composed or named as unmapped', () => {
    const mapped = leaves.filter(({ path, to }) => to.length > 0 || composedLeaves.has(path)).map(({ path }) => path);
    const unmapped = police.formats[0]?.unmapped ?? [];
    expect([...mapped, ...unmapped].sort()).toEqual([...leafPaths].sort());
  });
});

const inShort = (item: unknown): string => {
  if (!isObject(item)) return String(item);
  if (Array.isArray(item['lines'])) return [...item['lines'], item['postcode']].join('; ');
  return ['name', 'relationship', 'phone', 'organisation'].map((key) => item[key] ?? '').join('; ');
};

const cell = (value: unknown): string => {
  const text = Array.isArray(value) ? value.map(inShort).join('|') : String(value ?? '');
  return `"${text.replaceAll('"', '""')}"`;
};

type Column = readonly [name: string, value: unknown];

const columnsOf = (value: unknown, path: string): readonly Column[] => {
  if (!isObject(value)) return [[path, value]];
  const isAnswer = 'value' in value || 'answer' in value;
  return Object.entries(value).flatMap(([key, part]) => {
    const name = path === '' ? key : `${path}.${key}`;
    return isAnswer ? [[key === 'value' ? path : name, part] as const] : columnsOf(part, name);
  });
};

/** A JSON message as a table of one row. */
const csvOf = (raw: Json): Uint8Array => {
  const columns = columnsOf(raw, '');
  const lines = [columns.map(([name]) => name).join(','), columns.map(([, value]) => cell(value)).join(',')];
  return new TextEncoder().encode(lines.join('\r\n'));
};

describe('JSON and CSV', () => {
  const asked = { askedBy: 'PC 2281', askedAt: '2015-10-19T21:50:00+01:00' };
  const messages: readonly (readonly [string, Json])[] = [
    ['the full example', exampleMessage()],
    ['a child who declined to say', withLeaf('child.religion', { answer: 'DECLINED', ...asked })],
    ['a value with who was asked', withLeaf('child.culture', { value: 'Irish Traveller', ...asked })],
    ['a placeholder', withLeaf('child.appearance.hair', 'tbc')],
    ['an empty element', withLeaf('risk.rationale', '')],
    ['a code that does not exist', withLeaf('risk.grade', 'STANDARD')],
  ];

  test.for(messages)('%s says the same in a table as in a message', ([, raw]) => {
    const csv = csvOf(raw);
    const [row] = formatOf('x.csv', csv).read(csv, options);
    const json = read(raw);
    expect(row?.facts).toEqual(json.facts);
    expect(row?.issues).toEqual(json.issues);
  });

  test('text of any alphabet and any line ends survives both encodings', () => {
    const name = (file: string) => {
      const bytes = bytesOf(file);
      return [...formatOf(file, bytes).read(bytes, options)].map(
        (record) => bodyOf(record, 'notification')['notificationId'],
      );
    };
    expect(name('rows.csv')).toEqual(name('rows-windows-1252.csv'));
  });
});

describe('what a message means', () => {
  test('a message of the old absent category is never an absence without authorisation', () => {
    const episode = bodyOf(read(withLeaf('risk.category', 'ABSENT')), 'missing-episode');
    expect(episode['category']).toBe('POLICE_ABSENT');
  });

  test('the old absent grade is kept as what it was', () => {
    const raw = withLeaf('risk.grade', 'absent');
    const episode = bodyOf(read(raw), 'missing-episode');
    expect(episode['riskGrade']).toBe('ABSENT_2013');
  });

  test('an episode starts when the child was last seen and ends when found, not when reported or returned', () => {
    expect(bodyOf(read(exampleMessage()), 'missing-episode')).toMatchObject({
      startedAt: '2015-10-19T18:30:00Z',
      reportedAt: '2015-10-19T20:40:00Z',
      endedAt: '2015-10-20T00:15:00Z',
      returnedAt: '2015-10-20T01:05:00Z',
    });
  });

  test('a found time in a message that does not say the child was found ends nothing', () => {
    expect(bodyOf(read(withLeaf('message.messageType', 'UPDATE')), 'missing-episode')['endedAt']).toBeNull();
  });

  test('a last-seen day without its time starts the episode on that day, and the time is asked for', () => {
    const record = read(withLeaf('circumstances.lastSeen.at', '2015-10-19'));
    expect(bodyOf(record, 'missing-episode')).toMatchObject({ startedOn: '2015-10-19', startedAt: null });
    expect(factOf(record, 'missing-episode').absences['startedAt']).toEqual({ reason: 'INVALID' });
    expect(answerOf(record, 'circumstances.lastSeen.at')).toMatchObject({ state: 'INVALID' });
  });

  test('a withdrawn report cancels the episode', () => {
    expect(bodyOf(read(withLeaf('message.messageType', 'CANCELLED')), 'missing-episode')['cancelled']).toBe(true);
  });

  test('a child without a number of the force is known by the reference of the report', () => {
    expect(read(withLeaf('child.personRef', null)).facts[0]?.subject.key).toBe('SYP-M-2015-001234');
  });

  test('an estimated date of birth is evidence of a year only', () => {
    expect(bodyOf(read(withLeaf('child.dateOfBirthEstimated', true)), 'person')['birth']).toEqual({
      earliest: '2001-01-01',
      latest: '2001-12-31',
      precision: 'YEAR',
    });
  });

  test('a bad NHS number is kept, marked and reported without repeating it', () => {
    const record = read(withLeaf('child.nhsNumber', '9990000019'));
    expect(bodyOf(record, 'person')['identifiers']).toContainEqual(
      expect.objectContaining({ value: '9990000019', valid: false }),
    );
    expect(record.issues).toEqual([
      { rule: 'police.nhs-number', field: 'child.nhsNumber', message: 'Not a valid NHS number.' },
    ]);
  });

  test.for([
    ['sometimes', true],
    [{ answer: 'WITHHELD' }, true],
    ['no', false],
    [null, false],
  ] as const)('an address whose protection reads %j is protected: %s', ([given, expected]) => {
    expect(bodyOf(read(withLeaf('child.addressProtected', given)), 'person')['addressProtected']).toBe(expected);
  });

  test('a message that says nothing of the child makes no record of a person', () => {
    const { message: head, return: back } = exampleMessage();
    expect(read({ message: head, return: back }).facts.map(({ kind }) => kind)).toEqual([
      'notification',
      'missing-episode',
    ]);
  });

  const ethnicities = [
    ['W1', 'WBRI', 'POLICE_16_1'],
    ['W9', null, 'POLICE_16_1'],
    ['A4', 'CHNE', 'POLICE_18_1'],
    ['W3', null, 'POLICE_18_1'],
    ['WIRT', 'WIRT', 'DFE'],
    ['white british', null, 'TEXT'],
  ] as const;
  test.for(ethnicities)('police ethnicity %s is carried over as %s and never guessed', ([sourceCode, code, scheme]) => {
    const raw = withLeaf('child.ethnicity', { code: sourceCode, statedBy: 'SELF' });
    expect(bodyOf(read(raw), 'person')['ethnicity']).toMatchObject({ code, scheme });
  });

  test('ethnicity not stated counts as an answer only with the reason', () => {
    const states = [{ code: 'NS' }, { code: 'NS', notStatedReason: 'N4' }, { code: 'REFU' }, { code: 'IC1' }].map(
      (ethnicity) => answerOf(read(withLeaf('child.ethnicity', ethnicity)), 'child.ethnicity.code'),
    );
    expect(states).toMatchObject([
      { state: 'INVALID' },
      { state: 'DECLINED' },
      { state: 'DECLINED' },
      { state: 'INVALID' },
    ]);
  });
});

describe('completeness of a real message', () => {
  const assess = (raw: unknown) => {
    const fact = read(raw).facts.find(({ kind }) => kind === 'notification');
    if (fact?.kind !== 'notification') throw new Error('no notification');
    return assessNotification({ message: fact.body, earlier: [], careStatus: 'LAC', receivedAt: options.receivedAt });
  };

  test('a message that says everything is complete and scores 1', () => {
    expect(assess(exampleMessage())).toMatchObject({ complete: true, score: 1, seedScore: 1, gaps: [] });
  });

  const identity = ['message.notificationId', 'message.forceRef', 'message.messageType'];
  const needed = fields2015.flatMap(({ needs, name, requirement }) =>
    needs
      .filter(({ of, when }) => of === 'ALL' && when === 'ALWAYS')
      .flatMap(({ paths }) => paths.map((path) => ({ path, name, requirement })))
      .filter(({ path }) => !identity.includes(path)),
  );

  test.for(needed)('without $path exactly $name is missing', ({ path, name, requirement }) => {
    const assessment = assess(withLeaf(path, undefined));
    expect(assessment.gaps.map(({ field }) => field)).toEqual([name]);
    expect(assessment.complete).toBe(requirement === 'RECOMMENDED');
    expect(assessment.score === 1).toBe(requirement === 'RECOMMENDED');
  });
});

describe('answers that are not values', () => {
  const asked = { askedBy: 'PC 2281', askedAt: '2015-10-19T20:50:00Z' };
  const cases = [
    [{ answer: 'NOT_KNOWN', ...asked }, 'NOT_KNOWN_ASKED', { reason: 'ASKED_UNKNOWN', ...asked }],
    [{ answer: 'DECLINED', ...asked }, 'DECLINED', { reason: 'ASKED_DECLINED', ...asked }],
    [{ answer: 'NOT_APPLICABLE' }, 'NOT_APPLICABLE', { reason: 'NOT_APPLICABLE' }],
    [{ answer: 'WITHHELD' }, 'WITHHELD', { reason: 'WITHHELD_BY_SOURCE' }],
    [{ value: 'not known', ...asked }, 'NOT_KNOWN_ASKED', { reason: 'ASKED_UNKNOWN', ...asked }],
    ['', 'MISSING', { reason: 'NOT_ASKED' }],
    [null, 'MISSING', { reason: 'NOT_ASKED' }],
    ['not known', 'INVALID', { reason: 'INVALID' }],
    ['N/A', 'INVALID', { reason: 'INVALID' }],
    ['tbc', 'INVALID', { reason: 'INVALID' }],
    ['-', 'INVALID', { reason: 'INVALID' }],
    [{ answer: 'PERHAPS' }, 'INVALID', { reason: 'INVALID' }],
    [[], 'MISSING', { reason: 'NOT_ASKED' }],
  ] as const;

  test.for(cases)('a religion of %j is %s, and its absence says why', ([given, state, absence]) => {
    const record = read(withLeaf('child.religion', given));
    expect(answerOf(record, 'child.religion')).toMatchObject({ state });
    expect(bodyOf(record, 'person')['religion']).toBeNull();
    expect(factOf(record, 'person').absences['religion']).toEqual(absence);
  });

  const impossible = [
    ['child.dateOfBirth', '1900-01-01'],
    ['child.dateOfBirth', '2031-01-01'],
    ['message.sentAt', 'yesterday'],
    ['risk.grade', 'STANDARD'],
    ['message.responsibleAuthority', 'Doncaster'],
    ['circumstances.previousEpisodes.last30Days', 'many'],
    ['child.appearance.glasses', 'sometimes'],
  ] as const;
  test.for(impossible)('%s cannot be %s', ([at, value]) => {
    const record = read(withLeaf(at, value));
    expect(answerOf(record, at)).toMatchObject({ state: 'INVALID' });
    expect(record.issues).toMatchObject([{ field: at }]);
    expect(JSON.stringify(record.issues)).not.toContain(value);
  });

  test('an element that was not sent is neither asked nor missing on the record of the person', () => {
    const { religion: _religion, ...child } = Object(exampleMessage()['child']);
    const record = read({ ...exampleMessage(), child });
    expect(factOf(record, 'person').absences['religion']).toBeUndefined();
    expect(answerOf(record, 'child.religion')).toMatchObject({ state: 'MISSING', sent: false });
  });
});

describe('hostile and broken input', () => {
  const json = (text: string) => {
    const format = police.formats[0];
    return () => [...(format?.read(new TextEncoder().encode(text), options) ?? [])];
  };

  test('a text nested deeper than forty levels is refused before it is built', () => {
    expect(json('['.repeat(100_000))).toThrow(expect.objectContaining({ rule: 'json.depth' }));
  });

  test('a key that stands twice is refused, however it is spelt', () => {
    expect(json('{"a": 1, "\\u0061": 2}')).toThrow(expect.objectContaining({ rule: 'json.duplicate-key' }));
  });

  test.for([
    ['a string that never closes', `{"a": "${'x'.repeat(20_000_000)}`, 'json.syntax'],
    ['a string of megabytes', `{"a": "${'x\\n'.repeat(8_000_000)}"}`, 'police.envelope'],
    ['closing brackets alone', ']'.repeat(100_000), 'json.syntax'],
    ['keys in two objects side by side', '[{"a": 1}, {"a": "\\"a\\": "}]', 'police.envelope'],
  ] as const)('%s is refused for what it is', ([, text, rule]) => {
    expect(json(text)).toThrow(expect.objectContaining({ rule }));
  });

  test('what PostgreSQL cannot keep is left out of a text', () => {
    const episode = bodyOf(read(withLeaf('circumstances.narrative', 'a\u0000b\ud800c')), 'missing-episode');
    expect(episode['circumstances']).toBe('abc');
  });

  const mutate = (bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array => {
    const mutated = Uint8Array.from(bytes);
    for (const [at, byte] of changes) mutated[at % mutated.length] = byte;
    return mutated;
  };

  /** Every record is either read or unreadable; a file that is neither is refused with a rule. */
  const isReadOrRefused = (format: Format, bytes: Uint8Array): boolean => {
    try {
      return [...format.read(bytes, options)].every(
        ({ unreadable, facts }) => (unreadable === null) === facts.length > 0,
      );
    } catch (error) {
      return error instanceof UnreadableFile;
    }
  };

  test.for(['complete-new.json', 'broken.json', 'rows.csv', 'ragged.csv'])(
    '%s with any bytes changed is read record by record, or refused as a file; nothing else happens',
    (name) => {
      const bytes = bytesOf(name);
      const format = formatOf(name, bytes);
      const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 12 });
      fc.assert(
        fc.property(changes, (made) => isReadOrRefused(format, mutate(bytes, made))),
        { numRuns: 100 },
      );
    },
  );

  test('any JSON value in the place of any leaf makes issues, never a crash', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leafPaths), fc.jsonValue(), (path, value) => {
        const record = read(withLeaf(path, value));
        expect(record.unreadable === null).toBe(record.facts.length > 0);
      }),
      { numRuns: 400 },
    );
  });
});
