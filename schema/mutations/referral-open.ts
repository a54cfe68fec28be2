import { builder } from '../builder.ts';
import { refusable } from '../errors.ts';
import { wayPayload, wayTexts } from '../types/way-opened.ts';

const Input = builder.inputType('ReferralOpenInput', {
  description: 'Which child came, and why.',
  fields: (t) => ({
    handle: t.string({ required: true, description: 'What `childMatch` gave.' }),
    reason: t.string({ required: true, description: wayTexts.reason }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

builder.mutationField('referralOpen', (t) =>
  t.field({
    type: wayPayload('ReferralOpenPayload'),
    nullable: false,
    description:
      'First contact of a duty team or an emergency department with a child: a relationship for 24 hours. The responsible authority is told.',
    args: { input: t.arg({ type: Input, required: true, description: 'Which child, and why.' }) },
    resolve: (_root, { input }, { viewer, clock, useCases }) =>
      refusable(() => useCases.openReferral({ viewer, ...input, now: clock.now() })),
  }),
);
