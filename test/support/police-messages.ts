import { readFileSync } from 'node:fs';
import { z } from 'zod';

const message = z.record(z.string(), z.unknown());
const contract = z.object({ notifications: z.array(message) });

/** The first message of a file of the police contract, as a force would submit it. */
export const policeMessage = (name: string): z.infer<typeof message> => {
  const file = new URL(`../../adapters/police/fixtures/${name}.json`, import.meta.url);
  const [first] = contract.parse(JSON.parse(readFileSync(file, 'utf8'))).notifications;
  if (!first) throw new Error(`${name} holds no message`);
  return first;
};

/** A message with some of its envelope said otherwise. */
export const withEnvelope = (from: z.infer<typeof message>, changes: Readonly<Record<string, unknown>>) => ({
  ...from,
  message: { ...message.parse(from['message']), ...changes },
});
