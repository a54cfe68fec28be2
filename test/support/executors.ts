import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Pool } from 'pg';
import type { HubContext } from '../../schema/context.ts';
import type { UseCases } from '../../src/app/use-cases.ts';
import { Refusal } from '../../src/domain/errors.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { newPlanner, type OperationRequest } from '../../src/plan/planner.ts';
import { concludeResolved, runPlanned } from '../../src/server/planned-execution.ts';
import { newRequestScope, type ServingDeps } from '../../src/server/request-scope.ts';
import type { AccessLog } from '../../src/store/access-log.ts';
import type { CompletenessCounts } from '../../src/store/completeness.ts';
import { openReadTransaction } from '../../src/store/read-transaction.ts';
import { readOnce } from '../../src/store/single-read.ts';

/** What an executor answered: data and what was withheld, or the code of a refusal. */
export interface Answer {
  readonly data: unknown;
  readonly refused: string | null;
}

const noUseCase = async (): Promise<never> => {
  throw new Error('no use case is there');
};

/** No use case is there: what is asked of one is a mistake of the test. */
export const writesNothing: UseCases = {
  submitNotification: noUseCase,
  writeRecord: noUseCase,
  childReach: noUseCase,
  matchChild: noUseCase,
  breakGlass: noUseCase,
  openReferral: noUseCase,
  approveAuditCase: noUseCase,
  reviewAccess: noUseCase,
  listAccessReviews: noUseCase,
  listRequests: noUseCase,
  reportRequests: noUseCase,
  replyToRequest: noUseCase,
  reconcileAuthority: noUseCase,
  sendExchange: noUseCase,
  listExchange: noUseCase,
  confirmExchangeChild: noUseCase,
  reportPractice: noUseCase,
  drawSample: noUseCase,
  scoreRubric: noUseCase,
  showRubric: noUseCase,
  briefInterviewer: noUseCase,
  judgeCriteria: noUseCase,
  listReviews: noUseCase,
  showReview: noUseCase,
  claimReview: noUseCase,
  decideReview: noUseCase,
  requestUnlink: noUseCase,
  decideUnlink: noUseCase,
  listUnlinks: noUseCase,
  listSources: noUseCase,
};

/** Nothing was ever shown. */
const emptyAccessLog: AccessLog = { findChild: async () => null, entries: async () => [], recall: async () => [] };

/** Nothing was ever counted. */
const emptyCounts: CompletenessCounts = {
  threads: async () => [],
  fields: async () => [],
  feeds: async () => [],
  candidates: async () => [],
  uncounted: async () => 0,
};

/** Serving with a ledger that keeps nothing, for tests that compare answers. */
export const servingDeps = (schema: GraphQLSchema, read: Pool): ServingDeps => ({
  schema,
  planner: newPlanner(schema),
  readOnce: readOnce(read),
  openRead: (viewer) => openReadTransaction(read, viewer),
  ledger: { record: async () => undefined },
  hubKey: Buffer.alloc(32, 7),
  clock: { now: () => '2015-10-23T09:00:00.000Z' },
  version: 'test',
  systemNow: () => 0,
  useCases: writesNothing,
  accessLog: emptyAccessLog,
  completeness: emptyCounts,
});

const operationOf = (document: DocumentNode): OperationDefinitionNode => {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return operation;
};

const requestOf = (
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): OperationRequest => {
  const operation = operationOf(document);
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
  if (!coerced) throw new Error(errors?.map(({ message }) => message).join('; '));
  return { document, operation, variables: coerced };
};

/** Runs an operation as one planned statement. */
export const runByPlan = async (
  deps: ServingDeps,
  viewer: Viewer,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer> => {
  const scope = newRequestScope(deps, viewer, '00000000-0000-4000-8000-000000000001');
  try {
    const answer = await runPlanned(deps, scope, viewer, requestOf(deps.schema, document, variables));
    return { data: JSON.parse(answer.data), refused: null };
  } catch (error) {
    if (error instanceof Refusal) return { data: null, refused: error.code };
    throw error;
  }
};

/** Runs an operation through resolvers and the shield. */
export const runByResolvers = async (
  deps: ServingDeps,
  viewer: Viewer,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer> => {
  const scope = newRequestScope(deps, viewer, '00000000-0000-4000-8000-000000000002');
  const request = requestOf(deps.schema, document, variables);
  if (request.operation.operation === 'query') scope.readAsKnownAt(deps.planner.asKnownAt(request));
  const contextValue: HubContext = scope;
  const result = await execute({ schema: deps.schema, document, variableValues: { ...variables }, contextValue });
  await concludeResolved(deps, scope, request);
  scope.end();
  const error = result.errors?.[0]?.originalError;
  if (error instanceof Refusal) return { data: null, refused: error.code };
  if (result.errors) throw result.errors[0];
  return { data: JSON.parse(JSON.stringify(result.data)), refused: null };
};
