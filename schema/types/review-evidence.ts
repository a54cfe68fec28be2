import type { Reached, RunnerUp } from '../../src/app/review/show-review.ts';
import type { ShownEvidence, ShownScore, ShownTerm } from '../../src/domain/link/review-evidence.ts';
import { guards } from '../../src/domain/matching.ts';
import type { Neighbour } from '../../src/store/review-evidence.ts';
import { builder } from '../builder.ts';

const ReviewAgreement = builder.enumType('ReviewAgreement', {
  description: 'Whether a field of two records agrees.',
  values: {
    AGREES: { description: 'It is the same, or near enough to speak for one person.' },
    DIFFERS: { description: 'It speaks for two.' },
  },
});

const ReviewTerm = builder.objectRef<ShownTerm>('ReviewTerm').implement({
  description: 'One bar of the waterfall: a field that both records have, and what it adds to the weight.',
  fields: (t) => ({
    field: t.exposeString('field', { nullable: false, description: 'given, surname, born, address, sex, nhs or upn.' }),
    agreement: t.expose('agreement', {
      type: ReviewAgreement,
      nullable: false,
      description: 'Whether it agrees: told to whoever may not see the field, too.',
    }),
    level: t.exposeString('level', {
      nullable: true,
      description: 'How far it agrees; null to whoever may not see the field of both children.',
    }),
    weight: t.exposeFloat('weight', {
      nullable: true,
      description: 'What it adds, in bits; null to whoever may not see the field, and until the reader has voted.',
    }),
  }),
});

const ReviewScore = builder.objectRef<ShownScore>('ReviewScore').implement({
  description: 'What prior and terms add up to.',
  fields: (t) => ({
    prior: t.exposeFloat('prior', { description: 'Bits before anything is compared.' }),
    total: t.exposeFloat('total', { description: 'Prior and terms together.' }),
    probability: t.exposeFloat('probability', {
      description: 'The chance that it is one person, if the fields told independently of one another. They do not.',
    }),
    margin: t.exposeFloat('margin', {
      nullable: true,
      description: 'Bits by which the next best child is behind, where the reader reaches that child.',
    }),
  }),
});

const ReviewGuard = builder.objectRef<keyof typeof guards>('ReviewGuard').implement({
  description: 'A rule that kept the hub from linking by itself.',
  fields: (t) => ({
    id: t.string({ nullable: false, description: 'Its id.', resolve: (id) => id }),
    says: t.string({ nullable: false, description: 'What it saw.', resolve: (id) => guards[id] }),
  }),
});

/** Why somebody is asked. */
export const ReviewEvidence = builder.objectRef<ShownEvidence>('ReviewEvidence').implement({
  description: 'Why somebody is asked, as far as the reader may know.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Version of the model the weights are of.' }),
    sentence: t.exposeString('sentence', {
      nullable: true,
      description: 'The evidence in one sentence; null where a field of it is covered from the reader.',
    }),
    terms: t.field({
      type: [ReviewTerm],
      nullable: { list: false, items: false },
      description: 'Field by field, what differs first.',
      resolve: ({ terms }) => [...terms],
    }),
    guards: t.field({
      type: [ReviewGuard],
      nullable: { list: false, items: false },
      description: 'Rules that kept the hub from linking; none where a field is covered from the reader.',
      resolve: ({ guards: fired }) => [...fired],
    }),
    score: t.field({
      type: ReviewScore,
      nullable: true,
      description: 'Null until the reader has voted, and where a field is covered from them.',
      resolve: ({ score }) => score,
    }),
    isCovered: t.exposeBoolean('isCovered', {
      nullable: false,
      description: 'Whether a field is compared that the reader may not see of both children.',
    }),
  }),
});

/** A child who may be a brother, sister or twin. */
export const ReviewNeighbour = builder.objectRef<Reached<Neighbour>>('ReviewNeighbour').implement({
  description: 'A child beside the two whom the reader reaches.',
  fields: (t) => ({
    childId: t.id({
      nullable: false,
      description: 'The child, `Child:…`.',
      resolve: ({ childId }, _args, { childIds }) => childIds.global(childId),
    }),
    relation: t.exposeString('relation', {
      description: 'POSSIBLE_SIBLING, or SAME_BIRTH: the same household and day of birth.',
    }),
  }),
});

/** The next best child. */
export const ReviewRunnerUp = builder.objectRef<Reached<RunnerUp>>('ReviewRunnerUp').implement({
  description: 'The next best child, where the reader reaches it.',
  fields: (t) => ({
    childId: t.id({
      nullable: false,
      description: 'The child, `Child:…`.',
      resolve: ({ childId }, _args, { childIds }) => childIds.global(childId),
    }),
  }),
});
