import { readFileSync } from 'node:fs';
import { type GraphQLOutputType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { z } from 'zod';
import { buildHubSchema } from '../../schema/index.ts';
import type { Role } from '../../src/domain/policy.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type WritableKind, writableKinds } from '../../src/domain/writable.ts';
import { type AskedHub, openAskedHub } from './asked-hub.ts';
import { formatNamed } from './hub-records.ts';

const notification: unknown = JSON.parse(
  readFileSync(new URL('../../adapters/police/fixtures/complete-new.json', import.meta.url), 'utf8'),
);

const authority = 'E08000017';

/** One worker of each role that enters records, each with a relationship to Kayleigh. */
export const workers = {
  'police-missing-coordinator': { organisation: '14', person: 'officer-1', purpose: 'SAFEGUARD_PLAN' },
  'police-investigator': { organisation: '14', person: 'officer-2', purpose: 'INVESTIGATION' },
  'social-worker': { organisation: authority, person: 'worker-1', purpose: 'SAFEGUARD_PLAN' },
  'duty-team': { organisation: authority, person: 'duty-1', purpose: 'SAFEGUARD_PLAN' },
  'reviewing-officer': { organisation: authority, person: 'iro-021', purpose: 'CARE_REVIEW' },
  'interview-worker': { organisation: authority, person: 'interviewer-1', purpose: 'RHI_DELIVERY' },
  'early-help-lead': { organisation: 'EH-E08000017', person: 'lead-1', purpose: 'SAFEGUARD_PLAN' },
  'health-named-nurse': { organisation: 'RP5', person: 'nurse-1', purpose: 'SAFEGUARD_PLAN' },
  'school-safeguarding-lead': { organisation: '3714000', person: 'lead-2', purpose: 'SAFEGUARD_PLAN' },
  'placement-provider': { organisation: 'SC400001', person: 'home-1', purpose: 'SAFEGUARD_PLAN' },
  'host-authority': { organisation: 'E08000018', person: 'host-1', purpose: 'SAFEGUARD_PLAN' },
} as const satisfies Partial<Record<Role, Omit<Viewer, 'role'>>>;
export type WorkerRole = keyof typeof workers;

const isWorker = (role: string): role is WorkerRole => role in workers;
export const workerRoles: readonly WorkerRole[] = Object.keys(workers).filter(isWorker);
export const workerOf = (role: WorkerRole): Viewer => ({ role, ...workers[role] });

const involvements = [
  ['REVIEWING_OFFICER', authority, 'iro-021'],
  ['INTERVIEW_WORKER', authority, 'interviewer-1'],
  ['EARLY_HELP', 'EH-E08000017', null],
  ['HEALTH', 'RP5', null],
  ['SCHOOL', '3714000', null],
  ['PLACEMENT_PROVIDER', 'SC400001', null],
  ['HOST_AUTHORITY', 'E08000018', null],
].map(([involvement, organisation, person], index) => ({
  id: `INV-${index}`,
  child: {
    identifiers: [{ system: 'upn', value: 'M371000015001' }],
    names: [{ given: 'Kayleigh', family: 'Marsden' }],
    birthOn: '2001-03-14',
  },
  ...{ involvement, organisation, startedOn: '2015-03-02', endedOn: null },
  person: person === null ? null : { id: person, name: 'Ada Holm', jobTitle: null },
}));

/** What the mutation of an entry answers. */
export const entered = z.looseObject({
  __typename: z.string(),
  code: z.string().optional(),
  message: z.string().optional(),
  record: z.looseObject({ id: z.string() }).nullish(),
  knownAt: z.string().optional(),
  outcome: z.string().optional(),
  repeated: z.boolean().optional(),
});
export type Entered = z.infer<typeof entered>;

const schema: GraphQLSchema = buildHubSchema();

const selectionOf = (type: GraphQLOutputType): string => {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).filter(
    ({ name }) => !['child', 'episodes', 'absences'].includes(name),
  );
  return `{ ${fields.map((field) => `${field.name} ${selectionOf(field.type)}`).join(' ')} }`;
};

/** Every field of a type's records, with what their parts hold and why fields are empty. */
export const wholeOf = (typeName: string): string => {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`no type ${typeName}`);
  return selectionOf(type).replace(/ }$/, ' absences { field reason } }');
};

/** What an example of a kind's contract says, as the input of its mutation. */
export const exampleOf = ({ contract }: WritableKind): { record: Record<string, unknown>; absent: object[] } => {
  const { id: _id, child: _child, statedAt: _at, absent, ...said } = formatNamed(contract).contract.example;
  const reasons = z.record(z.string(), z.looseObject({ reason: z.string() })).parse(absent ?? {});
  return {
    record: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
    absent: Object.entries(reasons).map(([field, reason]) => ({ field, ...reason })),
  };
};

/** A hub that knows Kayleigh, whom every worker has a relationship to. */
export interface EnteringHub extends AskedHub {
  readonly childId: string;
  enter(worker: Viewer, writable: WritableKind, input: Readonly<Record<string, unknown>>): Promise<Entered>;
  count(sql: string): Promise<number>;
}

let keys = 0;
/** A key nobody has used. */
export const freshKey = (): string => {
  keys += 1;
  return `key-of-a-request-${keys}`;
};

export const writable = (mutation: string): WritableKind => {
  const found = writableKinds.find((one) => one.mutation === mutation);
  if (!found) throw new Error(`no mutation ${mutation}`);
  return found;
};

export const openEnteringHub = async (): Promise<EnteringHub> => {
  const hub = await openAskedHub();
  await hub.send('police', '14', notification);
  await hub.send('hub-records', authority, { contract: 'hub-records/involvements', version: '1.0', involvements });
  const { rows } = await hub.database.pools.owner.query<{ id: string }>(
    `select child_id::text id from child_view where known_to = 'infinity'`,
  );
  const childId = `Child:${rows[0]?.id}`;
  return {
    ...hub,
    childId,
    enter: async (worker, { mutation, type }, input) => {
      const document = `mutation($input: ${type}RecordInput!) { entered: ${mutation}(input: $input) { __typename
        ... on ${type}Recorded { record ${wholeOf(type)} knownAt outcome repeated } ... on Refusal { code message } } }`;
      const data = await hub.ask(worker, document, { input: { idempotencyKey: freshKey(), ...input } });
      // Answers write instants to the millisecond, contracts to the second.
      return entered.parse(JSON.parse(JSON.stringify(data['entered']).replaceAll('.000Z"', 'Z"')));
    },
    count: async (sql) => Number((await hub.database.pools.owner.query<{ n: number }>(sql)).rows[0]?.n ?? Number.NaN),
  };
};
