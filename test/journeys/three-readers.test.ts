import { readFile } from 'node:fs/promises';
import { getNamedType, isCompositeType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildHubSchema } from '../../schema/index.ts';
import { governedFields } from '../../src/plan/guard.ts';
import { type Asked, type CommandLine, openCommandLine } from '../support/command-line.ts';

const fixture = new URL('../../adapters/police/fixtures/complete-new.json', import.meta.url);
const placement = z.object({ lines: z.array(z.string()), postcode: z.string() });
const notified = z.object({
  notifications: z.array(z.object({ care: z.object({ placementAddress: placement }) })).length(1),
});
const onRoll = JSON.stringify({
  contract: 'hub-records/involvements',
  version: '1.0',
  involvements: [
    {
      ...{ id: 'ROLL-1', involvement: 'SCHOOL', organisation: '3714000', person: null },
      child: { identifiers: [{ system: 'upn', value: 'M371000015001' }], birthOn: '2001-03-14' },
      ...{ startedOn: '2012-09-03', endedOn: null },
    },
  ],
});

const schema = buildHubSchema();
const parts: Readonly<Record<string, string>> = {
  Address: '{ lines postcode uprn }',
  Contact: '{ name relationship phone organisation }',
  PersonName: '{ use given family }',
  Identifier: '{ system value valid authority }',
  EpisodeSource: '{ organisation system startedOn }',
  Completeness: '{ complete score }',
};

/** Every governed field of a type that is a value, as a selection. */
const everyField = (name: string): string => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no type`);
  const fields = governedFields(type).flatMap(({ field }) => {
    const returned = getNamedType(type.getFields()[field]?.type);
    if (!isCompositeType(returned)) return [field];
    return parts[returned.name] ? [`${field} ${parts[returned.name]}`] : [];
  });
  return `__typename id ${fields.join(' ')} absences { field reason ask }`;
};

const document = `query SharedView { children { nodes { ${everyField('Child')}
  episodes { ${everyField('Episode')} }
  notifications { ${everyField('Notification')} }
} } }`;

const absence = z.object({ field: z.string(), reason: z.string().min(1), ask: z.string().nullable() });
const row = z.looseObject({ __typename: z.string(), id: z.string(), absences: z.array(absence) });
type Row = z.infer<typeof row>;
const rows = z.array(row);
const view = z.object({ children: z.object({ nodes: z.array(row).length(1) }) });

const childOf = ({ data }: Asked): Row => {
  const [child] = view.parse(data).children.nodes;
  if (!child) throw new Error('nobody is seen');
  return child;
};
const rowsOf = (child: Row): readonly Row[] => [
  child,
  ...['episodes', 'notifications'].flatMap((name) => rows.parse(child[name] ?? [])),
];
const shapeOf = (child: Row): readonly string[] => Object.keys(child).filter((field) => child[field] !== null);

const readers = {
  police: { role: 'police-missing-coordinator', organisation: '14', purpose: 'LOCATE_CHILD' },
  school: { role: 'school-safeguarding-lead', organisation: '3714000', purpose: 'LOCATE_CHILD' },
  auditor: { role: 'auditor', organisation: 'DSCP', purpose: 'AUDIT_PSEUDONYMISED' },
} as const;
type Reader = keyof typeof readers;

let hub: CommandLine;
let address: z.infer<typeof placement>;
let seen: Readonly<Record<Reader, Asked>>;
beforeAll(async () => {
  hub = await openCommandLine();
  const bytes = await readFile(fixture);
  const [notification] = notified.parse(JSON.parse(bytes.toString('utf8'))).notifications;
  if (!notification) throw new Error('the fixture holds no notification');
  address = notification.care.placementAddress;
  await hub.json(['ingest', 'police', await hub.write('new.json', bytes), '--organisation', '14']);
  await hub.json(['ingest', 'hub-records', await hub.write('roll.json', onRoll), '--organisation', '3714000']);
  const [police, school, auditor] = await Promise.all([
    hub.ask(readers.police, document),
    hub.ask(readers.school, document),
    hub.ask(readers.auditor, document),
  ]);
  seen = { police, school, auditor };
});
afterAll(() => hub.close());

test('police, school and auditor are given three different views of the same child', () => {
  const shapes = Object.values(seen).map((asked) => JSON.stringify(shapeOf(childOf(asked))));
  expect(new Set(shapes).size).toBe(3);
  expect(childOf(seen.police)).toMatchObject({ givenNames: 'Kayleigh', placementAddress: address });
  expect(childOf(seen.school)).toMatchObject({ givenNames: 'Kayleigh', placementAddress: null, missingNow: true });
  expect(childOf(seen.auditor)).toMatchObject({ givenNames: null, placementAddress: null, age: 14 });
});

test('the auditor knows the child by a pseudonym of their own', () => {
  expect(childOf(seen.school).id).toBe(childOf(seen.police).id);
  expect(childOf(seen.auditor).id).not.toBe(childOf(seen.police).id);
});

test.for(Object.keys(readers).filter((name): name is Reader => name in readers))(
  'every governed field that is null for the %s says why',
  (reader) => {
    for (const one of rowsOf(childOf(seen[reader]))) {
      const type = schema.getType(one.__typename);
      if (!isObjectType(type)) throw new Error('an object without a type');
      const unexplained = governedFields(type)
        .filter(({ field }) => one[field] === null)
        .filter(({ field }) => one.absences.filter((given) => given.field === field).length !== 1);
      expect(unexplained.map(({ field }) => `${one.__typename}.${field}`)).toEqual([]);
    }
  },
);

test('what the school may not see it is told is withheld, and whom to ask', () => {
  const withheld = childOf(seen.school).absences.filter(({ reason }) => reason === 'WITHHELD_BY_POLICY');
  expect(withheld).toContainEqual(expect.objectContaining({ field: 'placementAddress', ask: expect.any(String) }));
});

test('no line of the placement address, nor its postcode, is anywhere in what the school is sent', () => {
  for (const text of [...address.lines, address.postcode, address.postcode.replace(' ', '')]) {
    expect(seen.police.text + text.replace(' ', '')).toContain(text);
    expect(seen.school.text).not.toContain(text);
  }
});
