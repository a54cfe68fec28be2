import type { EnrichmentRequest } from '../../src/domain/enrichment-request.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { EnrichmentRequestConnection, type EnrichmentRequestPage, RequestState } from '../types/enrichment-request.ts';

interface Asked {
  readonly status?: EnrichmentRequest['state'] | null | undefined;
  readonly overdue?: boolean | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const usual = 50;

const pageOf = async (asked: Asked, context: HubContext): Promise<EnrichmentRequestPage> => {
  const { viewer, useCases, clock, requestIds } = context;
  const first = asked.first ?? usual;
  if (!viewer) return { rows: [], hasNextPage: false };
  const found = await useCases.listRequests({
    ...{ viewer, status: asked.status ?? null, overdue: asked.overdue ?? null, id: null },
    ...{ after: requestIds.after(asked.after), limit: first + 1, now: clock.now() },
  });
  const rows = found.slice(0, first);
  for (const { request, mask } of rows) context.tell(request.childId, mask);
  return {
    rows: rows.map((row) => ({ row, cursor: requestIds.cursorOf(row.request.id) })),
    hasNextPage: found.length > first,
  };
};

builder.queryField('enrichmentRequests', (t) =>
  t.field({
    type: EnrichmentRequestConnection,
    nullable: false,
    description:
      'Questions to forces about what their notifications left out: a force its own, the responsible authority and an auditor those about the children they reach.',
    args: {
      status: t.arg({ type: RequestState, description: 'Only those that stand so.' }),
      overdue: t.arg.boolean({ description: 'Only those open after their time, or only the others.' }),
      first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
      after: t.arg.string({ description: 'The cursor the page starts after.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => pageOf(asked, context),
  }),
);
