import { z } from 'zod';
import { type ShownQuarantined, showQuarantined } from '../app/quarantine/show-quarantined.ts';
import { command } from './command.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { withHub } from './open-hub.ts';

function textOf(shown: ShownQuarantined): string {
  const { id, organisation, adapter, format, file, locator, receivedAt, state, reasons, text } = shown;
  return [
    `${id}: ${state.toLowerCase()}`,
    `${file}, ${locator}; from ${organisation} as ${adapter}/${format}, received ${receivedAt}`,
    ...reasons.map(({ rule, field, message }) => `  ${field === null ? '' : `${field}: `}${message} (${rule})`),
    ...(text === null ? ['its text is no longer held, or no longer found in its file'] : ['', text, '']),
    ...(state === 'QUARANTINED' ? [`once corrected: homeward quarantine replay ${id} --with FILE`] : []),
  ].join('\n');
}

/** `homeward quarantine show`: one record that could not be used, with its text as it arrived. */
export const quarantineShowCommand = command({
  name: 'quarantine show',
  summary: 'show a quarantined record, its reasons and its text',
  arguments: [{ syntax: '<id>', summary: 'its id, as `quarantine list` gives it' }],
  help: 'Example:\n  homeward quarantine show 4f0c6f9e-3a57-4d7c-9a51-0c1f6f1f2a10',
  input: z.object({ id: z.uuid('is not the id of a quarantined record') }),
  run: (deps, { id }) =>
    withHub(deps, async (hub) => {
      const shown = await showQuarantined(ingestDepsOf(hub), { id });
      return { value: shown, text: textOf(shown) };
    }),
});
