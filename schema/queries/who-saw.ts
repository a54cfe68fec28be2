import { disclosedFields } from '../../src/plan/disclosed-fields.ts';
import type { AccessLog } from '../../src/store/access-log.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { DisclosureConnection, type DisclosurePage } from '../types/disclosure.ts';

interface Asked {
  readonly childId: string;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const usual = 50;

/** A page of disclosures of a child, for whoever may see its log; null to anybody else. */
export const disclosuresOf = async (
  asked: Asked,
  { reader, accessLog }: HubContext,
  entriesFor: AccessLog['entries'],
): Promise<DisclosurePage | null> => {
  const reading = reader().accessLog;
  // Before the child is looked for: a wrong cursor must not tell whether there is one.
  const after = reading.after(asked.after);
  const subject = await reading.subject(asked.childId, accessLog.findChild);
  if (!subject) return null;
  const first = asked.first ?? usual;
  const { from = null, to = null } = asked;
  const entries = await entriesFor({ child: subject.child, from, to, after, limit: first + 1 });
  return {
    hasNextPage: entries.length > first,
    rows: entries.slice(0, first).map((entry) => ({
      row: { mask: subject.mask, entry, fields: disclosedFields(entry.selected, entry.masks) },
      cursor: reading.cursorOf(entry.id),
    })),
  };
};

builder.queryField('whoSaw', (t) =>
  t.field({
    type: DisclosureConnection,
    description:
      'Who was shown what of a child and when, newest first. Null where there is no such child or the reader may not see its log. Asking is itself a disclosure and is in the log.',
    args: {
      childId: t.arg.id({
        required: true,
        description: 'The child’s id, `Child:…`; an id that was merged counts too.',
      }),
      from: t.arg({ type: 'DateTime', description: 'Only what was shown at this instant or later.' }),
      to: t.arg({ type: 'DateTime', description: 'Only what was shown before this instant.' }),
      first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
      after: t.arg.string({ description: 'The cursor the page starts after.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => disclosuresOf(asked, context, context.accessLog.entries),
  }),
);
