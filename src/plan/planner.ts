import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import { InvalidRequest } from '../domain/errors.ts';
import { compileMasks, type Masks } from '../domain/mask.ts';
import { pseudonymous } from '../domain/policy.ts';
import type { Viewer } from '../domain/viewer.ts';
import { compile, fragmentsOf, type Plan } from './compile.ts';
import { readGlobalId } from './keys.ts';
import { newSelections } from './selections.ts';

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced variable values. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Stands for the document in keys; its text's hash. */
  readonly documentHash?: string;
}

/** Turns operations into plans, keeping the newest few hundred. */
export interface Planner {
  planFor(request: OperationRequest, viewer: Viewer): Plan;
  masksFor(viewer: Viewer): Masks;
  /** The one known time the operation asks for, or null for now. */
  asKnownAt(request: OperationRequest): string | null;
  /** Whether the whole operation can be compiled: a query without introspection. */
  covers(request: OperationRequest): boolean;
}

const kept = 500;

/** Names of the variables that directives read: their values are part of a plan's key. */
const directiveVariables = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      for (const argument of directive.arguments ?? []) {
        if (argument.value.kind === Kind.VARIABLE) names.add(argument.value.name.value);
      }
    },
  });
  return [...names];
};

const rootSelections = (schema: GraphQLSchema, request: OperationRequest) => {
  const query = schema.getQueryType();
  if (!query) return [];
  return newSelections(schema, fragmentsOf(request.document), request.variables).ofOperation(query, request.operation);
};

/** What of the root arguments shapes the statement: node types, and whether a past is asked for. */
interface RootShape {
  readonly asKnownAt: string | null;
  readonly nodeTypes: readonly string[];
}

const rootShape = (schema: GraphQLSchema, request: OperationRequest): RootShape => {
  const times = new Set<string | null>();
  const nodeTypes: string[] = [];
  for (const selection of rootSelections(schema, request)) {
    const node = selection.nodes[0];
    if (!node || selection.name === '__typename') continue;
    const values = getArgumentValues(selection.field, node, { ...request.variables });
    const at = values['asKnownAt'];
    if (selection.field.args.some(({ name }) => name === 'asKnownAt')) times.add(typeof at === 'string' ? at : null);
    const id = values['id'];
    if (selection.name === 'node') nodeTypes.push(typeof id === 'string' ? (readGlobalId(id)?.type ?? '') : '');
  }
  if (times.size > 1) throw new InvalidRequest('asKnownAt: one value for the whole operation');
  return { asKnownAt: [...times][0] ?? null, nodeTypes };
};

interface DocumentFacts {
  readonly hash: string;
  readonly directiveVariables: readonly string[];
}

/** A planner for one schema. */
export const newPlanner = (schema: GraphQLSchema): Planner => {
  const plans = new Map<string, Plan>();
  const masks = new Map<string, Masks>();
  const documents = new WeakMap<DocumentNode, DocumentFacts>();
  const masksFor = (viewer: Viewer): Masks => {
    const key = `${viewer.role}/${viewer.purpose}`;
    const known = masks.get(key) ?? compileMasks(viewer.role, viewer.purpose);
    masks.set(key, known);
    return known;
  };
  const factsOf = (request: OperationRequest): DocumentFacts => {
    const known = documents.get(request.document);
    if (known) return known;
    const hash = request.documentHash ?? createHash('sha256').update(print(request.document)).digest('hex');
    const facts = { hash, directiveVariables: directiveVariables(request.document) };
    documents.set(request.document, facts);
    return facts;
  };
  const keyOf = (request: OperationRequest, viewer: Viewer, shape: RootShape): string => {
    const facts = factsOf(request);
    const { union, intersection } = masksFor(viewer);
    const switches = facts.directiveVariables.map((name) => request.variables[name] === true);
    return [
      facts.hash,
      request.operation.name?.value ?? '',
      union,
      intersection,
      shape.asKnownAt !== null,
      pseudonymous.has(viewer.role),
      switches,
      shape.nodeTypes,
    ].join('|');
  };
  return {
    masksFor,
    asKnownAt: (request) => rootShape(schema, request).asKnownAt,
    covers: (request) =>
      request.operation.operation === 'query' &&
      rootSelections(schema, request).every(({ name }) => !name.startsWith('__') || name === '__typename'),
    planFor: (request, viewer) => {
      const shape = rootShape(schema, request);
      const key = keyOf(request, viewer, shape);
      const known = plans.get(key);
      const plan =
        known ??
        compile({
          schema,
          document: request.document,
          operation: request.operation,
          variables: request.variables,
          masks: masksFor(viewer),
          asKnown: shape.asKnownAt !== null,
          pseudonymous: pseudonymous.has(viewer.role),
        });
      plans.delete(key);
      plans.set(key, plan);
      const oldest = plans.keys().next();
      if (plans.size > kept && !oldest.done) plans.delete(oldest.value);
      return plan;
    },
  };
};
