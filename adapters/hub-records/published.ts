import { z } from 'zod';
import { mayBeEmpty, type Schema, strip } from '../../src/domain/model/shape.ts';
import type { AnyTexts } from '../../src/domain/model/texts.ts';

type AnyText = AnyTexts[string];

const sentence = (text: AnyText | undefined): string => (typeof text === 'object' ? text.text : (text ?? ''));

const publishedValue = (schema: Schema, text: AnyText | undefined): z.ZodType => {
  const bare = strip(schema);
  if (bare instanceof z.ZodArray) return z.array(publishedValue(bare.element, text));
  if (bare instanceof z.ZodObject) return published(bare.shape, typeof text === 'object' ? text.of : {});
  if (bare instanceof z.ZodType) return bare;
  throw new TypeError('A schema of the model that cannot be published');
};

/** One field as the contract publishes it: what the model lets be empty may be null or left out. */
export const publishedField = (schema: Schema, text: AnyText | undefined, isNeeded: boolean): z.ZodType => {
  const value = publishedValue(schema, text);
  return (isNeeded ? value : value.nullish()).describe(sentence(text));
};

/** Fields of the model as the contract publishes them, each with its sentence. */
export const published = (
  shape: Readonly<Record<string, Schema>>,
  texts: AnyTexts,
  needed: readonly string[] = [],
): z.ZodObject =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(shape).map(([name, schema]) => [
        name,
        publishedField(schema, texts[name], !mayBeEmpty(schema) || needed.includes(name)),
      ]),
    ),
  );
