import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildHubSchema } from '../../schema/index.ts';
import { isUnderCeiling } from '../../src/domain/agreement.ts';
import { type Role, roleTerms } from '../../src/domain/policy.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { ceilingRule } from '../../src/plan/compile-absences.ts';
import { readOnce } from '../../src/store/single-read.ts';
import { type CrossedInterview, letCross } from '../support/crossed-interviews.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { runByPlan, runByResolvers, servingDeps } from '../support/executors.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld } from '../support/scattered-world.ts';
import { worldViewers } from '../support/world-viewers.ts';

const seed = Number(process.env['HOMEWARD_SEED'] ?? 20151023);
const draws = rounds(1, 40);
const schema = buildHubSchema();

const partOf: Readonly<Record<string, string>> = { attemptMethods: 'attempts', actionProgress: 'actions' };
const whole = (field: string): string => partOf[field] ?? field;
const plain = `status offered accepted offeredAt scheduledAt heldAt declineReason carerInformationTaken decisionReason
  decidedBy interviewer interviewerRole interviewerClass childPreference preferenceReason place preparedFrom
  investigationCheckedAt investigationFound officerContactedAt accessNeeds reasons harm account quotes wishes leadUp
  whereabouts companions travel sinceReturn analysis childTold reviewOn differenceMade`;
const selection = `__typename id organisation ${plain} attempts { at method place outcome } attemptMethods { at method outcome }
  actions { description owner } actionProgress { agency dueOn } sharedWith { agency recipient }
  absences { field reason rule ask }`;
/** A known time at which some interviews were as they are now and others were not. */
const then = '2015-10-20T12:00:00.000000Z';
const document = (at: string | null) => {
  const known = at === null ? '' : `, asKnownAt: "${at}"`;
  return parse(`{ children(first: 100${known}) { nodes { id interviews(first: 100) { ${selection} }
    timeline(first: 100) { ... on Interview { ${selection} } } } } interviews(first: 100${known}) { nodes { ${selection} } } }`);
};

const absence = z.object({ field: z.string(), reason: z.string(), rule: z.string().nullable() });
const interview = z.looseObject({
  __typename: z.literal('Interview'),
  id: z.string(),
  organisation: z.string(),
  absences: z.array(absence),
});
type ReadInterview = z.infer<typeof interview>;

/** Every interview in an answer, wherever it stands. */
const interviewsIn = (value: unknown): readonly ReadInterview[] => {
  if (Array.isArray(value)) return value.flatMap(interviewsIn);
  if (typeof value !== 'object' || value === null) return [];
  const read = interview.safeParse(value);
  return read.success ? [read.data] : Object.values(value).flatMap(interviewsIn);
};

/** Those who are shown most of interviews, and some who are shown little. */
const usual: readonly Role[] = [
  'social-worker',
  'duty-team',
  'interview-worker',
  'police-missing-coordinator',
  'auditor',
];
const viewers: readonly Viewer[] = worldViewers
  .filter(({ role }) => rounds(0, 1) === 1 || usual.includes(role))
  .flatMap((viewer) =>
    roleTerms[viewer.role].purposes.slice(0, rounds(2, 9)).map((purpose) => ({ ...viewer, purpose })),
  );

const allowedTo = ({ role, purpose }: Viewer, { ceiling }: CrossedInterview): readonly string[] | null =>
  ceiling?.roles.includes(role) && ceiling.purposes.includes(purpose) ? ceiling.fields : null;

/** What of one interview that crossed is shown beyond its ceiling, or withheld without the right word. */
const faultsOf = (read: ReadInterview, allowed: readonly string[] | null): readonly string[] => {
  const reasons = new Map(read.absences.map((one) => [one.field, one]));
  const over = Object.entries(read).filter(([field]) => {
    return field !== '__typename' && isUnderCeiling(whole(field)) && !allowed?.includes(whole(field));
  });
  return over.flatMap(([field, value]) => {
    const why = reasons.get(field);
    const isMasked = why?.rule?.includes('class') ?? false;
    const isTold =
      allowed === null
        ? why?.reason === 'WITHHELD_BY_POLICY' && why.rule === ceilingRule
        : why?.reason === 'WITHHELD_BY_SOURCE';
    return value === null && (isMasked || isTold) ? [] : [`${field} ${JSON.stringify({ value, why })}`];
  });
};

/** Whether a field that only its ceiling lets through is shown. */
const isShownWithin = (read: ReadInterview, allowed: readonly string[]): boolean =>
  Object.entries(read).some(([field, value]) => {
    return value !== null && isUnderCeiling(whole(field)) && allowed.includes(whole(field));
  });

