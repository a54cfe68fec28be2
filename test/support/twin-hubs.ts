import { AsyncLocalStorage } from 'node:async_hooks';
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

const openWorld = async (schema: GraphQLSchema): Promise<Pick<TwinHub, 'database' | 'deps'>> => {
  const database = await createDatabase();
  const reading = servingDeps(schema, database.pools.read);
  const submit = submitNotification(ingestDeps(database.pools, adapters));
  return { database, deps: { ...reading, useCases: { ...reading.useCases, submitNotification: submit } } };
};

/**
 * Two hubs behind one server, which reads from the one that is asked: parsing, checking and planning know nothing of
 * what a hub holds, and are done once for both where one is asked after the other.
 */
const serveBoth = async (one: ServingDeps, other: ServingDeps, over: (deps: ServingDeps) => ServingDeps) => {
  const asked = new AsyncLocalStorage<ServingDeps>();
  const hub = (): ServingDeps => {
    const deps = asked.getStore();
    if (!deps) throw new Error('no hub is asked');
    return deps;
  };
  const server = await serveAnswers(
    over({
      ...one,
      readOnce: (...read) => hub().readOnce(...read),
      openRead: (viewer) => hub().openRead(viewer),
      useCases: { ...one.useCases, submitNotification: (...input) => hub().useCases.submitNotification(...input) },
    }),
  );
  const of = (deps: ServingDeps): AnsweringHub => ({
    ask: (viewer, operation) => asked.run(deps, () => server.ask(viewer, operation)),
    close: () => server.close(),
  });
  return { one: of(one), other: of(other) };
};

/** Opens two hubs over empty worlds. */
const openBoth = async (schema: GraphQLSchema): Promise<Pick<TwinHubs, 'one' | 'other' | 'close'>> => {
  const [one, other] = await Promise.all([openWorld(schema), openWorld(schema)]);
  const planned = await serveBoth(one.deps, other.deps, (deps) => deps);
  const resolved = await serveBoth(one.deps, other.deps, byResolversOnly);
  return {
    one: { ...one, planned: planned.one, resolved: resolved.one },
    other: { ...other, planned: planned.other, resolved: resolved.other },
    close: async () => {
      await Promise.all([planned.one.close(), resolved.one.close()]);
      await Promise.all([one.database.drop(), other.database.drop()]);
    },
  };
};

/** Opens both over a world of so many children. */
export const openTwinHubs = async (schema: GraphQLSchema, random: Random, children: number): Promise<TwinHubs> => {
  const { one, other, close } = await openBoth(schema);
  const world = await scatterWorld(one.database.pools.owner, schema, random, children);
  const columns: ReadonlyMap<string, TableColumns> = await worldColumns(one.database.pools.owner, schema);
  const rows = await readWorld(one.database.pools.owner);
  return {
    ...{ world, one, other, close },
    draw: async (dice, viewer) => {
      const sight = sightOf(rows, viewer, one.deps.clock.now());
      const drawn = unseenTwin(rows, { random: dice, schema, columns, sight, between });
      await writeWorld(other.database.pools.owner, drawn, world.times.at(-1) ?? between);
      return { of: rows, drawn };
    },
  };
};
