import { type GraphQLSchema, parse } from 'graphql';
import type { Pool } from 'pg';
import { type Purpose, purposes, type Role, roles } from '../../src/domain/policy.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { pseudonymOf, readKeys } from '../../src/plan/keys.ts';
import type { ServingDeps } from '../../src/server/request-scope.ts';
import { runByPlan, runByResolvers, servingDeps, writesNothing } from '../support/executors.ts';
import type { FullRow, FullWorld } from '../support/full-world.ts';
import { viewerOf } from '../support/world-viewers.ts';
import { oraclePurposes, oracleRoles } from './oracle.ts';
import { type PathOperation, pathOperations } from './paths.ts';
import { type Weighed, weighAnswer } from './weigh-answer.ts';

const isRole = (word: string): word is Role => roles.some((role) => role === word);
const isPurpose = (word: string): word is Purpose => purposes.some((purpose) => purpose === word);

/** One viewer for every role and purpose of the domain reference. */
export const oracleViewers: readonly Viewer[] = oracleRoles.filter(isRole).flatMap((role) =>
  oraclePurposes(role)
    .filter(isPurpose)
    .map((purpose) => ({ ...viewerOf(role), purpose })),
);

/** A hub over a full world, whose submissions answer with a notification that is there already. */
export const payloadDeps = (schema: GraphQLSchema, read: Pool): ServingDeps => ({
  ...servingDeps(schema, read),
  useCases: {
    ...writesNothing,
    // What a submission does is another test's matter: here only what its answer shows.
    submitNotification: async ({ idempotencyKey }) => ({
      ...{ notificationId: idempotencyKey, outcome: 'STORED', repeated: false, issues: [] },
    }),
  },
});

const idFor = (deps: ServingDeps, viewer: Viewer) => {
  const { pseudonym } = readKeys(deps.hubKey, viewer);
  return ({ type, id }: Pick<FullRow, 'type' | 'id'>): string =>
    `${type}:${pseudonym ? pseudonymOf(id, pseudonym) : id}`;
};

/** One viewer before a full world. */
export interface Asking {
  readonly deps: ServingDeps;
  readonly world: FullWorld;
  readonly viewer: Viewer;
}

/** The operations of a viewer down every path, with the chosen fields. */
export const operationsOf = (
  { deps, world, viewer }: Asking,
  choose: (coordinate: string) => boolean,
): readonly PathOperation[] => pathOperations({ schema: deps.schema, world, choose, idOf: idFor(deps, viewer) });

/** Runs operations as one viewer and weighs every field of every answer. */
export const askAndWeigh = async (
  { deps, world, viewer }: Asking,
  operations: readonly PathOperation[],
  weighed: Weighed,
): Promise<void> => {
  for (const operation of operations) {
    const run = operation.byResolvers ? runByResolvers : runByPlan;
    const { data, refused } = await run(deps, viewer, parse(operation.text), operation.variables);
    if (refused !== null) throw new Error(`${operation.path}: ${refused}`);
    weighAnswer({ world, viewer, idOf: idFor(deps, viewer) }, operation, data, weighed);
  }
};
