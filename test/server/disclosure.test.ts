import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import type { FieldList, LedgerEntry } from '../../src/domain/ledger-entry.ts';
import type { OperationRequest } from '../../src/plan/planner.ts';
import { concludeResolved, runPlanned } from '../../src/server/planned-execution.ts';
import { newRequestScope, type ServingDeps } from '../../src/server/request-scope.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { servingDeps } from '../support/executors.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld } from '../support/scattered-world.ts';
import { viewerOf } from '../support/world-viewers.ts';

const schema = buildHubSchema();
const school = viewerOf('school-safeguarding-lead');
const document = parse('query Look { children(first: 3) { nodes { id givenNames homeAddress { postcode } } } }');
const [operation] = document.definitions;
if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
const request: OperationRequest = { document, operation, variables: {} };
const requestId = '00000000-0000-4000-8000-000000000003';

describe('a disclosure', () => {
  let database: TestDatabase;
  let written: (LedgerEntry & Pick<FieldList, 'coordinates'>)[];
  let deps: ServingDeps;
  beforeAll(async () => {
    database = await createDatabase();
    await scatterWorld(database.pools.owner, schema, newRandom(5), 8);
    written = [];
    deps = {
      ...servingDeps(schema, database.pools.read),
      ledger: {
        record: async (entry, { coordinates }) => {
          written.push({ ...entry, coordinates });
        },
      },
    };
  });
  afterAll(() => database.drop());

  const byPlan = (own: ServingDeps) => runPlanned(own, newRequestScope(own, school, requestId), school, request);
  const byResolvers = async (own: ServingDeps) => {
    const scope = newRequestScope(own, school, requestId);
    const contextValue = scope;
    await execute({ schema, document, contextValue });
    return concludeResolved(own, scope, request);
  };

  test('is in the ledger before the answer is given: who, for what, which fields of whom, shown or not', async () => {
    const { extensions } = await byPlan(deps);
    const entry = written.at(-1);
    expect(entry).toMatchObject({ requestId, person: school.person, role: school.role, operation: 'Look' });
    expect(entry?.coordinates).toEqual(expect.arrayContaining(['Child.givenNames', 'Child.homeAddress']));
    expect(entry?.touched).toHaveLength(3);
    expect(entry?.knownAt).toBe(extensions.knownAt);
    expect(extensions.withheld).toMatchObject([{ fieldClass: 'AD', fields: ['Child.homeAddress'], children: 3 }]);
  });

  test('is the same whichever executor made it', async () => {
    const planned = await byPlan(deps);
    const byPlanEntry = written.at(-1);
    const resolved = await byResolvers(deps);
    const byResolversEntry = written.at(-1);
    expect(resolved).toEqual(planned.extensions);
    const { id: _a, plan: _b, touched: first, coordinates: one, ...rest } = byPlanEntry ?? {};
    const { id: _c, plan: _d, touched: second, coordinates: other, ...others } = byResolversEntry ?? {};
    expect(rest).toEqual(others);
    expect([...(first ?? [])].sort()).toEqual([...(second ?? [])].sort());
    expect([...(one ?? [])].sort()).toEqual([...(other ?? [])].sort());
  });

  test('does not happen while the ledger is down', async () => {
    const down: ServingDeps = {
      ...deps,
      ledger: {
        record: async () => {
          throw new Error('the ledger is down');
        },
      },
    };
    await expect(byPlan(down)).rejects.toThrow('the ledger is down');
    await expect(byResolvers(down)).rejects.toThrow('the ledger is down');
  });
});
