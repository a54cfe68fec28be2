import type { GraphQLSchema } from 'graphql';
import { adapters } from '../../adapters/index.ts';
import { submitNotification } from '../../src/app/submit-notification.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import type { ServingDeps } from '../../src/server/request-scope.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { servingDeps } from './executors.ts';
import { ingestDeps } from './ingest-hub-deps.ts';
import type { Random } from './random.ts';
import type { TableColumns } from './scattered-rows.ts';
import { scatterWorld, type World } from './scattered-world.ts';
import { type AnsweringHub, byResolversOnly, serveAnswers } from './served-answers.ts';
import { unseenTwin } from './unseen-twin.ts';
import { sightOf } from './viewer-sight.ts';
import { worldColumns } from './world-columns.ts';
import { readWorld, type StoredRows, writeWorld } from './world-rows.ts';

/** One hub of two, by both executors. */
export interface TwinHub {
  readonly database: TestDatabase;
  readonly deps: ServingDeps;
  readonly planned: AnsweringHub;
  readonly resolved: AnsweringHub;
}

/** Two hubs of one world, of which the second is told otherwise whatever one viewer may not see. */
export interface TwinHubs {
  readonly world: World;
  readonly one: TwinHub;
  readonly other: TwinHub;
  /** Draws the second hub’s world anew for a viewer and tells what it holds instead. */
  draw(random: Random, viewer: Viewer): Promise<{ readonly of: StoredRows; readonly drawn: StoredRows }>;
  close(): Promise<void>;
}

/** The known time of a version nobody sees begin. */
const between = '2015-10-20T22:00:00Z';

const openHub = async (schema: GraphQLSchema): Promise<TwinHub> => {
  const database = await createDatabase();
  const reading = servingDeps(schema, database.pools.read);
  const submit = submitNotification(ingestDeps(database.pools, adapters));
  const deps: ServingDeps = { ...reading, useCases: { ...reading.useCases, submitNotification: submit } };
  return {
    database,
    deps,
    planned: await serveAnswers(deps),
    resolved: await serveAnswers(byResolversOnly(deps)),
  };
};

const closeHub = async ({ planned, resolved, database }: TwinHub): Promise<void> => {
  await Promise.all([planned.close(), resolved.close()]);
  await database.drop();
};

/** Opens both over a world of so many children. */
export const openTwinHubs = async (schema: GraphQLSchema, random: Random, children: number): Promise<TwinHubs> => {
  const [one, other] = await Promise.all([openHub(schema), openHub(schema)]);
  const world = await scatterWorld(one.database.pools.owner, schema, random, children);
  const columns: ReadonlyMap<string, TableColumns> = await worldColumns(one.database.pools.owner, schema);
  const rows = await readWorld(one.database.pools.owner);
  return {
    ...{ world, one, other },
    draw: async (dice, viewer) => {
      const sight = sightOf(rows, viewer, one.deps.clock.now());
      const drawn = unseenTwin(rows, { random: dice, schema, columns, sight, between });
      await writeWorld(other.database.pools.owner, drawn, world.times.at(-1) ?? between);
      return { of: rows, drawn };
    },
    close: async () => {
      await Promise.all([closeHub(one), closeHub(other)]);
    },
  };
};
