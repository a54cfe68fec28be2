import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import { type FormattedExecutionResult, GraphQLError, getVariableValues } from 'graphql';
import { z } from 'zod';
import { Refusal } from '../domain/errors.ts';
import { fieldListOf } from '../domain/ledger-entry.ts';
import type { Viewer } from '../domain/viewer.ts';
import { executePlan } from '../plan/execute.ts';
import type { OperationRequest } from '../plan/planner.ts';
import { selectedCoordinates } from '../plan/selected-coordinates.ts';
import { isoInstant } from '../store/transaction.ts';
import { missesIn, missesInText, type NoteMisses } from './denials.ts';
import { type AnswerExtensions, type Disclosure, extensionsOf, ledgerEntryOf } from './disclosure.ts';
import type { RequestScope, ServingDeps } from './request-scope.ts';

/** `data` as the database wrote it, standing in for the object it is. */
class PlannedData {
  [key: string]: unknown;
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  static textOf(data: unknown): string | null {
    return data instanceof PlannedData ? data.#text : null;
  }
}

/** Writes a result; the text the database made of `data` goes out untouched. */
export const stringifyResult = (result: FormattedExecutionResult): string => {
  const text = PlannedData.textOf(result.data);
  return text === null ? JSON.stringify(result) : `{"data":${text},"extensions":${JSON.stringify(result.extensions)}}`;
};

const disclose = (deps: ServingDeps, disclosure: Disclosure): Promise<void> =>
  deps.ledger.record(ledgerEntryOf(disclosure, new Date(deps.systemNow()).toISOString()), disclosure.fieldList);

/** A refusal as GraphQL shows it; anything else stays what it is and is masked at the edge. */
const shown = (error: unknown): unknown =>
  error instanceof Refusal
    ? new GraphQLError(error.message, { originalError: error, extensions: { code: error.code } })
    : error;

/** The answer of a planned operation: JSON text and what stands beside it. */
export interface PlannedAnswer {
  readonly data: string;
  /** How many children it is about. */
  readonly touched: number;
  readonly extensions: AnswerExtensions;
}

/** Runs a covered operation as one statement and writes the ledger before anything is given out. */
export const runPlanned = async (
  deps: ServingDeps,
  scope: RequestScope,
  viewer: Viewer,
  request: OperationRequest,
): Promise<PlannedAnswer> => {
  const planned = deps.planner.planFor(request, viewer);
  const { plan, asKnownAt } = planned;
  const binding = scope.bindingFor(viewer, asKnownAt, request.variables);
  const execution = await executePlan(deps.readOnce, planned, binding);
  const disclosure: Disclosure = {
    requestId: scope.requestId,
    viewer,
    operation: request.operation.name?.value ?? null,
    plan: plan.id,
    coordinates: plan.coordinates,
    fieldList: plan.fieldList,
    touched: execution.touched,
    knownAt: execution.knownAt,
    asKnownAt,
  };
  await disclose(deps, disclosure);
  return { data: execution.data, touched: execution.touched.length, extensions: extensionsOf(disclosure) };
};

const bodyOf = ({ data, extensions }: PlannedAnswer): GraphQLResponse => ({
  body: { kind: 'single', singleResult: { data: new PlannedData(data), extensions } },
  http: { headers: new HeaderMap() },
});

/** Ledger row and extensions of an operation that ran through resolvers; nothing where no row was read. */
export const concludeResolved = async (
  deps: ServingDeps,
  scope: RequestScope,
  request: OperationRequest,
): Promise<AnswerExtensions | null> => {
  const reader = scope.usedReader();
  const told = scope.told();
  if ((!reader && told === null) || !scope.viewer) return null;
  const coordinates = selectedCoordinates(deps.schema, request.document, request.operation);
  // What a use case told without a reader was known no later than by the time it was asked.
  const knownAt = reader ? await reader.knownAt().finally(() => scope.end()) : scope.begunKnowing();
  const disclosure: Disclosure = {
    requestId: scope.requestId,
    viewer: scope.viewer,
    operation: request.operation.name?.value ?? null,
    plan: 'resolvers',
    coordinates,
    fieldList: fieldListOf(coordinates.map(({ name }) => name)),
    touched: [...(reader?.touched() ?? []), ...(told ?? [])],
    knownAt,
    asKnownAt: reader?.asKnownAt ?? null,
  };
  await disclose(deps, disclosure);
  return extensionsOf(disclosure);
};

