import { type GraphQLObjectType, getNamedType, isCompositeType, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildHubSchema } from '../../schema/index.ts';
import { absenceReasons } from '../../src/domain/absence.ts';
import type { Role } from '../../src/domain/policy.ts';
import { governedFields } from '../../src/plan/guard.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { runByPlan, servingDeps } from '../support/executors.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld } from '../support/scattered-world.ts';
import { viewerOf, worldViewers } from '../support/world-viewers.ts';

const schema = buildHubSchema();
const typeOf = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`no type ${name}`);
  return type;
};

/** Every governed field of a type and its absences, as one selection. */
const everything = (name: string): string => {
  const type = typeOf(name);
  const fields = governedFields(type).map(({ field }) => {
    const inner = getNamedType(type.getFields()[field]?.type);
    return isCompositeType(inner) ? `${field} { __typename }` : field;
  });
  return `${fields.join(' ')} absences { field reason rule ask }`;
};

const document = parse(`query {
  children(first: 200) { nodes { ${everything('Child')}
    placements { ${everything('Placement')} } involvements { ${everything('Involvement')} }
    interviews { ${everything('Interview')} } } }
  episodes(first: 200) { nodes { ${everything('Episode')} } }
  notifications(first: 200) { nodes { ${everything('Notification')} } }
}`);

const absence = z.object({
  field: z.string(),
  reason: z.enum(absenceReasons),
  rule: z.string().nullable(),
  ask: z.string().nullable(),
});
const record = z.looseObject({ absences: z.array(absence) });
type Shown = z.infer<typeof record>;

/** Every object of an answer that carries absences. */
const recordsIn = (value: unknown): Shown[] => {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value)
    .filter(([key]) => key !== 'absences')
    .flatMap(([, each]) => recordsIn(each));
  const own = record.safeParse(value);
  return own.success ? [own.data, ...inner] : inner;
};

describe('every null governed field says why it is null, and no other does', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
    await scatterWorld(database.pools.owner, schema, newRandom(77), 8);
  });
  afterAll(() => database.drop());

  test.for(worldViewers)('as $role', async (viewer) => {
    const deps = servingDeps(schema, database.pools.read);
    const { data } = await runByPlan(deps, viewer, document, {});
    for (const { absences, ...fields } of recordsIn(data)) {
      const empty = Object.entries(fields)
        .filter(([, value]) => value === null)
        .map(([field]) => field);
      expect(absences.map(({ field }) => field).sort()).toEqual(empty.sort());
      for (const { reason, rule, ask } of absences) {
        const withheld = reason === 'WITHHELD_BY_POLICY';
        expect([rule !== null, ask !== null]).toEqual([withheld, withheld]);
      }
    }
  });

  test('some are withheld, some missing, and those who may see more are withheld less', async () => {
    const deps = servingDeps(schema, database.pools.read);
    const withheldFrom = async (role: Role): Promise<number> => {
      const { data } = await runByPlan(deps, viewerOf(role), document, {});
      const all = recordsIn(data).flatMap(({ absences }) => absences);
      expect(all.length).toBeGreaterThan(0);
      return all.filter(({ reason }) => reason === 'WITHHELD_BY_POLICY').length / all.length;
    };
    expect(await withheldFrom('social-worker')).toBeLessThan(await withheldFrom('health-clinician'));
  });
});
