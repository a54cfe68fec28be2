import { z } from 'zod';
import { listExchange, type ShownConversation } from '../app/exchange/list-exchange.ts';
import type { Viewer } from '../domain/viewer.ts';
import { command } from './command.ts';
import { countOf } from './counts.ts';
import { withExchange } from './exchange-words.ts';

const lineOf = ({ conversation, partner, awaits, hoursLate, owner }: ShownConversation): string => {
  const { id, course, state, dueAt, waitsFor } = conversation;
  const due = dueAt === null ? 'nothing due' : `${waitsFor} owes ${awaits.join(' or ')} by ${dueAt.slice(0, 16)}Z`;
  const late = hoursLate > 0 ? `, ${hoursLate} h late` : '';
  return `${id}  ${course.padEnd(6)}  with ${partner}  ${state.padEnd(12)}  ${owner} performs  ${due}${late}`;
};

/** `homeward exchange inbox`: what is due between this authority and others. */
export const exchangeInboxCommand = command({
  name: 'exchange inbox',
  summary: 'list what other authorities wait for, what is due first coming first',
  options: [
    { flags: '--outbox', summary: 'what this authority waits for instead' },
    { flags: '--all', summary: 'every conversation' },
    { flags: '--overdue', summary: 'only what is late' },
    { flags: '--unmatched', summary: 'only where a person has to say which child it is' },
    { flags: '--limit <number>', summary: 'how many: 1 to 1000 (default 200)' },
  ],
  input: z.object({
    outbox: z.boolean().default(false),
    all: z.boolean().default(false),
    overdue: z.boolean().default(false),
    unmatched: z.boolean().default(false),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  run: (deps, { outbox, all, overdue, unmatched, limit }) =>
    withExchange(deps, async (parts) => {
      const viewer: Viewer = {
        ...{ person: 'command-line', organisation: parts.self, role: 'duty-team', purpose: 'SAFEGUARD_PLAN' },
      };
      const box = all ? 'ALL' : outbox ? 'OUTBOX' : 'INBOX';
      const found = await listExchange(parts)({ viewer, box, overdue, unmatched, limit, now: parts.clock.now() });
      const text = [...found.map(lineOf), countOf(found.length, 'conversation')].join('\n');
      // Whom a message names is for somebody who is in the ledger with it.
      return { value: { conversations: found.map(({ named: _named, ...rest }) => rest) }, text };
    }),
});
