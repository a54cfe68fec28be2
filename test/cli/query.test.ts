import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';
import { typeCommand } from '../support/type-command.ts';

const police = ['--role', 'police-missing-coordinator', '--organisation', '14', '--purpose', 'LOCATE_CHILD'];
const named = 'query Names($n: PageSize) { children(first: $n) { nodes { familyName } } } query Hub { hub { now } }';

let hub: CommandLine;
beforeAll(async () => {
  hub = await openCommandLine();
  const path = await hub.write('new.json', policeFile([policeMessage(1)]));
  await hub.json(['ingest', 'police', path, '--organisation', '14']);
});
afterAll(() => hub.close());

const ledger = async () =>
  (
    await hub.database.pools.owner.query(
      'select person, role, operation, coordinates, touched from ledger_entry e join ledger_field_list l on l.id = e.field_list',
    )
  ).rows;

test('a document is read from a file, from the command line or from standard input, all with the same answer', async () => {
  const path = await hub.write('names.graphql', named);
  const options = [...police, '--operation', 'Names', '--variables', '{"n": 1}', '--json'];
  const outcomes = await Promise.all([
    hub.run(['query', path, ...options]),
    hub.run(['query', named, ...options]),
    hub.run(['query', '-', ...options], { stdin: named }),
  ]);
  for (const { code, stdout } of outcomes) {
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      data: { children: { nodes: [{ familyName: 'Number 1' }] } },
      extensions: { knownAt: expect.any(String), withheld: [] },
    });
  }
});

test('what was shown is in the ledger, by whom', async () => {
  const before = (await ledger()).length;
  await hub.json(['query', '{ children { nodes { familyName } } }', ...police, '--person', 'coordinator-7']);
  const entries = await ledger();
  expect(entries).toHaveLength(before + 1);
  expect(entries).toContainEqual({
    person: 'coordinator-7',
    role: 'police-missing-coordinator',
    operation: null,
    coordinates: expect.arrayContaining(['Child.familyName']),
    touched: [expect.anything()],
  });
});

test('what the planner leaves to resolvers is answered too', async () => {
  const { data } = await hub.ask(
    { role: 'police-missing-coordinator', organisation: '14', purpose: 'LOCATE_CHILD' },
    '{ __type(name: "Child") { name } children { nodes { familyName } } }',
  );
  expect(data).toEqual({ __type: { name: 'Child' }, children: { nodes: [{ familyName: 'Number 1' }] } });
});

test('the domain clock is where the settings put it', async () => {
  const outcome = await hub.run(['query', named, ...police, '--operation', 'Hub', '--json']);
  expect(outcome.stdout).toMatch(/"now" ?: ?"2015-10-23T09:00:/);
});

test('--as-known-at is the past of every root field that names none', async () => {
  const words = ['query', '{ children { nodes { familyName } } episodes { nodes { id } } }', ...police, '--json'];
  const { stdout } = await hub.run([...words, '--as-known-at', '2015-01-01T00:00:00Z']);
  expect(JSON.parse(stdout)).toMatchObject({
    data: { children: { nodes: [] }, episodes: { nodes: [] } },
    extensions: { knownAt: '2015-01-01T00:00:00Z' },
  });
});

test('a document that is not valid exits 1 with the response that says why', async () => {
  const { code, stdout } = await hub.run(['query', '{ nobody }', ...police, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  const broken = await hub.run(['query', '{ children {', ...police, '--as-known-at', '2015-01-01T00:00:00Z', '--json']);
  expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining('GRAPHQL_PARSE_FAILED') });
});

test('the limits of a request hold here too', async () => {
  const many = `{ ${Array.from({ length: 11 }, (_, n) => `a${n}: hub { now }`).join(' ')} }`;
  const { code, stdout } = await hub.run(['query', many, ...police, '--json']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('LIMIT_ROOT_FIELDS') });
});

const viewer = (role: string, organisation: string, purpose: string) => [
  ...['query', '{ hub { now } }', '--role', role, '--organisation', organisation, '--purpose', purpose],
];

test.for([
  ['a role', viewer('boss', '14', 'LOCATE_CHILD'), /--role: [\s\S]*social-worker/],
  ['an organisation', viewer('auditor', '99', 'LOCATE_CHILD'), /--organisation: [\s\S]*DSCP/],
  ['a role of such an organisation', viewer('auditor', '14', 'AUDIT_PSEUDONYMISED'), /partnership/],
  ['a purpose', viewer('auditor', 'DSCP', 'CURIOSITY'), /AUDIT_PSEUDONYMISED/],
  ['a JSON object', [...viewer('auditor', 'DSCP', 'AUDIT_PSEUDONYMISED'), '--variables', '[1'], /--variables: /],
] as const)('what is not %s is not understood, and what would be is named', async ([_title, words, complaint]) => {
  expect(await typeCommand(words)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(complaint) });
});

test('a document that is neither a file nor GraphQL is refused', async () => {
  const outcome = await typeCommand(['query', 'names.gql', ...police]);
  expect(outcome).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('names.gql') });
});
