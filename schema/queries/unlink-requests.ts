import { NotPermitted } from '../../src/domain/errors.ts';
import type { UnlinkState as StateWord } from '../../src/store/unlink-requests.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { UnlinkRequest, UnlinkState } from '../types/unlink-request.ts';

interface Asked {
  readonly state?: StateWord | null | undefined;
  readonly first?: number | null | undefined;
}

const usual = 50;

const listed = async ({ state, first }: Asked, { viewer, useCases, clock, tell }: HubContext) => {
  try {
    const asked = { viewer, state: state ?? 'ASKED', limit: first ?? usual, now: clock.now() };
    const found = await useCases.listUnlinks(asked);
    for (const { childId, mask } of found) tell(childId, mask);
    return [...found];
  } catch (error) {
    if (error instanceof NotPermitted) return null;
    throw error;
  }
};

builder.queryField('unlinkRequests', (t) =>
  t.field({
    type: [UnlinkRequest],
    nullable: { list: true, items: false },
    description:
      'Requests to take source persons out of children the reader reaches, the oldest first. Null to a role that has no say in it.',
    args: {
      state: t.arg({ type: UnlinkState, description: 'Only those that stand so; ASKED where left out.' }),
      first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => listed(asked, context),
  }),
);
