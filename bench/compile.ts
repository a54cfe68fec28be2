import { Kind, parse, validate } from 'graphql';
import { buildHubSchema } from '../schema/index.ts';
import { compileMasks } from '../src/domain/mask.ts';
import { compile } from '../src/plan/compile.ts';
import { limitRules } from '../src/server/limits/index.ts';
import type { Bench } from './bench.ts';
import { childViewDocument } from './child-view/document.ts';
import { median } from './support/median.ts';
import { table } from './support/table.ts';

const timed = (work: () => unknown): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

/** What a document costs the first time it is seen: reading it, checking it, compiling it. */
export const compileBench: Bench = {
  name: 'compile',
  summary: 'what a new document costs before its first statement',
  run: async ({ rounds }) => {
    const schema = buildHubSchema();
    const masks = compileMasks('social-worker', 'SAFEGUARD_PLAN');
    const variables = { id: 'Child:00000000-0000-4000-8000-000000000000' };
    const document = parse(childViewDocument);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the document holds no operation');
    const request = { schema, document, operation, variables, masks, asKnown: false, pseudonymous: false };
    const steps = {
      parse: () => parse(childViewDocument),
      validate: () => validate(schema, document, undefined),
      'limits of the hub': () => validate(schema, document, limitRules),
      compile: () => compile(request),
    };
    const times = Object.entries(steps).map(([step, work]) => {
      const first = timed(work);
      return { step, first, warm: median(Array.from({ length: rounds * 20 }, () => timed(work))) };
    });
    const rows = times.map(({ step, first, warm }) => [step, first.toFixed(2), warm.toFixed(2)]);
    return { text: table(['step', 'first, ms', 'warm, ms'], rows), json: times };
  },
};
