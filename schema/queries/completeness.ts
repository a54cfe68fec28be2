import { findIncomplete, reportCompleteness } from '../../src/app/report-completeness.ts';
import { receipts } from '../../src/domain/completeness/question.ts';
import { builder } from '../builder.ts';
import { CompletenessGrouping, CompletenessReport } from '../types/completeness-report.ts';
import { NotificationConnection } from './pages.ts';

const asKnownAt = 'As the hub knew it then; permission is always of now. One value for the whole operation.';
const from = 'First day on which a thread was first received.';
const to = 'Last day; it is included.';

builder.queryField('completeness', (t) =>
  t.field({
    type: CompletenessReport,
    description:
      'How completely police notifications were answered, counted. Null for whoever may not know whether notifications were answered; a force has its own counted. Asking is noted in the ledger.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: from }),
      to: t.arg({ type: 'Date', required: true, description: to }),
      by: t.arg({
        type: [CompletenessGrouping],
        required: { list: false, items: true },
        description: 'What to count by; all together where left out.',
      }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, { by, ...period }, { viewer, reader, clock, completeness }) => {
      if (!viewer) return null;
      const known = reader().asKnownAt;
      return reportCompleteness(completeness, viewer, {
        ...period,
        by: [...new Set(by ?? [])],
        asKnownAt: known,
        now: clock.now(),
      });
    },
  }),
);

const Receipt = builder.enumType('CompletenessReceipt', {
  description: 'FIRST as first received; LATEST as the thread stands by now.',
  values: receipts,
});

const usual = 50;

builder.queryField('incompleteNotifications', (t) =>
  t.field({
    type: NotificationConnection,
    description:
      'The notifications behind a cell of a completeness report, as far as the reader has a relationship to the child and may know what was answered. Null for whoever may have no report.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: from }),
      to: t.arg({ type: 'Date', required: true, description: to }),
      force: t.arg.string({ description: 'Only those of this force.' }),
      authority: t.arg.string({ description: 'Only those sent to this responsible authority.' }),
      unit: t.arg.string({ description: 'Only those of this unit.' }),
      field: t.arg.string({
        description: 'Only those without a usable answer to this field; else all incomplete ones.',
      }),
      receipt: t.arg({ type: Receipt, description: 'As first received, or by now.', defaultValue: 'FIRST' }),
      first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
      after: t.arg.string({ description: 'The cursor the page starts after.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { first, after, ...asked }, { viewer, reader, completeness }) => {
      if (!viewer) return null;
      const rows = reader();
      const ids = await findIncomplete(completeness, viewer, {
        ...{ from: asked.from, to: asked.to, receipt: asked.receipt ?? 'FIRST', asKnownAt: rows.asKnownAt },
        ...{ force: asked.force ?? null, authority: asked.authority ?? null },
        ...{ unit: asked.unit ?? null, field: asked.field ?? null },
      });
      return ids && rows.notificationsAmong(ids, { first: first ?? usual, after: after ?? null });
    },
  }),
);
