import { NotPermitted } from '../../src/domain/errors.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { ReviewRecord } from '../types/review-record.ts';

const listed = async (id: string, { viewer, useCases, clock, childIds, tell }: HubContext) => {
  if (!viewer) return null;
  try {
    const found = await useCases.listSources({ viewer, childId: childIds.own(id), now: clock.now() });
    if (found === null) return null;
    tell(found.childId, found.mask);
    return [...found.records];
  } catch (error) {
    if (error instanceof NotPermitted) return null;
    throw error;
  }
};

builder.queryField('sourcePersons', (t) =>
  t.field({
    type: [ReviewRecord],
    nullable: { list: true, items: false },
    description:
      'The source persons a child is made of, for whoever has a say in who is whom. Null where there is no such child, or none the reader has a relationship to.',
    args: { childId: t.arg.id({ required: true, description: 'The child’s id, `Child:…`.' }) },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, { childId }, context) => listed(childId, context),
  }),
);
