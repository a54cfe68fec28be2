import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exchangeKinds, messageKinds } from '../../../src/domain/exchange/messages/index.ts';
import { contentSchema, payloadSchema } from '../../../src/domain/exchange/published.ts';

const folder = new URL('../../../src/domain/exchange/messages/', import.meta.url);
const kebab = (kind: string) => kind.toLowerCase().replaceAll('_', '-');
const page = (name: string) => new URL(`../../../docs/schemas/exchange/${name}.schema.json`, import.meta.url).pathname;
const text = (schema: unknown) => `${JSON.stringify(schema, null, 2)}\n`;

describe('the messages between authorities', () => {
  test('are one file each, and the register names each file and no other', () => {
    const files = readdirSync(folder).filter((name) => name !== 'index.ts');
    expect(exchangeKinds.map((kind) => `${kebab(kind)}.ts`).toSorted()).toEqual(files.toSorted());
    expect(exchangeKinds.filter((kind) => messageKinds[kind].kind !== kind)).toEqual([]);
  });

  test.for(exchangeKinds)('%s: what is PROTOCOL is always there, and only that', (kind) => {
    const { content, labels } = messageKinds[kind];
    const needed = Object.entries(content.shape).flatMap(([field, schema]) => (schema.isOptional() ? [] : [field]));
    const protocol = Object.entries(labels).flatMap(([field, label]) => (label === 'PROTOCOL' ? [field] : []));
    expect(Object.keys(labels).toSorted()).toEqual(Object.keys(content.shape).toSorted());
    expect(needed.toSorted()).toEqual(protocol.toSorted());
  });

  test.for(exchangeKinds)('%s: its example is one of it; with a word nobody knows it is none', (kind) => {
    const { content, example } = messageKinds[kind];
    expect(content.safeParse(example).error?.issues).toBeUndefined();
    expect(content.safeParse({ ...example, unknown: 1 }).success).toBe(false);
  });

  test.for(exchangeKinds)('%s is published as a JSON Schema', async (kind) => {
    await expect(text(contentSchema(kind))).toMatchFileSnapshot(page(kebab(kind)));
  });

  test('the whole message is published as a JSON Schema', async () => {
    await expect(text(payloadSchema())).toMatchFileSnapshot(page('message'));
  });
});
