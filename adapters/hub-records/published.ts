import { z } from 'zod';
import type { RecordBody, RecordKind } from '../../src/domain/model/kinds.ts';
import { mayBeEmpty, type Schema, strip } from './model-shape.ts';

/** A sentence for a leaf; for an object or a list of them, a sentence for itself and one for each of its parts. */
export type Text<T> =
  NonNullable<T> extends readonly (infer E)[]
    ? Text<E>
    : NonNullable<T> extends object
      ? { readonly text: string; readonly of: Texts<NonNullable<T>> }
      : string;

/** A sentence for every field. */
export type Texts<T> = { readonly [F in keyof T]-?: Text<T[F]> };

/** The same, of whatever fields. */
export type AnyTexts = { readonly [field: string]: string | { readonly text: string; readonly of: AnyTexts } };

/** What an entry says of a record of this kind beside the absences it is about. */
export type Telling<K extends RecordKind> = Omit<RecordBody[K], 'sourceEpisodes'>;

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
