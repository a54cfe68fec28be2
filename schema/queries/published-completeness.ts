import { publishCompleteness } from '../../src/app/publish-completeness.ts';
import { builder } from '../builder.ts';
import { PublishedCompletenessRow } from '../types/published-completeness.ts';

builder.queryField('publishedCompleteness', (t) =>
  t.field({
    type: [PublishedCompletenessRow],
    nullable: { list: true, items: false },
    description:
      'What may leave the partnership: the fixed table of a year that is over, by month, field and force; counts of 1 to 7 and counts that leave 1 to 7 over are suppressed, the others rounded to five. Null for whoever may have no report. Asking is noted in the ledger.',
    args: { year: t.arg.int({ required: true, description: 'A calendar year that is over.' }) },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { year }, { viewer, clock, completeness }) => {
      if (!viewer) return null;
      const rows = await publishCompleteness(completeness, viewer, { year, now: clock.now() });
      return rows && [...rows];
    },
  }),
);
