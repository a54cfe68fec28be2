import { z } from 'zod';
import { deskShow, type ShownRequest } from '../app/chase/desk.ts';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';

const textOf = ({ request, steps, message }: ShownRequest): string => {
  const { id, organisation, unit, forceReference, state, openedAt, dueAt, closedAt, outcome } = request;
  const ask = message.asks.find(({ requestId }) => requestId === id);
  return [
    `${id}: ${state.toLowerCase()}${outcome === null ? '' : `, ${outcome}`}`,
    `force ${organisation}${unit === null ? '' : `, ${unit}`}; report ${forceReference}`,
    `${ask?.title ?? request.field} (field ${request.number}, ${request.found.toLowerCase()}): ${ask?.why ?? ''}`,
    `answered by ${ask?.leaves.join(', ') ?? ''}`,
    `asked ${openedAt}, due ${dueAt}${closedAt === null ? '' : `, closed ${closedAt}`}`,
    ...steps.map(({ step, at }) => `  ${at}  ${step}`),
  ].join('\n');
};

/** `homeward chase show`: one question to a force, with the message it was put in. */
export const chaseShowCommand = command({
  name: 'chase show',
  summary: 'show a question to a force, what was done about it, and with --json its message',
  arguments: [{ syntax: '<id>', summary: 'its id, as `chase list` gives it' }],
  help: 'Example:\n  homeward chase show 4f0c6f9e-3a57-8d7c-9a51-0c1f6f1f2a10 --json',
  input: z.object({ id: z.uuid('is not the id of a question') }),
  run: (deps, { id }) =>
    withHub(deps, async (hub) => {
      const shown = await deskShow(hub, id);
      return { value: shown, text: textOf(shown) };
    }),
});
