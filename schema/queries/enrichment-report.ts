import { builder } from '../builder.ts';
import { EnrichmentGroup, EnrichmentGrouping } from '../types/enrichment-report.ts';

builder.queryField('enrichmentReport', (t) =>
  t.field({
    type: [EnrichmentGroup],
    nullable: { list: true, items: false },
    description:
      'How questions to forces were answered: in time, late, open, overdue, and who has to be asked again and again. Null for whoever may not know whether notifications were answered; a force has its own counted. Asking is noted in the ledger.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day on which a question was put.' }),
      to: t.arg({ type: 'Date', required: true, description: 'First day after.' }),
      by: t.arg({
        type: [EnrichmentGrouping],
        required: { list: false, items: true },
        description: 'What to count by; all together where left out.',
      }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { by, ...days }, { viewer, clock, useCases }) => {
      if (!viewer) return null;
      const rows = await useCases.reportRequests({ viewer, ...days, by: [...new Set(by ?? [])], now: clock.now() });
      return rows && [...rows];
    },
  }),
);
