import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { exportBundle, readConversations } from '../app/exchange/export-bundle.ts';
import type { KeptMessage } from '../domain/exchange/log.ts';
import { command } from './command.ts';
import { withExchange } from './exchange-words.ts';

const lateText = ({ at, dueAt }: KeptMessage): string => {
  if (dueAt === null) return '';
  const hours = (Date.parse(at) - Date.parse(dueAt)) / 3_600_000;
  return hours > 0 ? `  ${hours.toFixed(1)} h late` : '  in time';
};

const lineOf = (message: KeptMessage): string => {
  const { at, sender, recipient, event, decision, reason } = message;
  const outcome = decision === null ? 'not receipted yet' : decision === 'TAKEN' ? 'taken' : `refused: ${reason}`;
  return `${at.slice(0, 16)}Z  ${sender} -> ${recipient}  ${event.padEnd(22)}  ${outcome}${lateText(message)}`;
};

/** `homeward exchange show`: a conversation as a timeline, and its evidence as a file. */
export const exchangeShowCommand = command({
  name: 'exchange show',
  summary: 'show conversations with another authority as a timeline; with --out writes their evidence',
  arguments: [{ syntax: '<conversations...>', summary: 'their ids' }],
  options: [
    { flags: '--out <file>', summary: 'write an evidence bundle, which `exchange verify` checks; it must not exist' },
    { flags: '--disclose', summary: 'put what was said into the bundle; without it, it proves that and when' },
  ],
  input: z.object({
    conversations: z.array(z.uuid('is no id of a conversation')).min(1),
    out: z.string().optional(),
    disclose: z.boolean().default(false),
  }),
  run: (deps, { conversations: ids, out, disclose }) =>
    withExchange(deps, async (parts) => {
      const { conversations, messages } = await readConversations(parts, ids);
      if (out !== undefined) {
        const lines = await exportBundle(parts, ids, disclose);
        await writeFile(out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { flag: 'wx', mode: 0o600 });
      }
      const told = messages.map(({ envelope: _sent, payload: _said, receipt: _signed, ...rest }) => rest);
      const states = conversations.map(({ id, state }) => `${id}  ${state}`);
      const wrote = out === undefined ? [] : [`evidence: ${out}`];
      return {
        value: { conversations, messages: told },
        text: [...messages.map(lineOf), ...states, ...wrote].join('\n'),
      };
    }),
});
