import type { PublishedCompleteness } from '../../src/app/publish-completeness.ts';
import type { PublishedCell } from '../../src/domain/completeness/published.ts';
import { builder } from '../builder.ts';

const Cell = builder.objectRef<PublishedCell>('PublishedCompletenessCell').implement({
  description: 'One force in a row of the published table.',
  fields: (t) => ({
    force: t.exposeString('column', { nullable: false, description: 'Code of the force.' }),
    count: t.exposeInt('count', { description: 'Left unanswered, rounded to five; null where suppressed.' }),
  }),
});

export const PublishedCompletenessRow = builder.objectRef<PublishedCompleteness>('PublishedCompletenessRow').implement({
  description: 'How often one field was left unanswered when first received, in one month, as it may be published.',
  fields: (t) => ({
    month: t.field({
      type: 'Date',
      nullable: false,
      description: 'The first day of the month.',
      resolve: ({ month }) => month,
    }),
    field: t.exposeString('field', { nullable: false, description: 'Name of the field.' }),
    cells: t.field({
      type: [Cell],
      nullable: { list: false, items: false },
      description: 'By force.',
      resolve: ({ cells }) => [...cells],
    }),
    total: t.exposeInt('total', { description: 'All forces together; null where any of them is suppressed.' }),
  }),
});
