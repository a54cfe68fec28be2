import type { ItemStanding, RubricStanding as Standing } from '../../src/app/practice/rubric-standing.ts';
import { rubrics } from '../../src/domain/practice/rubrics.ts';
import { type ScoredKind, scoredKinds } from '../../src/domain/practice/scorings.ts';
import { readGlobalId } from '../../src/plan/keys.ts';
import { builder } from '../builder.ts';

// An id that is none names nothing, so that malformed, absent and hidden are not told apart.
const nil = '00000000-0000-0000-0000-000000000000';

/** The record a global id names, of a kind that people score. */
export const scoredRecordOf = (id: string): { readonly kind: ScoredKind; readonly recordId: string } => {
  const parts = readGlobalId(id);
  const kind = scoredKinds.find((one) => rubrics[one].type === parts?.type);
  return parts && kind ? { kind, recordId: parts.uuid } : { kind: 'interview', recordId: nil };
};

const RubricState = builder.enumType('RubricState', {
  description:
    'UNSCORED; WAITING_FOR_SECOND after one has scored; WAITING_FOR_THIRD where two are far apart; or SETTLED.',
  values: ['UNSCORED', 'WAITING_FOR_SECOND', 'WAITING_FOR_THIRD', 'SETTLED'] as const,
});

const RubricItemStanding = builder.objectRef<ItemStanding>('RubricItemStanding').implement({
  description: 'One item of a rubric that people score: 0 absent, 1 partial, 2 met.',
  fields: (t) => ({
    item: t.exposeString('item', { nullable: false, description: 'Its code.' }),
    title: t.exposeString('title', { nullable: false, description: 'What it asks.' }),
    yours: t.exposeInt('yours', { description: 'What the reader scored.' }),
    scores: t.intList({
      nullable: { list: true, items: false },
      description: 'What all scored, in the order of their scoring; null until the reader may know.',
      resolve: ({ scores }) => scores && [...scores],
    }),
    settled: t.exposeInt('settled', {
      description: 'What counts: the lower of two, or what a third scored where they are two apart.',
    }),
  }),
});

/** How the scoring of a record stands. */
export const RubricStanding = builder
  .objectRef<Standing & { readonly repeated?: boolean }>('RubricStanding')
  .implement({
    description:
      'How the scoring of a record stands, as far as the reader may know: two scorers are blind to each other.',
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The record.',
        resolve: ({ kind, recordId }) => `${rubrics[kind].type}:${recordId}`,
      }),
      state: t.field({
        type: RubricState,
        nullable: false,
        description: 'Where it stands.',
        resolve: ({ state }) => state,
      }),
      toScore: t.stringList({
        nullable: { list: false, items: false },
        description: 'Items the reader is to score now.',
        resolve: ({ toScore }) => [...toScore],
      }),
      items: t.field({
        type: [RubricItemStanding],
        nullable: { list: false, items: false },
        description: 'Every item that people score.',
        resolve: ({ items }) => [...items],
      }),
      repeated: t.boolean({
        nullable: false,
        description: 'Whether this answers an earlier request with the same idempotency key.',
        resolve: ({ repeated }) => repeated ?? false,
      }),
    }),
  });
