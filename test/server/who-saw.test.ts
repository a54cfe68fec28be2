import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildHubSchema } from '../../schema/index.ts';
import { type Role, roles } from '../../src/domain/policy.ts';
import { relationshipBits } from '../../src/domain/projection.ts';
import { pseudonymOf, readKeys } from '../../src/plan/keys.ts';
import { newLedger } from '../../src/server/ledger.ts';
import type { ServingDeps } from '../../src/server/request-scope.ts';
import { accessLogSql, openAccessLog } from '../../src/store/access-log.ts';
import { openCompletenessCounts } from '../../src/store/completeness.ts';
import { insertLedgerEntries } from '../../src/store/ledger-entries.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { runByPlan, runByResolvers, servingDeps } from '../support/executors.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld } from '../support/scattered-world.ts';
import { viewerOf } from '../support/world-viewers.ts';

const schema = buildHubSchema();
const officer = 'data-protection-officer';
const { AUDITABLE, AUDIT_CASE, RESPONSIBLE } = relationshipBits;
const asking = parse(`query Log($child: ID!, $from: DateTime, $to: DateTime, $first: PageSize, $after: String) {
  whoSaw(childId: $child, from: $from, to: $to, first: $first, after: $after) {
    edges { cursor node { at organisation role person purpose fields fieldCount asKnownAt operation
      absences { field reason ask } } }
    nodes { fieldCount }
    pageInfo { hasNextPage endCursor }
  }
}`);
const looking = parse(
  'query Look($child: ID!) { child(id: $child) { id givenNames religion homeAddress { postcode } medicalNeeds } }',
);

