import { rubrics } from '../../src/domain/practice/rubrics.ts';
import type { RubricAgreement } from '../../src/domain/practice/scorer-agreement.ts';
import { builder } from '../builder.ts';

const texts = {
  pairs: 'How often two scored it.',
  kappa: 'Quadratically weighted kappa: 1 is always, 0 as by chance; null where chance could not have disagreed.',
};

const ItemAgreement = builder.objectRef<RubricAgreement['items'][number]>('ItemAgreement').implement({
  description: 'How far two scorers agree on one item.',
  fields: (t) => ({
    item: t.exposeString('item', { nullable: false, description: 'Its code.' }),
    title: t.exposeString('title', { nullable: false, description: 'What it asks.' }),
    pairs: t.exposeInt('pairs', { nullable: false, description: texts.pairs }),
    kappa: t.exposeFloat('kappa', { description: texts.kappa }),
  }),
});

/** How far two scorers agree on one rubric. */
export const PracticeAgreement = builder.objectRef<RubricAgreement>('RubricAgreement').implement({
  description: 'How far two scorers agree on what no machine can compute, over all items of a rubric and on each.',
  fields: (t) => ({
    scored: t.string({
      nullable: false,
      description: 'Type of the records: Interview, StrategyMeeting or CaseNote.',
      resolve: ({ kind }) => rubrics[kind].type,
    }),
    pairs: t.exposeInt('pairs', { nullable: false, description: texts.pairs }),
    kappa: t.exposeFloat('kappa', { description: texts.kappa }),
    items: t.field({
      type: [ItemAgreement],
      nullable: { list: false, items: false },
      description: 'Each item that people score.',
      resolve: ({ items }) => [...items],
    }),
  }),
});
