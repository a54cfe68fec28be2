import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { conditionBits } from '../../src/domain/projection.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import {
  type Claim,
  ingestSample,
  isSound,
  type SampleOutcome,
  samplesFolder,
  surveySamples,
} from '../support/samples.ts';

const isHere = existsSync(samplesFolder);
const title = isHere ? '' : ' (skipped: the public samples are not in ../shared/samples)';
const readsHealth = adapters.some(({ id }) => id === 'health');

const label = z.looseObject({ code: z.string() });
const patient = z.looseObject({
  resourceType: z.literal('Patient'),
  id: z.string(),
  meta: z.looseObject({ security: z.array(label).optional() }).optional(),
  address: z
    .array(z.looseObject({ line: z.array(z.string()).optional(), postalCode: z.string().optional() }))
    .optional(),
});
type Patient = z.infer<typeof patient>;

const patientsIn = (value: unknown): readonly Patient[] => {
  if (Array.isArray(value)) return value.flatMap(patientsIn);
  if (typeof value !== 'object' || value === null) return [];
  const found = patient.safeParse(value);
  return [...(found.success ? [found.data] : []), ...Object.values(value).flatMap(patientsIn)];
};

const isRestricted = ({ meta }: Patient): boolean =>
  (meta?.security ?? []).some(({ code }) => code === 'R' || code === 'V');

/** What of an address could be recognised again; a house number alone could be anything. */
const tracesOf = ({ address }: Patient): readonly string[] =>
  (address ?? [])
    .flatMap(({ line = [], postalCode = '' }) => [...line, postalCode])
    .filter((part) => part.trim().length > 4);

const childRow = z.object({ child_id: z.string(), flags: z.int(), home_address: z.unknown(), whole: z.string() });

let database: TestDatabase;
let claims: readonly Claim[];
const outcomes: SampleOutcome[] = [];

const childOf = async (nhsNumber: string) => {
  const { rows } = await database.pools.owner.query(
    `select child_id, flags, home_address, to_jsonb(child_view)::text whole from child_view
     where known_to = 'infinity' and identifiers @> jsonb_build_array(jsonb_build_object('value', $1::text))`,
    [nhsNumber],
  );
  return rows.map((row) => childRow.parse(row));
};

/** Everything that is told to somebody who does not hold the record: issues, reasons, notices, jobs. */
const told = async (): Promise<string> => {
  const { rows } = await database.pools.owner.query<{ said: string }>(
    `select issues::text || coalesce(reasons::text, '') said from source_record
     union all select payload::text from outbox union all select payload::text || coalesce(last_error, '') from job`,
  );
  return rows.map(({ said }) => said).join('\n');
};

const claimOf = (name: string): Claim => {
  const claim = claims.find(({ path, adapter }) => adapter.id === 'health' && basename(path) === name);
  if (claim === undefined) throw new Error(`health does not read ${name}`);
  return claim;
};

beforeAll(async () => {
  if (!isHere) return;
  database = await createDatabase();
  claims = surveySamples(samplesFolder).claims;
  for (const claim of claims) outcomes.push(await ingestSample(database.pools, claim));
}, 300_000);
afterAll(() => database?.drop());

describe.skipIf(!isHere)(`the public samples${title}`, () => {
  test('every file a format knows comes in without a crash and whole, and every issue names its place', () => {
    expect(outcomes.filter((outcome) => !isSound(outcome))).toEqual([]);
    expect(outcomes.reduce((sum, { stored }) => sum + stored, 0)).toBeGreaterThan(7000);
  });

  test('four agencies at least know files of theirs, and no two formats know the same file', () => {
    const known = new Set(claims.map(({ adapter }) => adapter.id));
    expect([...known]).toEqual(expect.arrayContaining(['education', 'health', 'police', 'social-care']));
    expect(claims).toHaveLength(new Set(claims.map(({ path }) => path)).size);
  });
});

describe.skipIf(!isHere || !readsHealth)(`a patient whose record is restricted${title}`, () => {
  test('is marked as protected, and the child view holds no home address', async () => {
    const files = claims.filter(({ adapter, path }) => adapter.id === 'health' && path.endsWith('.json'));
    const patients = files.flatMap(({ path }) => patientsIn(JSON.parse(readFileSync(path, 'utf8'))));
    const restricted = patients.filter(isRestricted);
    expect(restricted.length).toBeGreaterThan(0);
    for (const one of restricted) {
      const children = await childOf(one.id);
      expect(children).toHaveLength(1);
      for (const { flags, home_address, whole } of children) {
        expect(flags & conditionBits.ADDRESS_PROTECTED).toBe(conditionBits.ADDRESS_PROTECTED);
        expect(home_address).toBeNull();
        for (const trace of tracesOf(one)) expect(whole).not.toContain(trace);
      }
    }
  });

  test.for([
    ['R', 'patient_9693632109.json'],
    ['V', 'patient_9733162043.json'],
  ] as const)('is so too where the sender forgot to take the address out (%s)', async ([code, name]) => {
    const claim = claimOf(name);
    const text = readFileSync(claim.path, 'utf8');
    const [before] = patientsIn(JSON.parse(text));
    if (before === undefined) throw new Error('no patient in the sample');
    const traces = tracesOf(before);
    const [open] = await childOf(before.id);
    // The twin: unrestricted, the address is shown.
    expect(open?.home_address).not.toBeNull();
    expect((open?.flags ?? 0) & conditionBits.ADDRESS_PROTECTED).toBe(0);
    expect(traces.filter((trace) => open?.whole.includes(trace)).length).toBeGreaterThan(0);

    const marked = text.replace(/("security"[\s\S]*?"code"\s*:\s*)"U"/, `$1"${code}"`);
    expect(patientsIn(JSON.parse(marked)).some(isRestricted)).toBe(true);
    const outcome = await ingestSample(database.pools, claim, new TextEncoder().encode(marked));
    expect(isSound(outcome)).toBe(true);
    const { rows } = await database.pools.owner.query(
      `select child_id, flags, home_address, to_jsonb(child_view)::text whole from child_view
       where known_to = 'infinity' and child_id = $1`,
      [open?.child_id],
    );
    const [now] = rows.map((row) => childRow.parse(row));
    expect((now?.flags ?? 0) & conditionBits.ADDRESS_PROTECTED).toBe(conditionBits.ADDRESS_PROTECTED);
    expect(now?.home_address).toBeNull();
    const said = await told();
    for (const trace of traces) expect(`${now?.whole}\n${said}`).not.toContain(trace);
  });
});
