import { type FieldNode, Kind, parse, type SelectionSetNode, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { demoClockStart, domainClock } from '../../src/server/domain-clock.ts';
import { limitRules } from '../../src/server/limits/index.ts';
import { sharedViewReaders } from '../../src/server/shared-view-readers.ts';
import { absenceText, ruleText } from '../../src/server/web/shared-view/absence-text.ts';
import { type AskWithToken, askReaders, type Column } from '../../src/server/web/shared-view/ask-readers.ts';
import { readKnownAt, weekHours, weekMoments } from '../../src/server/web/shared-view/known-week.ts';
import { findDocument, sharedViewDocument } from '../../src/server/web/shared-view/question.ts';
import { readCell } from '../../src/server/web/shared-view/read-cell.ts';
import type { Reader } from '../../src/server/web/shared-view/reader.ts';
import { rowGroups, type SharedViewRow } from '../../src/server/web/shared-view/rows.ts';
import { sharedViewTable } from '../../src/server/web/shared-view/shared-view-table.ts';
import { type SmallHub, smallHub, smallSchema } from '../support/small-hub.ts';

const rows = rowGroups.flatMap((group) => group.rows);
const rowOf = (label: string): SharedViewRow => {
  const row = rows.find((one) => one.label === label);
  if (!row) throw new Error(`no row is called ${label}`);
  return row;
};

const withheld = (field: string) => ({
  ...{ field, reason: 'WITHHELD_BY_POLICY' as const },
  ...{ rule: 'policy 2026.1, class AD', ask: 'the responsible authority' },
});
const notAsked = (field: string) => ({ field, reason: 'NOT_ASKED' as const, rule: null, ask: null });

/** A child as the hub answers, with nothing in it but what a test puts there. */
const answered = (fields: Readonly<Record<string, unknown>>) => ({
  ...Object.fromEntries(rows.map(({ field }) => [field, null])),
  ...{ episodes: [], enrolments: [], involvements: [], absences: [] },
  ...fields,
});

describe('the question', () => {
  test.for([findDocument, sharedViewDocument])('is one this hub answers, within its limits', (document) => {
    const schema = buildHubSchema();
    expect(validate(schema, parse(document))).toEqual([]);
    expect(validate(schema, parse(document), limitRules)).toEqual([]);
  });

  const fieldsOf = (set: SelectionSetNode | undefined): readonly FieldNode[] =>
    (set?.selections ?? []).filter((one): one is FieldNode => one.kind === Kind.FIELD);

  const reaches = (from: readonly FieldNode[], [name, ...rest]: readonly string[]): boolean =>
    name === undefined || from.some((one) => one.name.value === name && reaches(fieldsOf(one.selectionSet), rest));

  test.for(rows)('asks for the field of the row “$label”, and why it is empty', ({ through, field }) => {
    const [operation] = parse(sharedViewDocument).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    const root = fieldsOf(operation.selectionSet);
    expect(reaches(root, ['child', ...through, field])).toBe(true);
    expect(reaches(root, ['child', ...through, 'absences'])).toBe(true);
  });
});

describe('a cell', () => {
  test.for([
    ['Given names', { givenNames: 'Robyn' }, 'Robyn'],
    ['Date of birth', { birthOn: '2001-04-09' }, '9 April 2001'],
    ['Age', { age: 14 }, '14'],
    ['Ethnic group', { ethnicGroup: 'WBRI' }, 'White British'],
    ['Missing now', { missingNow: false }, 'No'],
    ['Home address', { homeAddress: { lines: ['41 Invented Row'], postcode: 'DN4 0ZZ' } }, '41 Invented Row, DN4 0ZZ'],
    ['Placement address', { placementAddress: { lines: null, postcode: 'DN4 9ZZ' } }, 'DN4 9ZZ'],
    [
      'School',
      { involvements: [{ involvement: 'SCHOOL', involvedOrganisation: '3714000' }] },
      'Danum Bridge Academy (invented)',
    ],
    ['Risk grade', { episodes: [{ riskGrade: 'HIGH', absences: [] }] }, 'High'],
    [
      'Missing since',
      { episodes: [{ startedAt: '2015-10-22T17:40:00.000Z', absences: [] }] },
      '22 October 2015, 18:40',
    ],
  ] as const)('“%s” shows a value as a person would write it', ([label, fields, text]) => {
    expect(readCell(answered(fields), rowOf(label))).toEqual({ kind: 'value', text });
  });

  test('that is withheld is told from one that is not held: the rule and whom to ask, or why it is empty', () => {
    const child = answered({ absences: [withheld('placementAddress'), notAsked('religion')] });
    expect(readCell(child, rowOf('Placement address'))).toEqual({
      ...{ kind: 'withheld', reason: 'WITHHELD_BY_POLICY' },
      ...{ rule: 'policy 2026.1, class AD', ask: 'the responsible authority' },
    });
    expect(readCell(child, rowOf('Religion or belief'))).toEqual({ kind: 'empty', reason: 'NOT_ASKED' });
  });

  test('of a list that is withheld is withheld; of an empty list there is no such record', () => {
    const child = answered({ enrolments: null, absences: [withheld('enrolments')] });
    expect(readCell(child, rowOf('School'))).toMatchObject({ kind: 'withheld' });
    expect(readCell(answered({}), rowOf('School'))).toEqual({ kind: 'none', text: 'None on record' });
    expect(readCell(answered({}), rowOf('Risk grade'))).toEqual({ kind: 'none', text: 'No absence on record' });
  });

  test('of a school is withheld even where an involvement would tell it', () => {
    const involvements = [{ involvement: 'SCHOOL', involvedOrganisation: '3714000' }];
    const child = answered({ enrolments: null, involvements, absences: [withheld('enrolments')] });
    expect(readCell(child, rowOf('School'))).toMatchObject({ kind: 'withheld' });
  });

  test('has words for every reason, and names the class of a rule', () => {
    expect(Object.values(absenceText).every((text) => text.length > 0)).toBe(true);
    expect(ruleText('policy 2026.1, class AD')).toBe('Class AD, placement and home address (policy 2026.1)');
    expect(ruleText('a rule of another kind')).toBe('a rule of another kind');
  });
});

describe('the hour of the week', () => {
  test.for([
    ['0', '2015-10-15T23:00:00.000Z'],
    ['166', '2015-10-22T21:00:00.000Z'],
    [String(weekHours), new Date(demoClockStart).toISOString()],
  ] as const)('%s is the instant %s', ([at, instant]) => {
    expect(readKnownAt(at)).toEqual({ kind: 'past', hours: Number(at), instant });
  });

  test('is now where the address names none', () => {
    expect(readKnownAt(undefined)).toEqual({ kind: 'now' });
  });

  test.for(['', '-1', '179', '1.5', '1e2', ' 7', 'never', '2015-10-22', '9999999', ['1', '2'], {}])(
    '%j is refused',
    (at) => {
      expect(readKnownAt(at)).toEqual({ kind: 'refused' });
    },
  );

  test.for(weekMoments)('“$title” is one that can be asked for', ({ hours }) => {
    expect(readKnownAt(String(hours))).toMatchObject({ kind: 'past', hours });
  });
});

const childId = '5e46767a-fe90-4c51-89af-d554a336bdc0';

const reader = (title: string): Reader => ({
  ...{ title, organisation: 'An organisation', purpose: 'SAFEGUARD_PLAN', isPseudonymous: false },
  token: async () => title,
  idOf: (id) => `Child:${title}/${id}`,
});

describe('asking the readers', () => {
  const view = { authorityChildId: 'DON0001', readers: [reader('police'), reader('school')] };
  const child = answered({ id: 'Child:x', givenNames: 'Robyn' });

  test('each asks the same question with a token of their own, for the child as they know it', async () => {
    const asked: unknown[] = [];
    const ask: AskWithToken = async (token, { query, variables }) => {
      asked.push([token, query, variables]);
      if (query === findDocument) return { data: { childByIdentifier: { id: `Child:${childId}` } } };
      return { data: { child } };
    };
    const columns = await askReaders(ask, view, '2015-10-22T21:00:00Z');
    expect(columns?.map(({ cells }) => cells?.get(rowOf('Given names')))).toEqual([
      { kind: 'value', text: 'Robyn' },
      { kind: 'value', text: 'Robyn' },
    ]);
    const asKnownAt = '2015-10-22T21:00:00Z';
    expect(asked).toEqual([
      ['police', findDocument, { number: 'DON0001' }],
      ['police', sharedViewDocument, { child: `Child:police/${childId}`, asKnownAt }],
      ['school', sharedViewDocument, { child: `Child:school/${childId}`, asKnownAt }],
    ]);
  });

  test.for([
    ['the child is not found', { data: { childByIdentifier: null } }],
    ['the hub has a fault', { errors: [{ message: 'Internal fault' }], data: null }],
    ['the answer is no answer', 'nothing'],
  ] as const)('gives nothing where %s', async ([, answer]) => {
    expect(await askReaders(async () => answer, view, null)).toBeUndefined();
  });

  test('a reader who is shown no such child has an empty column, not another’s', async () => {
    const ask: AskWithToken = async (token, { query }) => {
      if (query === findDocument) return { data: { childByIdentifier: { id: `Child:${childId}` } } };
      return { data: { child: token === 'police' ? child : null } };
    };
    const columns = (await askReaders(ask, view, null)) ?? [];
    expect(columns.map(({ cells }) => cells === null)).toEqual([false, true]);
    expect(sharedViewTable(columns, demoClockStart).html).toContain('>Not known to the hub then</td>');
  });
});

test('the table says that a cell is withheld in words, not by its hatching alone, and escapes what it shows', () => {
  const child = answered({
    givenNames: '<b>Robyn</b>',
    absences: [withheld('placementAddress'), notAsked('religion')],
  });
  const column: Column = { reader: reader('School'), cells: new Map(rows.map((row) => [row, readCell(child, row)])) };
  const { html } = sharedViewTable([column], demoClockStart);
  expect(html).toMatch(
    /class="withheld"[^>]*><strong>Withheld<\/strong>\s*<span>Class AD[^<]*<\/span>\s*<span>Ask the/,
  );
  expect(html).toMatch(/class="empty"[^>]*><strong>Not held<\/strong>\s*<span>Not asked<\/span>/);
  expect(html).toContain('&lt;b&gt;Robyn&lt;/b&gt;');
  expect(html).not.toContain('<b>');
  expect(html.match(/<th scope="row"/g)).toHaveLength(rows.length + 1);
});

describe('the pages of the shared view', () => {
  const key = 'ab'.repeat(32);
  const local = { host: 'localhost:4000' };
  const clock = domainClock({ startsAt: demoClockStart, systemNow: () => 0 });
  const web = { schema: smallSchema(), clock, isDemoClock: true };
  let hub: SmallHub;
  let bare: SmallHub;
  beforeAll(async () => {
    bare = await smallHub({ web });
    const sharedView = { authorityChildId: 'DON0001', readers: sharedViewReaders(bare.issuer, key) };
    const offers = { curlLines: async () => [], viewers: async () => [], sharedView };
    hub = await smallHub({ issuer: bare.issuer, web: { ...web, offers } });
  });
  afterAll(async () => {
    await hub.close();
    await bare.close();
  });

  test.for(['/?at=never', '/shared-view?at=never', '/shared-view?at=', '/shared-view?at=1&at=2'])(
    '%s is refused, and says what may be asked for',
    async (url) => {
      const { statusCode, body } = await hub.app.inject({ url, headers: local });
      expect(statusCode).toBe(400);
      expect(body).toMatch(/whole number of hours from 0 to 178, counted from 16 October 2015, 00:00/);
    },
  );

  test('say so where the hub has no answer, and still show the rest', async () => {
    const { statusCode, body } = await hub.app.inject({ url: '/?at=12', headers: local });
    expect(statusCode).toBe(200);
    expect(body).toContain('could not answer the question just now');
    expect(body).toContain('href="/explorer"');
    expect(body).toContain('<form id="known" method="get" action="/#shared">');
  });

  test('ask through the door that everybody uses: the log names the reader', async () => {
    await hub.app.inject({ url: '/', headers: local });
    expect(hub.logged()).toMatch(/"route":"\/graphql".*"role":"police-missing-coordinator"/);
  });

  test.for([
    { url: '/', headers: { host: 'rebound.example' } },
    { url: '/', headers: local, remoteAddress: '192.0.2.7' },
  ])('are not shown to another machine or under another name: %j', async (request) => {
    expect((await hub.app.inject(request)).body).not.toContain('id="shared"');
    expect((await hub.app.inject({ ...request, url: '/shared-view' })).statusCode).toBe(404);
  });

  test('are not there where no demo is offered, as in production, whatever the address asks', async () => {
    const page = await bare.app.inject({ url: '/?at=never', headers: local });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/id="shared"|shared-view/);
    expect(page.body).toContain('href="/explorer"');
    expect((await bare.app.inject({ url: '/shared-view', headers: local })).statusCode).toBe(404);
  });

  test('know the auditor’s child by a pseudonym, and the child of the others by its id', () => {
    const ids = sharedViewReaders(bare.issuer, key).map(({ idOf }) => idOf(childId));
    expect(ids.slice(0, 2)).toEqual([`Child:${childId}`, `Child:${childId}`]);
    expect(ids[2]).toMatch(/^Child:[0-9a-f-]{36}$/);
    expect(ids[2]).not.toContain(childId);
  });
});
