import type { ShownConversation } from '../../src/app/exchange/list-exchange.ts';
import { NotPermitted } from '../../src/domain/errors.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { ExchangeConversation } from '../types/exchange-conversation.ts';

interface Asked {
  readonly overdue?: boolean | null | undefined;
  readonly unmatched?: boolean | null | undefined;
  readonly first?: number | null | undefined;
}

const usual = 50;

/** Whom a conversation tells of; a child nobody has found yet is known by the conversation, also once they are found. */
const subjectOf = ({ conversation, childId, named }: ShownConversation): readonly string[] => {
  const subject = named === null ? childId : conversation.id;
  return subject === null ? [] : [subject];
};

const listed = async (box: 'INBOX' | 'OUTBOX' | 'ALL', { overdue, unmatched, first }: Asked, context: HubContext) => {
  const { viewer, useCases, clock } = context;
  try {
    const found = await useCases.listExchange({
      ...{ viewer, box, overdue: overdue ?? false, unmatched: unmatched ?? false },
      ...{ limit: first ?? usual, now: clock.now() },
    });
    for (const id of found.flatMap(subjectOf)) context.tell(id);
    return [...found];
  } catch (error) {
    if (error instanceof NotPermitted) return null;
    throw error;
  }
};

const boxes = {
  exchangeInbox: ['INBOX', 'What other authorities wait for from this one, what is due first coming first.'],
  exchangeOutbox: ['OUTBOX', 'What this authority waits for from others, what is due first coming first.'],
  exchangeConversations: ['ALL', 'Every conversation with another authority, what is due first coming first.'],
} as const;

for (const [name, [box, description]] of Object.entries(boxes)) {
  builder.queryField(name, (t) =>
    t.field({
      type: [ExchangeConversation],
      nullable: { list: true, items: false },
      description: `${description} For the authority’s own workers; null for anybody else.`,
      args: {
        overdue: t.arg.boolean({ description: 'Only what is late.' }),
        unmatched: t.arg.boolean({ description: 'Only where a person has to say which child it is.' }),
        first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
      },
      extensions: { plan: { kind: 'resolved' } },
      resolve: (_root, asked, context) => listed(box, asked, context),
    }),
  );
}
