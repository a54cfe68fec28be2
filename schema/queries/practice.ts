import { NotPermitted } from '../../src/domain/errors.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { Practice, type PracticeShown } from '../types/practice.ts';

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly authority?: string | null | undefined;
}

const ask = async ({ from, to, authority = null }: Asked, context: HubContext): Promise<PracticeShown | null> => {
  const { viewer, useCases, clock } = context;
  const now = clock.now();
  try {
    const report = await useCases.reportPractice({ viewer, from, to, authority, now });
    return { ...report, from, to, authority, now };
  } catch (error) {
    if (error instanceof NotPermitted) return null;
    throw error;
  }
};

builder.queryField('practice', (t) =>
  t.field({
    type: Practice,
    description:
      'What good practice asks, counted. For an auditor, and for social workers, duty team and reviewing officers of the authority itself, as far as they reach the children; null for anybody else.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day on which an absence began.' }),
      to: t.arg({ type: 'Date', required: true, description: 'Last day; at most ten years later.' }),
      authority: t.arg.string({ description: 'GSS code of the responsible authority; all where left out.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => ask(asked, context),
  }),
);
