import type { WhichChild } from '../../src/app/access/break-glass.ts';
import { InvalidRequest } from '../../src/domain/errors.ts';
import { builder } from '../builder.ts';
import type { ChildIds } from '../context.ts';
import { refusable } from '../errors.ts';
import { wayPayload, wayTexts } from '../types/way-opened.ts';

const Input = builder.inputType('BreakGlassOpenInput', {
  description: 'Which child, and why. One of `childId` and `handle`.',
  fields: (t) => ({
    childId: t.id({ description: 'A child the caller has a relationship to.' }),
    handle: t.string({ description: 'What `childMatch` gave for a child the caller has none to.' }),
    reason: t.string({ required: true, description: wayTexts.reason }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

interface Which {
  readonly childId?: string | null | undefined;
  readonly handle?: string | null | undefined;
}

const which = ({ childId = null, handle = null }: Which, ids: ChildIds): WhichChild => {
  if (childId !== null && handle === null) return { childId: ids.own(childId) };
  if (handle !== null && childId === null) return { handle };
  throw new InvalidRequest('childId, handle: one of the two');
};

builder.mutationField('breakGlassOpen', (t) =>
  t.field({
    type: wayPayload('BreakGlassOpenPayload'),
    nullable: false,
    description:
      'Lets the caller in to a child for 60 minutes. Everyone with a relationship to the child is told at once; somebody else reviews it within two working days. Needs a token whose holder has just signed in, and strongly.',
    args: { input: t.arg({ type: Input, required: true, description: 'Which child, and why.' }) },
    resolve: (_root, { input }, { viewer, clock, childIds, useCases }) =>
      refusable(async () => {
        const { reason, idempotencyKey } = input;
        return useCases.breakGlass({ viewer, child: which(input, childIds), reason, idempotencyKey, now: clock.now() });
      }),
  }),
);
