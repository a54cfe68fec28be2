import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import type { Purpose, Role } from '../../src/domain/policy.ts';
import { newRandom } from '../support/random.ts';
import { type AnsweringHub, serveAnswers, withStatements } from '../support/served-answers.ts';
import { openTwinHubs, type TwinHub, type TwinHubs } from '../support/twin-hubs.ts';
import { viewerOf } from '../support/world-viewers.ts';

const schema = buildHubSchema();
const id = 'nodes { id }';
const mostDraws = 10;

interface Mutant {
  readonly title: string;
  readonly role: Role;
  readonly purpose: Purpose;
  /** Operations of which at least one must give the leak away. */
  readonly queries: readonly string[];
  /** The statement as a plan with the fault would send it. */
  readonly leak: (sql: string) => string;
}

/** Faults a plan might have, each of which shows something withheld by another way than its field. */
const mutants: readonly Mutant[] = [
  {
    title: 'a filter asks the stored value',
    ...{ role: 'social-worker', purpose: 'LOCATE_CHILD' },
    queries: [`{ children(missingNow: true) { ${id} } }`, `{ children(missingNow: false) { ${id} } }`],
    leak: (sql) => sql.replace(/case when [^()]*\([^()]*\) <> 0 then c\.missing_now end/g, 'c.missing_now'),
  },
  {
    title: 'a list is ordered by a hidden day',
    ...{ role: 'social-worker', purpose: 'SAFEGUARD_PLAN' },
    queries: [`{ children(first: 200) { nodes { investigations { id } } } }`],
    leak: (sql) => sql.replace(/\(null\)::timestamptz s, (t\d+)\.id id/g, '$1.started_on::timestamptz s, $1.id id'),
  },
  {
    title: 'a cursor holds a hidden value',
    ...{ role: 'health-clinician', purpose: 'DIRECT_CARE' },
    queries: [`{ children(first: 200) { edges { cursor } } }`],
    leak: (sql) => sql.replace(/encode\(encrypt_iv\(/g, "coalesce(c.legal_status, '') || $&"),
  },
  {
    title: 'absences are told of withheld fields as of shown ones',
    ...{ role: 'school-safeguarding-lead', purpose: 'LOCATE_CHILD' },
    queries: [`{ children(first: 200) { nodes { absences { field reason } } } }`],
    leak: (sql) => sql.replace(/where \([^()]* & \(x\.v ->> 2\)::int8\) <> 0/g, ''),
  },
  {
    title: 'provenance is told of every field',
    ...{ role: 'health-clinician', purpose: 'DIRECT_CARE' },
    queries: [`{ children(first: 200) { nodes { provenance { field organisation } conflicts { field value } } } }`],
    leak: (sql) => sql.replace(/where \([^()]* & w\d+\.b\) <> 0/g, ''),
  },
  {
    title: 'rows nobody may know of fill a page',
    ...{ role: 'police-missing-coordinator', purpose: 'LOCATE_CHILD' },
    queries: ['{ episodes(first: 8) { edges { cursor } pageInfo { hasNextPage } } }'],
    leak: (sql) => sql.replace(/(known_to = 'infinity' and) \([^()]* & \d+\) <> 0/g, '$1 true'),
  },
  {
    title: 'a number is looked up among children whose numbers are withheld',
    ...{ role: 'police-missing-coordinator', purpose: 'LOCATE_CHILD' },
    queries: [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => `{ childByIdentifier(system: UPN, value: "V${n}") { id } }`),
    leak: (sql) => sql.replace(/(identifiers @> \S+) and \([^()]* & \d+\) <> 0/g, '$1'),
  },
  {
    title: 'a relationship that has ended still counts',
    ...{ role: 'school-safeguarding-lead', purpose: 'SAFEGUARD_PLAN' },
    queries: [`{ children(first: 200) { nodes { id familyName } } }`],
    leak: (sql) => sql.replace(/and until > (\S+)/g, 'and ($1 is not null)'),
  },
  {
    title: 'gaps of police intelligence are listed to everybody',
    ...{ role: 'social-worker', purpose: 'SAFEGUARD_PLAN' },
    queries: [`{ notifications(first: 200) { nodes { completeness { gaps { number state } } } } }`],
    leak: (sql) => sql.replace(/\(p\d+\.v ->> 'number'\)::int <> all\(array\[[\d, ]+\]\)/g, 'true'),
  },
  {
    title: 'a field is selected whatever the mask',
    ...{ role: 'early-help-lead', purpose: 'LOCATE_CHILD' },
    queries: [`{ children(first: 200) { nodes { familyName } } }`],
    leak: (sql) => sql.replace(/case when [^()]*\([^()]*\) <> 0 then c\.family_name end/g, 'c.family_name'),
  },
];

describe('a plan that leaks is found out by comparing two worlds', () => {
  let hubs: TwinHubs;
  beforeAll(async () => {
    hubs = await openTwinHubs(schema, newRandom(11), 14);
  });
  afterAll(() => hubs.close());

  const leaking = (hub: TwinHub, mutate: Mutant['leak'], seen: string[]): Promise<AnsweringHub> =>
    serveAnswers(
      withStatements(hub.deps, (sql) => {
        const leak = mutate(sql);
        if (leak !== sql) seen.push(leak);
        return leak;
      }),
    );

  /** How many operations two hubs answer differently. */
  const differences = async ({ queries, role, purpose }: Mutant, one: AnsweringHub, other: AnsweringHub) => {
    let found = 0;
    for (const text of queries) {
      const operation = { text, variables: {} };
      const viewer = { ...viewerOf(role), purpose };
      const [first, second] = [await one.ask(viewer, operation), await other.ask(viewer, operation)];
      expect(first.text).not.toContain('"errors"');
      if (first.text !== second.text) found += 1;
    }
    return found;
  };

  test.for(mutants)('$title', async (mutant) => {
    const changed: string[] = [];
    const one = await leaking(hubs.one, mutant.leak, changed);
    const other = await leaking(hubs.other, mutant.leak, changed);
    // A leak shows in worlds that happen to differ where it looks.
    let found = 0;
    let draws = 0;
    for (; found === 0 && draws < mostDraws; draws += 1) {
      await hubs.draw(newRandom(12 + draws), { ...viewerOf(mutant.role), purpose: mutant.purpose });
      found = await differences(mutant, one, other);
      expect(await differences(mutant, hubs.one.planned, hubs.other.planned)).toBe(0);
    }
    expect(found).toBeGreaterThan(0);
    expect(changed.length).toBe(2 * mutant.queries.length * draws);
    await Promise.all([one.close(), other.close()]);
  });
});
