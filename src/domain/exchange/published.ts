import { z } from 'zod';
import type { ExchangeKind } from './messages/index.ts';
import { exchangeBody, messageKinds } from './messages/index.ts';
import { payload, schemaVersion } from './payload.ts';

const inline = { reused: 'inline', unrepresentable: 'any' } as const;

/** The published JSON Schema of what a message says, by its kind. */
export const contentSchema = (kind: ExchangeKind): Readonly<Record<string, unknown>> => {
  const { title, content, labels, example } = messageKinds[kind];
  const { $schema, ...body } = z.toJSONSchema(content, inline);
  const guarded = Object.entries(labels).map(([field, label]) => `${field} ${label}`);
  const description = `${title}. Labels: ${guarded.join(', ')}.`;
  return { $schema, title: `homeward-exchange/${kind} ${schemaVersion}`, description, ...body, examples: [example] };
};

/** The published JSON Schema of a whole message, before it is sealed. */
export const payloadSchema = (): Readonly<Record<string, unknown>> => {
  const whole = payload.extend({
    body: z
      .strictObject({
        kind: z.enum(exchangeBody.options.map(({ shape }) => shape.kind.value)),
        content: z.record(z.string(), z.unknown()),
      })
      .describe('What it says: `content` follows the schema of its kind'),
  });
  const { $schema, ...body } = z.toJSONSchema(whole, inline);
  return { $schema, title: `homeward-exchange/message ${schemaVersion}`, ...body };
};
