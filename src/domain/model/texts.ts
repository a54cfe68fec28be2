import type { RecordBody, RecordKind } from './kinds.ts';

/** A sentence for a leaf; for an object or a list of them, a sentence for itself and one for each of its parts. */
type Text<T> =
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
