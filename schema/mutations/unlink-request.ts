import type { UnlinkAsked as Asked } from '../../src/app/review/unlink.ts';
import { builder } from '../builder.ts';
import { handedRefusals, payloadType, refusable } from '../errors.ts';
import { wayTexts } from '../types/way-opened.ts';

const UnlinkAsked = builder.objectRef<Asked>('UnlinkAsked').implement({
  description: 'The request waits for another person.',
  fields: (t) => ({
    requestId: t.id({
      nullable: false,
      description: 'Its id, `UnlinkRequest:…`.',
      resolve: ({ requestId }, _args, { idsOf }) => idsOf('UnlinkRequest').global(requestId),
    }),
    repeated: t.exposeBoolean('repeated', {
      nullable: false,
      description: 'Whether this answers an earlier request with the same idempotency key.',
    }),
  }),
});

const Payload = builder.unionType('UnlinkRequestPayload', {
  description: 'The request, or why it was refused.',
  types: [UnlinkAsked, ...handedRefusals],
  resolveType: payloadType('UnlinkAsked'),
});

const Input = builder.inputType('UnlinkRequestInput', {
  description: 'Who is to be taken out of which child, and why.',
  fields: (t) => ({
    childId: t.id({ required: true, description: 'A child the caller has a relationship to.' }),
    sourcePersons: t.idList({
      required: true,
      description: 'Those to be taken out, `SourcePerson:…`, as `sourcePersons` lists them; at least one stays.',
    }),
    reason: t.string({ required: true, description: 'Why, in words somebody can be asked about.' }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

builder.mutationField('unlinkRequest', (t) =>
  t.field({
    type: Payload,
    nullable: false,
    description:
      'Asks for source persons to be taken out of a child they were wrongly linked to. Nothing happens before another person approves it.',
    args: { input: t.arg({ type: Input, required: true, description: 'Who, and why.' }) },
    resolve: (_root, { input }, { viewer, clock, childIds, idsOf, useCases, tell }) =>
      refusable(async () => {
        const { reason, idempotencyKey } = input;
        const subjectIds = viewer ? input.sourcePersons.map(idsOf('SourcePerson').own) : [];
        const childId = viewer ? childIds.own(input.childId) : input.childId;
        const asking = { viewer, childId, subjectIds, reason, idempotencyKey, now: clock.now() };
        const asked = await useCases.requestUnlink(asking);
        tell(asked.childId);
        return asked;
      }),
  }),
);
