import { builder } from '../builder.ts';
import { DisclosureConnection } from '../types/disclosure.ts';
import { disclosuresOf } from './who-saw.ts';

const usual = 50;

builder.queryField('recallList', (t) =>
  t.field({
    type: DisclosureConnection,
    description:
      'Who was shown a child while it was wrongly linked: every disclosure made while it held a source person who is another child’s now, or was itself of that child; newest first. Null where there is no such child or the reader may not see its log.',
    args: {
      childId: t.arg.id({ required: true, description: 'Either of the two children, `Child:…`.' }),
      from: t.arg({ type: 'DateTime', description: 'Only what was shown at this instant or later.' }),
      to: t.arg({ type: 'DateTime', description: 'Only what was shown before this instant.' }),
      first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
      after: t.arg.string({ description: 'The cursor the page starts after.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => disclosuresOf(asked, context, context.accessLog.recall),
  }),
);
