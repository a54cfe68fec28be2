import { createHash } from 'node:crypto';
import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import { InvalidRequest } from '../domain/errors.ts';
import { isPseudonymous } from '../domain/is-pseudonymous.ts';
import { compileMasks, type Masks } from '../domain/mask.ts';
import type { Viewer } from '../domain/viewer.ts';
import { compile, fragmentsOf, type Plan } from './compile.ts';
import type { FieldSelection } from './compile-context.ts';
import { readGlobalId } from './keys.ts';
import { newRecent } from './recent.ts';
import { newSelections } from './selections.ts';

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced variable values. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A plan, and the one known time its operation asks for, or null for now. */
export interface Planned {
  readonly plan: Plan;
  /** Whether the statement is worth keeping prepared: it was asked for before, and there is room. */
  readonly prepared: boolean;
  readonly asKnownAt: string | null;
}

/** Turns operations into plans, keeping the newest few hundred. */
export interface Planner {
  planFor(request: OperationRequest, viewer: Viewer): Planned;
  masksFor(viewer: Viewer): Masks;
  /** The one known time an operation asks for, or null for now. */
  asKnownAt(request: OperationRequest): string | null;
  /** Whether the whole operation can be compiled: a query without introspection or a root left to resolvers. */
  covers(request: OperationRequest): boolean;
}

const mostKept = 500;
/** Prepared statements live as long as their connection, so their number is bounded for good. */
const mostPrepared = 1_000;

/** Names of the variables that directives read: their values are part of a plan's key. */
const directiveVariables = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>();
  const note = (directive: DirectiveNode) => {
    for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  visit(document, { enter: (node) => (node.kind === Kind.DIRECTIVE ? note(node) : undefined) });
  return [...names];
};

/** What of the root arguments shapes the statement: node types, and whether a past is asked for. */
interface RootShape {
  readonly asKnownAt: string | null;
  readonly nodeTypes: readonly string[];
}

/** The root fields of an operation. */
type Roots = (request: OperationRequest) => readonly FieldSelection[];

const mostRoots = 50;

/** Finds root fields once for each operation and each outcome of its directives: variables decide no more of them. */
const newRoots = (schema: GraphQLSchema, known: (document: DocumentNode) => DocumentFacts): Roots => {
  const query = schema.getQueryType();
  return ({ document, operation, variables }) => {
    if (!query) return [];
    const { roots, directiveVariables: deciding } = known(document);
    return roots(`${operation.name?.value ?? ''}|${decisions(deciding, variables)}`, () =>
      newSelections(schema, fragmentsOf(document), variables).ofOperation(query, operation),
    );
  };
};

const decisions = (names: readonly string[], variables: OperationRequest['variables']): string =>
  names.map((name) => variables[name] === true).join();

const rootArguments = (selection: FieldSelection, variables: OperationRequest['variables']) => {
  const node = selection.nodes[0];
  const values = node ? getArgumentValues(selection.field, node, { ...variables }) : {};
  const { asKnownAt, id } = values;
  return {
    past: selection.field.args.some(({ name }) => name === 'asKnownAt'),
    asKnownAt: typeof asKnownAt === 'string' ? asKnownAt : null,
    nodeType: typeof id === 'string' ? (readGlobalId(id)?.type ?? '') : '',
  };
};

/** @throws InvalidRequest when root fields ask for different known times */
const rootShape = (rootsOf: Roots, request: OperationRequest): RootShape => {
  const roots = rootsOf(request)
    .filter(({ name }) => !name.startsWith('__'))
    .map((selection) => ({ name: selection.name, ...rootArguments(selection, request.variables) }));
  const times = new Set(roots.filter(({ past }) => past).map(({ asKnownAt }) => asKnownAt));
  if (times.size > 1) throw new InvalidRequest('asKnownAt: one value for the whole operation');
  return {
    asKnownAt: [...times][0] ?? null,
    nodeTypes: roots.filter(({ name }) => name === 'node').map(({ nodeType }) => nodeType),
  };
};

/** What of a document never changes. */
interface DocumentFacts {
  readonly hash: string;
  readonly directiveVariables: readonly string[];
  readonly roots: (key: string, find: () => readonly FieldSelection[]) => readonly FieldSelection[];
}

const factsOf = (document: DocumentNode): DocumentFacts => ({
  hash: createHash('sha256').update(print(document)).digest('hex'),
  directiveVariables: directiveVariables(document),
  roots: newRecent(mostRoots),
});

const keyOf = (request: OperationRequest, facts: DocumentFacts, viewer: Viewer, masks: Masks, shape: RootShape) =>
  [
    facts.hash,
    request.operation.name?.value ?? '',
    masks.union,
    masks.intersection,
    shape.asKnownAt !== null,
    isPseudonymous(viewer.role, viewer.purpose),
    decisions(facts.directiveVariables, request.variables),
    shape.nodeTypes,
  ].join('|');

/** A planner for one schema. */
export const newPlanner = (schema: GraphQLSchema): Planner => {
  const recentPlans = newRecent<Plan>(mostKept);
  const recentMasks = newRecent<Masks>(mostKept);
  const asked = new Set<string>();
  const prepared = new Set<string>();
  const documents = new WeakMap<DocumentNode, DocumentFacts>();
  const masksFor = (viewer: Viewer): Masks =>
    recentMasks(`${viewer.role}/${viewer.purpose}`, () => compileMasks(viewer.role, viewer.purpose));
  const known = (document: DocumentNode): DocumentFacts => {
    const facts = documents.get(document) ?? factsOf(document);
    documents.set(document, facts);
    return facts;
  };
  const rootsOf = newRoots(schema, known);
  const isPrepared = (id: string): boolean => {
    if (prepared.has(id)) return true;
    if (!asked.has(id)) {
      if (asked.size >= mostKept) asked.clear();
      asked.add(id);
      return false;
    }
    if (prepared.size >= mostPrepared) return false;
    prepared.add(id);
    return true;
  };
  const planFor = (request: OperationRequest, viewer: Viewer): Planned => {
    const shape = rootShape(rootsOf, request);
    const masks = masksFor(viewer);
    const asKnown = shape.asKnownAt !== null;
    const plan = recentPlans(keyOf(request, known(request.document), viewer, masks, shape), () =>
      compile({ ...request, schema, masks, asKnown, pseudonymous: isPseudonymous(viewer.role, viewer.purpose) }),
    );
    return { plan, asKnownAt: shape.asKnownAt, prepared: isPrepared(plan.id) };
  };
  return {
    masksFor,
    planFor,
    asKnownAt: (request) => rootShape(rootsOf, request).asKnownAt,
    covers: (request) =>
      request.operation.operation === 'query' &&
      rootsOf(request).every(
        ({ name, field }) =>
          name === '__typename' || (!name.startsWith('__') && field.extensions.plan?.kind !== 'resolved'),
      ),
  };
};
