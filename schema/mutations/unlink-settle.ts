import type { UnlinkSettled as Settled } from '../../src/app/review/unlink.ts';
import { builder } from '../builder.ts';
import { handedRefusals, payloadType, refusable } from '../errors.ts';
import { UnlinkState } from '../types/unlink-request.ts';
import { wayTexts } from '../types/way-opened.ts';

const UnlinkSettled = builder.objectRef<Settled>('UnlinkSettled').implement({
  description: 'What became of the request.',
  fields: (t) => ({
    requestId: t.id({
      nullable: false,
      description: 'The request.',
      resolve: ({ requestId }, _args, { idsOf }) => idsOf('UnlinkRequest').global(requestId),
    }),
    state: t.expose('state', { type: UnlinkState, nullable: false, description: 'APPROVED or REFUSED.' }),
    childId: t.id({
      nullable: false,
      description: 'The child they were of.',
      resolve: ({ childId }, _args, { childIds }) => childIds.global(childId),
    }),
    separated: t.idList({
      nullable: { list: false, items: false },
      description: 'The children they are now; none where it was refused.',
      resolve: ({ separated }, _args, { childIds }) => separated.map(childIds.global),
    }),
    repeated: t.exposeBoolean('repeated', {
      nullable: false,
      description: 'Whether this answers an earlier request with the same idempotency key.',
    }),
  }),
});

const payload = (name: string) =>
  builder.unionType(name, {
    description: 'What became of the request, or why nothing was done.',
    types: [UnlinkSettled, ...handedRefusals],
    resolveType: payloadType('UnlinkSettled'),
  });

const Input = builder.inputType('UnlinkSettleInput', {
  description: 'Which request, and why.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'The request, `UnlinkRequest:…`.' }),
    note: t.string({ required: true, description: 'Why, in words somebody can be asked about.' }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

const settlings = {
  unlinkApprove: [
    'UnlinkApprovePayload',
    true,
    'Takes source persons out of a child, as another person asked. Both children are at once as if they had never been one; `recallList` says who was shown the wrong one.',
  ],
  unlinkRefuse: ['UnlinkRefusePayload', false, 'Refuses what another person asked: the child stays as it is.'],
} as const;

for (const [name, [payloadName, isApproved, description]] of Object.entries(settlings)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: payload(payloadName),
      nullable: false,
      description,
      args: { input: t.arg({ type: Input, required: true, description: 'Which request, and why.' }) },
      resolve: (_root, { input }, { viewer, clock, idsOf, useCases, tell }) =>
        refusable(async () => {
          const { note, idempotencyKey } = input;
          const requestId = viewer ? idsOf('UnlinkRequest').own(input.requestId) : input.requestId;
          const settling = { viewer, requestId, isApproved, note, idempotencyKey, now: clock.now() };
          const settled = await useCases.decideUnlink(settling);
          for (const childId of [settled.childId, ...settled.separated]) tell(childId);
          return settled;
        }),
    }),
  );
}
