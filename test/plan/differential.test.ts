import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { letCross } from '../support/crossed-interviews.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { runByPlan, runByResolvers, servingDeps } from '../support/executors.ts';
import { generateOperation } from '../support/generated-operations.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld, type World } from '../support/scattered-world.ts';
import { worldViewers } from '../support/world-viewers.ts';

const seed = Number(process.env['HOMEWARD_SEED'] ?? 20151023);
const operations = rounds(60, 2_000);
const schema = buildHubSchema();

describe('both executors give the same answer to every operation and viewer', () => {
  let database: TestDatabase;
  let world: World;

  beforeAll(async () => {
    database = await createDatabase();
    world = await scatterWorld(database.pools.owner, schema, newRandom(seed), 8);
    await letCross(database.pools.owner, newRandom(seed + 2));
  });
  afterAll(() => database.drop());

  test(`${operations} generated operations, each as ${worldViewers.length} roles (seed ${seed})`, {
    timeout: 400_000,
  }, async () => {
    const deps = servingDeps(schema, database.pools.read);
    const random = newRandom(seed + 1);
    let compared = 0;
    let answered = 0;
    for (let index = 0; index < operations; index += 1) {
      const { text, variables } = generateOperation(random, schema, world);
      const document = parse(text);
      const problems = validate(schema, document);
      if (problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
      await Promise.all(
        worldViewers.map(async (viewer) => {
          const planned = await runByPlan(deps, viewer, document, variables);
          const resolved = await runByResolvers(deps, viewer, document, variables);
          expect({ text, variables, role: viewer.role, ...planned }).toEqual({
            text,
            variables,
            role: viewer.role,
            ...resolved,
          });
          compared += 1;
          if (planned.refused === null) answered += 1;
        }),
      );
    }
    expect(compared).toBe(operations * worldViewers.length);
    expect(answered).toBeGreaterThan(compared / 2);
  });
});