interface Resolved {
  readonly request: { readonly variables?: Record<string, unknown> | undefined };
  readonly document?: OperationRequest['document'] | undefined;
  readonly operation?: OperationRequest['operation'] | undefined;
}

/** The operation with its variables coerced, or null where they cannot be: the reference executor then says why. */
const requestOf = (deps: ServingDeps, { request, document, operation }: Resolved): OperationRequest | null => {
  if (!document || !operation) return null;
  const { coerced } = getVariableValues(deps.schema, operation.variableDefinitions ?? [], request.variables ?? {});
  return coerced ? { document, operation, variables: coerced } : null;
};

/** Reads nothing but what the hub has come to know by now; it fails where the viewer's token was revoked, as every read does. */
const knownByNow = {
  ...{ text: `select ${isoInstant('last_known')} known_at from lane`, values: [], name: 'homeward_known_by_now' },
} as const;
const known = z.array(z.object({ known_at: z.string() }));

/** The planned answer, or null for an operation left to resolvers, whose reader is then told which past it reads. */
const planOrPrepare = async (
  deps: ServingDeps,
  scope: RequestScope,
  request: OperationRequest,
): Promise<PlannedAnswer | null> => {
  if (!scope.viewer) return null;
  try {
    if (deps.planner.covers(request)) return await runPlanned(deps, scope, scope.viewer, request);
    const [now] = known.parse(await deps.readOnce(scope.viewer, knownByNow));
    if (now) scope.beginKnowing(now.known_at);
    if (request.operation.operation === 'query') scope.readAsKnownAt(deps.planner.asKnownAt(request));
    return null;
  } catch (error) {
    throw shown(error);
  }
};

/** Adds what stands beside a resolved answer, once the ledger has it. */
const conclude = async (
  deps: ServingDeps,
  scope: RequestScope,
  request: OperationRequest,
  body: GraphQLResponse['body'],
): Promise<void> => {
  if (body.kind !== 'single') return;
  const extensions = await concludeResolved(deps, scope, request);
  if (extensions) body.singleResult.extensions = { ...body.singleResult.extensions, ...extensions };
};

/** Tells of root fields that were answered with nothing. */
const tellMisses = (
  note: NoteMisses,
  { viewer, requestId }: RequestScope,
  { operation }: OperationRequest,
  answered: PlannedAnswer | GraphQLResponse['body'],
): void => {
  if (!viewer) return;
  const single = 'kind' in answered && answered.kind === 'single' ? answered.singleResult : null;
  const count =
    'touched' in answered
      ? missesInText(operation, answered.data, answered.touched)
      : missesIn(operation, single?.errors ? null : single?.data);
  if (count > 0) note({ viewer, requestId, count });
};

/**
 * Answers what the planner covers with one statement and leaves the rest to resolvers; either way the ledger is
 * written before the first byte, and if it cannot be, no byte leaves.
 */
export const plannedExecution = (
  deps: ServingDeps,
  noteMisses: NoteMisses = () => undefined,
): ApolloServerPlugin<RequestScope> => ({
  requestDidStart: async () => {
    let planned: PlannedAnswer | null = null;
    let request: OperationRequest | null = null;
    return {
      didResolveOperation: async (context) => {
        request = requestOf(deps, context);
        planned = request && (await planOrPrepare(deps, context.contextValue, request));
      },
      responseForOperation: async () => (planned ? bodyOf(planned) : null),
      willSendResponse: async ({ contextValue, response }) => {
        if (!request) return;
        if (!planned) await conclude(deps, contextValue, request, response.body);
        tellMisses(noteMisses, contextValue, request, planned ?? response.body);
      },
    };
  },
});