const absence = z.object({ field: z.string(), reason: z.string(), ask: z.string().nullable() });
const disclosure = z.object({
  at: z.string().nullable(),
  organisation: z.string().nullable(),
  role: z.string().nullable(),
  person: z.string().nullable(),
  purpose: z.string().nullable(),
  fields: z.array(z.string()).nullable(),
  fieldCount: z.number().nullable(),
  asKnownAt: z.string().nullable(),
  operation: z.string().nullable(),
  absences: z.array(absence),
});
const log = z.object({
  whoSaw: z
    .object({
      edges: z.array(z.object({ cursor: z.string(), node: disclosure })),
      nodes: z.array(z.object({ fieldCount: z.number() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    })
    .nullable(),
});
type Page = z.infer<typeof log>['whoSaw'];
type Variables = Readonly<Record<string, unknown>>;

const absent = '00000000-0000-4000-8000-00000000abcd';

describe('who was shown what of a child', () => {
  let database: TestDatabase;
  let deps: ServingDeps;
  let children: readonly string[];
  let seconds = 0;

  beforeAll(async () => {
    database = await createDatabase();
    const world = await scatterWorld(database.pools.owner, schema, newRandom(11), 6);
    children = world.ids.flatMap((id) => (/^Child:(?!0000)/.test(id) ? [id.slice('Child:'.length)] : []));
    for (const child of children) {
      const reached = { DSCP: AUDITABLE | AUDIT_CASE, E08000017: RESPONSIBLE };
      await database.pools.owner.query('delete from reach where child_id = $1', [child]);
      for (const [organisation, bits] of Object.entries(reached)) {
        await database.pools.owner.query(
          `insert into reach (organisation, person, child_id, bits, until, reason) values ($1, '', $2, $3, 'infinity', 'x')`,
          [organisation, child, bits],
        );
      }
    }
    deps = {
      ...servingDeps(schema, database.pools.read),
      ledger: newLedger((entries, lists) => insertLedgerEntries(database.pools.ledger, entries, lists)),
      accessLog: openAccessLog(database.pools.audit),
      completeness: openCompletenessCounts(database.pools.report),
      systemNow: () => {
        seconds += 1;
        return Date.UTC(2026, 10, 23) + seconds * 1_000;
      },
    };
  });
  afterAll(() => database.drop());

  const childOf = (index: number): string => children[index] ?? '';

  /** The child as the viewer of this role knows it. */
  const idFor = (role: Role, child: string): string => {
    const { pseudonym } = readKeys(deps.hubKey, viewerOf(role));
    return `Child:${pseudonym ? pseudonymOf(child, pseudonym) : child}`;
  };
  const ask = async (role: Role, child: string, variables: Variables = {}) => {
    const given = { child: idFor(role, child), ...variables };
    const answer = await runByResolvers(deps, viewerOf(role), asking, given);
    return { refused: answer.refused, whoSaw: answer.data === null ? null : log.parse(answer.data).whoSaw };
  };
  const nodesOf = async (role: Role, child: string, variables?: Variables) =>
    (await ask(role, child, variables)).whoSaw?.edges.map(({ node }) => node);
  const look = (child: string) => runByPlan(deps, viewerOf('social-worker'), looking, { child: `Child:${child}` });
  const merge = (child: string, survivor: string, from: string, to: string) =>
    database.pools.owner.query('insert into child_alias values ($1, $2, $3, $4)', [child, survivor, from, to]);

  test('the data protection officer sees when, who, for what, and the fields the policy let through', async () => {
    await look(childOf(0));
    const [first] = (await nodesOf(officer, childOf(0))) ?? [];
    expect(first).toMatchObject({
      ...{ organisation: 'E08000017', role: 'social-worker', person: 'worker-social-worker', operation: 'Look' },
      ...{ fields: ['Child.givenNames', 'Child.homeAddress', 'Child.religion'], fieldCount: 3, asKnownAt: null },
      absences: [{ field: 'asKnownAt', reason: 'NOT_APPLICABLE', ask: null }],
    });
    expect(first?.at).toMatch(/^2026-11-23T00:00:/);
  });

  test.for<Role>(['auditor', 'system-admin'])(
    'the %s sees when, which organisation and how much, not who or what',
    async (role) => {
      await look(childOf(1));
      const [first] = (await nodesOf(role, childOf(1))) ?? [];
      expect(first).toMatchObject({ organisation: 'E08000017', role: 'social-worker', fieldCount: 3 });
      expect(first).toMatchObject({ person: null, fields: null, operation: null, asKnownAt: null });
      expect(first?.absences.map(({ field, reason }) => `${field} ${reason}`).sort()).toEqual(
        ['asKnownAt', 'fields', 'operation', 'person'].map((field) => `${field} WITHHELD_BY_POLICY`),
      );
    },
  );

  test.for(roles)(
    'to the %s a child that is not there and one whose log is not for them are the same',
    async (role) => {
      const nowhere = await ask(role, absent);
      expect(nowhere).toEqual({ refused: null, whoSaw: null });
      const may = [officer, 'auditor', 'system-admin'].includes(role);
      const one = await ask(role, childOf(2));
      if (may) expect(one.whoSaw).not.toBeNull();
      else expect(one).toEqual(nowhere);
      const wrong = { after: '00' };
      expect(await ask(role, childOf(2), wrong)).toEqual(await ask(role, absent, wrong));
    },
  );

  test('a child the officer has no relationship to has no log for them', async () => {
    await look(childOf(2));
    await database.pools.owner.query(`delete from reach where child_id = $1 and organisation = 'DSCP'`, [childOf(2)]);
    expect((await ask(officer, childOf(2))).whoSaw).toBeNull();
    expect((await ask('auditor', childOf(2))).whoSaw).toBeNull();
    expect((await ask('system-admin', childOf(2))).whoSaw).not.toBeNull();
  });

  test('asking is itself in the log, before it is answered', async () => {
    await ask('system-admin', childOf(3));
    await ask('auditor', childOf(3));
    const nodes = (await nodesOf(officer, childOf(3))) ?? [];
    expect(nodes.map(({ role, operation }) => [role, operation])).toEqual([
      ['auditor', 'Log'],
      ['system-admin', 'Log'],
    ]);
    expect(nodes[0]?.fields).toEqual(
      ['at', 'fieldCount', 'organisation', 'purpose', 'role'].map((field) => `Disclosure.${field}`),
    );
    const down = { ...deps, ledger: { record: () => Promise.reject(new Error('the ledger is down')) } };
    const child = idFor(officer, childOf(3));
    await expect(runByResolvers(down, viewerOf(officer), asking, { child })).rejects.toThrow('the ledger is down');
  });

  test('pages follow one another, newest first, nothing twice and nothing left out', async () => {
    for (let count = 0; count < 7; count += 1) await look(childOf(4));
    const [newest] = (await nodesOf(officer, childOf(4))) ?? [];
    const to = new Date(Date.parse(newest?.at ?? '') + 1).toISOString();
    const seen: (string | null)[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 4; pages += 1) {
      const page: Page = (await ask(officer, childOf(4), { first: 2, after, to })).whoSaw;
      seen.push(...(page?.edges.map(({ node }) => node.at) ?? []));
      expect(page?.pageInfo.hasNextPage).toBe(pages < 3);
      after = page?.pageInfo.endCursor ?? null;
    }
    expect(seen).toHaveLength(7);
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
    expect((await ask('auditor', childOf(4), { after })).refused).toBe('INVALID_REQUEST');
  });

  test('can be narrowed to a time, its beginning included and its end not', async () => {
    const all = (await nodesOf(officer, childOf(4))) ?? [];
    const [from, to] = [all.at(-1)?.at, all.at(-3)?.at];
    expect(await nodesOf(officer, childOf(4), { from, to })).toEqual(all.slice(-2));
  });

  test('what was shown under an id that has been merged counts, and under another’s while it was merged', async () => {
    const [child, other] = [childOf(0), childOf(5)];
    await look(other);
    const own = (await nodesOf(officer, child)) ?? [];
    const before = (await nodesOf(officer, other)) ?? [];
    // Merged since long before what the hub knows now, and to this day.
    await merge(other, child, '2015-10-01Z', 'infinity');
    const looked = ({ operation }: { operation: string | null }) => operation === 'Look';
    const merged = (await nodesOf(officer, child)) ?? [];
    expect(merged.filter(looked)).toHaveLength(own.filter(looked).length + before.filter(looked).length);
    expect((await nodesOf(officer, other))?.filter(looked)).toEqual(merged.filter(looked));

    // Unlinked after that: whoever was shown the other child meanwhile was shown this one too.
    await database.pools.owner.query(`update child_alias set known_to = '2015-12-01Z' where child_id = $1`, [other]);
    expect((await nodesOf(officer, child))?.filter(looked)).toEqual(own.filter(looked));
    expect((await nodesOf(officer, other))?.filter(looked)).toHaveLength(merged.filter(looked).length);
    await database.pools.owner.query(`update child_alias set known_to = '2015-10-02Z' where child_id = $1`, [other]);
    expect((await nodesOf(officer, other))?.filter(looked)).toEqual(before.filter(looked));
  });

  test('the role that reads the log can read nothing else of a child, nor change it; the others cannot read it', async () => {
    const { audit, read, ledger, ingest } = database.pools;
    const refused = (pool: typeof audit, sql: string) =>
      expect(pool.query(sql)).rejects.toThrow(/permission denied|read-only/);
    for (const table of ['child_view', 'reach', 'person', 'notification', 'raw_content', 'link_event']) {
      await refused(audit, `select * from ${table}`);
    }
    await refused(audit, 'select hash from ledger_entry');
    await refused(audit, 'delete from ledger_subject');
    for (const pool of [read, ledger, ingest]) await refused(pool, 'select * from ledger_subject');
  });

  test('the ledger is not looked through for it: each id is a range of an index', async () => {
    const { owner } = database.pools;
    await owner.query(
      `insert into ledger_subject select gen_random_uuid(), now(), gen_random_uuid() from generate_series(1, 20000)`,
    );
    await owner.query('analyze ledger_subject');
    const { rows } = await owner.query(`explain (format json) ${accessLogSql}`.replaceAll(/\$\d/g, 'null'));
    const plan = JSON.stringify(rows);
    expect(plan).toContain('ledger_subject_pkey');
    expect(plan).not.toMatch(/"Seq Scan"[^}]*"ledger_(subject|entry)"/);
  });
});
