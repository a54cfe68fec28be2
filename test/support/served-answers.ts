import { HeaderMap } from '@apollo/server';
import type { Viewer } from '../../src/domain/viewer.ts';
import { startGraphql } from '../../src/server/graphql.ts';
import { openLog } from '../../src/server/log.ts';
import { plannedExecution, stringifyResult } from '../../src/server/planned-execution.ts';
import { newRequestScope, type ServingDeps } from '../../src/server/request-scope.ts';
import type { GeneratedOperation } from './generated-operations.ts';

/** The status and the bytes of an answer. */
export interface ServedAnswer {
  readonly status: number;
  readonly text: string;
}

/** Answers as HTTP carries them, without a network. */
export interface AnsweringHub {
  ask(viewer: Viewer, operation: GeneratedOperation): Promise<ServedAnswer>;
  close(): Promise<void>;
}

const headers = new HeaderMap([
  ['content-type', 'application/json'],
  ['accept', 'application/graphql-response+json'],
]);
const requestId = '00000000-0000-4000-8000-000000000009';

/** Serves over these dependencies with the hub’s own limits, executors, texts of errors and way of writing an answer. */
export const serveAnswers = async (deps: ServingDeps): Promise<AnsweringHub> => {
  const log = openLog({ level: 'silent' });
  const plugins = [plannedExecution(deps)];
  const apollo = await startGraphql({ schema: deps.schema, log, production: false, plugins, stringifyResult });
  return {
    ask: async (viewer, { text, variables }) => {
      const { status = 200, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers, search: '', body: { query: text, variables } },
        context: async () => newRequestScope(deps, viewer, requestId),
      });
      if (body.kind === 'chunked') throw new Error('the hub answers in one piece');
      return { status, text: body.string };
    },
    close: () => apollo.stop(),
  };
};

/** The same dependencies with nothing left to the planner. */
export const byResolversOnly = (deps: ServingDeps): ServingDeps => ({
  ...deps,
  planner: { ...deps.planner, covers: () => false },
});

/** The same dependencies with every planned statement changed on its way to the database. */
export const withStatements = (deps: ServingDeps, change: (text: string) => string): ServingDeps => ({
  ...deps,
  readOnce: (viewer, { text, values }) => deps.readOnce(viewer, { text: change(text), values, name: undefined }),
});
