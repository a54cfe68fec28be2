import { type DocumentNode, execute, getVariableValues, Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/domain/errors.ts';
import type { FieldList, LedgerEntry } from '../../src/domain/ledger-entry.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { disclosedFields } from '../../src/plan/disclosed-fields.ts';
import type { OperationRequest } from '../../src/plan/planner.ts';
import { concludeResolved, runPlanned } from '../../src/server/planned-execution.ts';
import { newRequestScope, type ServingDeps } from '../../src/server/request-scope.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { type AskedField, type DisclosingSchema, disclosingSchema } from '../support/disclosing-schema.ts';
import { servingDeps } from '../support/executors.ts';
import { generateOperation } from '../support/generated-operations.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld, type World } from '../support/scattered-world.ts';
import { worldViewers } from '../support/world-viewers.ts';

const seed = Number(process.env['HOMEWARD_SEED'] ?? 20151024);
const requests = rounds(300, 10_000);

type Written = LedgerEntry & Pick<FieldList, 'coordinates'>;

const requestOf = (
  { schema }: DisclosingSchema,
  document: DocumentNode,
  given: Readonly<Record<string, unknown>>,
): OperationRequest => {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...given });
  if (!coerced) throw new Error('variables that cannot be used');
  return { document, operation, variables: coerced };
};

/** [child, field] of everything an entry says was disclosed. */
const loggedBy = ({ touched, coordinates }: Written): ReadonlySet<string> => {
  const masks = new Map<string, bigint[]>();
  for (const [child, , mask] of touched) masks.set(child, [...(masks.get(child) ?? []), BigInt(mask)]);
  return new Set(
    [...masks].flatMap(([child, held]) => disclosedFields(coordinates, held).map((name) => `${child} ${name}`)),
  );
};

const pairs = (fields: readonly AskedField[]): ReadonlySet<string> =>
  new Set(fields.map(({ child, name }) => `${child} ${name}`));

describe('what is disclosed and what the ledger says was disclosed', () => {
  const disclosing = disclosingSchema();
  let database: TestDatabase;
  let world: World;
  let written: Map<string, Written>;
  let deps: ServingDeps;
  beforeAll(async () => {
    database = await createDatabase();
    world = await scatterWorld(database.pools.owner, disclosing.schema, newRandom(seed), 8);
    written = new Map();
    deps = {
      ...servingDeps(disclosing.schema, database.pools.read),
      ledger: {
        record: async (entry, { coordinates }) => {
          written.set(entry.requestId, { ...entry, coordinates });
        },
      },
    };
  });
  afterAll(() => database.drop());

  /** Both executors' entries for one request, and what the resolvers showed. */
  const run = async (viewer: Viewer, request: OperationRequest, id: string) => {
    try {
      await runPlanned(deps, newRequestScope(deps, viewer, `${id}-plan`), viewer, request);
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
    const scope = newRequestScope(deps, viewer, id);
    scope.readAsKnownAt(deps.planner.asKnownAt(request));
    const { document, variables } = request;
    await execute({
      ...{ schema: disclosing.schema, document, contextValue: scope },
      variableValues: { ...variables },
    });
    await concludeResolved(deps, scope, request);
    scope.end();
    return [written.get(`${id}-plan`), written.get(id)];
  };

  /** What an entry leaves out of what was shown, and what it names that was asked of a row and withheld. */
  const mistakesOf = (entry: Written | undefined, id: string) => {
    const really = pairs(disclosing.shown(id));
    const logged = entry ? loggedBy(entry) : new Set<string>();
    const withheld = disclosing
      .asked(id)
      // A field let through in one's own organisation's records only is shown in some rows and not in others.
      .filter(({ name, mask }) => disclosedFields([name], [mask]).length === 0);
    return {
      unlogged: [...really].filter((one) => !logged.has(one)),
      overlogged: [...pairs(withheld)].filter((one) => logged.has(one) && !really.has(one)),
    };
  };

  test(`are the same for ${requests} requests, by either executor (seed ${seed})`, { timeout: 900_000 }, async () => {
    const random = newRandom(seed + 1);
    let [shown, asked, answered] = [0, 0, 0];
    for (let index = 0; index < requests; index += 1) {
      const { text, variables } = generateOperation(random, disclosing.schema, world);
      const viewer = random.pick(worldViewers);
      const id = `request-${index}`;
      const entries = await run(viewer, requestOf(disclosing, parse(text), variables), id);
      for (const entry of entries) {
        const given = { text, role: viewer.role };
        expect({ ...given, ...mistakesOf(entry, id) }).toEqual({ ...given, unlogged: [], overlogged: [] });
      }
      answered += Math.sign(entries.length);
      shown += pairs(disclosing.shown(id)).size;
      asked += pairs(disclosing.asked(id)).size;
    }
    expect(answered).toBeGreaterThan(requests / 2);
    expect(shown).toBeGreaterThan(requests / 2);
    expect(asked - shown).toBeGreaterThan(requests / 20);
  });
});
