import type { DrawnSample } from '../../src/app/practice/draw-sample.ts';
import { NotPermitted } from '../../src/domain/errors.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';

/** A case of a sample; the guard tests its mask. */
interface SampledCase {
  readonly childId: string;
  readonly mask: bigint;
}

const Sampled = builder.objectRef<SampledCase>('SampledCase').implement({
  description: 'A case of a sample.',
  fields: (t) => ({
    childId: t.id({
      description: 'The child, `Child:…`, the reader’s pseudonym where they have one.',
      resolve: ({ childId }, _args, { childIds }) => childIds.global(childId),
    }),
  }),
});

const casesOf = ({ masks }: DrawnSample, ids: readonly string[], { tell }: HubContext): SampledCase[] =>
  ids.map((childId) => {
    const mask = masks.get(childId) ?? 0n;
    tell(childId, mask);
    return { childId, mask };
  });

const Sample = builder.objectRef<DrawnSample>('AuditSample').implement({
  description: 'A random sample of cases that anybody can draw again from the same frame, size and seed.',
  fields: (t) => ({
    seed: t.exposeString('seed', { nullable: false, description: 'What it was drawn by.' }),
    size: t.exposeInt('size', { nullable: false, description: 'How many cases were drawn.' }),
    frameSize: t.exposeInt('frameSize', { nullable: false, description: 'Of how many.' }),
    frameHash: t.exposeString('frameHash', {
      nullable: false,
      description: 'SHA-256 of the frame’s own ids, sorted, one a line: samples of one frame have the same.',
    }),
    percent: t.exposeFloat('percent', { nullable: false, description: 'The sample in per cent of its frame.' }),
    drawn: t.field({
      type: [Sampled],
      nullable: { list: false, items: false },
      description: 'The cases, in the order of the draw. Each is noted in the ledger.',
      resolve: (sample, _args, context) => casesOf(sample, sample.drawn, context),
    }),
    reserves: t.field({
      type: [Sampled],
      nullable: { list: false, items: false },
      description: 'The others, in the order in which one replaces a drawn case that cannot be audited.',
      args: { first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: 5 }) },
      resolve: (sample, { first }, context) => casesOf(sample, sample.reserves.slice(0, first ?? 5), context),
    }),
  }),
});

builder.queryField('auditSample', (t) =>
  t.field({
    type: Sample,
    description:
      'Draws the cases an audit is to read from the children with an absence that began in a period, as far as the auditor reaches them; null for anybody else.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day on which an absence began.' }),
      to: t.arg({ type: 'Date', required: true, description: 'Last day; at most ten years later.' }),
      authority: t.arg.string({ description: 'GSS code of the responsible authority; all where left out.' }),
      size: t.arg.int({ required: true, description: 'How many cases.' }),
      seed: t.arg.string({ required: true, description: 'Any words, to draw the same again.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { authority, ...asked }, { viewer, useCases, clock }) => {
      try {
        return await useCases.drawSample({ viewer, ...asked, authority: authority ?? null, now: clock.now() });
      } catch (error) {
        if (error instanceof NotPermitted) return null;
        throw error;
      }
    },
  }),
);