const holds = ({ knownFrom, knownTo }: CrossedInterview, at: string | null): boolean => {
  if (at === null) return knownTo === 'infinity';
  return Date.parse(knownFrom) <= Date.parse(at) && (knownTo === 'infinity' || Date.parse(at) < Date.parse(knownTo));
};

/** Those that crossed, as they were known at a time, by id. */
const knownAt = (crossed: readonly CrossedInterview[], at: string | null): ReadonlyMap<string, CrossedInterview> =>
  new Map(crossed.filter((one) => holds(one, at)).map((one) => [`Interview:${one.id}`, one]));

/** One interview that crossed, as a viewer read it. */
interface Judged {
  readonly faults: readonly string[];
  /** Whether its agreement names the viewer. */
  readonly isNamed: boolean;
  readonly isShown: boolean;
}

const judge = (
  viewer: Viewer,
  read: ReadInterview,
  crossed: ReadonlyMap<string, CrossedInterview>,
): readonly Judged[] => {
  const found = crossed.get(read.id);
  if (!found || read.organisation === viewer.organisation) return [];
  const allowed = allowedTo(viewer, found);
  const isShown = allowed !== null && isShownWithin(read, allowed);
  return [{ faults: faultsOf(read, allowed), isNamed: allowed !== null, isShown }];
};

describe('what crossed the border is read as its agreement has it', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  test(`${draws} worlds, as ${viewers.length} roles and purposes, by both executors: nothing beyond a ceiling, and what is within is shown`, {
    timeout: 900_000,
  }, async () => {
    const deps = servingDeps(schema, database.pools.read);
    const judged: Judged[] = [];
    for (let draw = 0; draw < draws; draw += 1) {
      const random = newRandom(seed + draw);
      await scatterWorld(database.pools.owner, schema, random, 4);
      const all = await letCross(database.pools.owner, random);
      const asked = viewers.flatMap((viewer) => [null, then].map((at) => ({ viewer, at })));
      for (const { viewer, at } of asked) {
        const planned = await runByPlan(deps, viewer, document(at), {});
        expect(planned).toEqual(await runByResolvers(deps, viewer, document(at), {}));
        judged.push(...interviewsIn(planned.data).flatMap((read) => judge(viewer, read, knownAt(all, at))));
      }
    }
    expect(judged.flatMap(({ faults }) => faults)).toEqual([]);
    expect(judged.filter(({ isShown }) => isShown).length).toBeGreaterThan(0);
    expect(judged.filter(({ isNamed }) => !isNamed).length).toBeGreaterThan(0);
  });

  test('what is beyond its ceiling changes no byte of an answer', { timeout: 900_000 }, async () => {
    const deps = servingDeps(schema, database.pools.read);
    const { owner } = database.pools;
    const { rows } = await owner.query<{ id: string; fields: string[] }>(
      `select x.interview_id::text id, x.fields from exchange_ceiling x join interview i on i.id = x.interview_id
         and i.known_from = x.known_from where i.known_to = 'infinity' and i.organisation <> 'E08000017'`,
    );
    const viewer = viewers.find(({ role, purpose }) => role === 'social-worker' && purpose === 'SAFEGUARD_PLAN');
    if (!viewer) throw new Error('no social worker');
    const before = await runByPlan(deps, viewer, document(null), {});
    const texts = ['account', 'wishes', 'place', 'companions', 'whereabouts', 'interviewer', 'analysis'] as const;
    let changed = 0;
    for (const { id, fields } of rows) {
      for (const column of texts.filter((field) => !fields.includes(field))) {
        await owner.query(`update interview set ${column} = 'something else', absences = absences - $2 where id = $1`, [
          ...[id, column],
        ]);
        changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(0);
    expect(await runByPlan(deps, viewer, document(null), {})).toEqual(before);
  });

  test('the net beneath: without a name in the agreement, or for another purpose, there is no ceiling to read under', async () => {
    const ceilingsFor = async (viewer: Viewer | undefined) => {
      if (!viewer) throw new Error('nobody reads');
      const text = 'select roles, purposes from exchange_ceiling';
      return readOnce(database.pools.read)(viewer, { text, values: [], name: undefined });
    };
    let seen = 0;
    for (const viewer of viewers) {
      for (const row of await ceilingsFor(viewer)) {
        seen += 1;
        expect(row['roles']).toContain(viewer.role);
        expect(row['purposes']).toContain(viewer.purpose);
      }
    }
    expect(seen).toBeGreaterThan(0);
    const { rows } = await database.pools.read.query('select 1 from exchange_ceiling');
    expect(rows).toEqual([]);
    await database.pools.owner.query('delete from reach');
    expect(await ceilingsFor(viewers[0])).toEqual([]);
  });
});
