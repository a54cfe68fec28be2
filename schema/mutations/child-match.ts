import type { MatchChildOutcome } from '../../src/app/access/match-child.ts';
import { builder } from '../builder.ts';
import { payloadType, refusable, refusals } from '../errors.ts';

const ChildMatch = builder.objectRef<MatchChildOutcome>('ChildMatch').implement({
  description: 'Whether the hub holds exactly one such child. Nothing of the child is shown.',
  fields: (t) => ({
    outcome: t.exposeString('outcome', { nullable: false, description: 'MATCH, NONE or TOO_MANY.' }),
    handle: t.exposeString('handle', {
      description: 'Stands for the child for half an hour, for the caller alone; with it a referral is opened.',
    }),
  }),
});

const Payload = builder.unionType('ChildMatchPayload', {
  description: 'What was found, or why it was not looked for.',
  types: [ChildMatch, ...refusals],
  resolveType: payloadType('ChildMatch'),
});

const Input = builder.inputType('ChildMatchInput', {
  description: 'At least three exact identifiers. An address is none.',
  fields: (t) => ({
    givenName: t.string({ description: 'Given names.' }),
    familyName: t.string({ description: 'Family name.' }),
    dateOfBirth: t.field({ type: 'Date', description: 'Date of birth.' }),
    nhsNumber: t.string({ description: 'NHS number, ten digits.' }),
    upn: t.string({ description: 'Unique pupil number.' }),
    authorityChildId: t.string({ description: 'The number an authority gives the child.' }),
  }),
});

builder.mutationField('childMatch', (t) =>
  t.field({
    type: Payload,
    nullable: false,
    description:
      'Asks whether the hub holds a child the caller has met, without seeing anything. Counted against a budget, and in the ledger.',
    args: { input: t.arg({ type: Input, required: true, description: 'Who is meant.' }) },
    resolve: (_root, { input }, context) =>
      refusable(async () => {
        const { givenName = null, familyName = null, dateOfBirth = null } = input;
        const { nhsNumber = null, upn = null, authorityChildId = null } = input;
        const matched = await context.useCases.matchChild({
          viewer: context.viewer,
          identifiers: { givenName, familyName, dateOfBirth, nhsNumber, upn, authorityChildId },
          now: context.clock.now(),
        });
        context.tell(matched.childId);
        return matched;
      }),
  }),
);
