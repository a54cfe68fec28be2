import type { Masks } from '../domain/mask.ts';
import type { Viewer } from '../domain/viewer.ts';

/** What one execution of a plan is bound to. */
export interface Binding {
  readonly viewer: Viewer;
  readonly masks: Masks;
  /** The domain clock: an ISO instant. Relationships end by it and ages are counted by it. */
  readonly now: string;
  /** Known time asked for, or null for what is known now. */
  readonly asKnownAt: string | null;
  readonly keys: ReadKeys;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Answers about the request itself, by root field. */
  readonly statics: Readonly<Record<'viewer' | 'hub', unknown>>;
}

/** Secrets of the read path, each derived from the hub's key. */
export interface ReadKeys {
  readonly cursor: Buffer;
  /** Key of one reader's pseudonyms, or null for a reader who sees the hub's ids. */
  readonly pseudonym: Buffer | null;
}

export type Binder = (binding: Binding) => unknown;

/** A SQL text under construction: parameters are added as they are first used. */
export interface Statement {
  /** The placeholder, with its type, for a value known only when the plan is run. */
  bind(name: string, type: string, binder: Binder): string;
  /** A fresh alias. */
  alias(prefix: string): string;
  /** Numbers the placeholders the text really uses: an expression may be dropped after its values were bound. */
  finish(text: string): Finished;
}

/** A statement ready to be sent: its text and, in order, what each parameter is bound to. */
export interface Finished {
  readonly text: string;
  readonly binders: readonly Binder[];
}

// No SQL and no literal of a plan holds this character: PostgreSQL refuses it in text.
const mark = '\u0000';

/** An empty statement. */
export const newStatement = (): Statement => {
  const bound: Binder[] = [];
  const places = new Map<string, string>();
  let aliases = 0;
  return {
    bind: (name, type, binder) => {
      const known = places.get(name);
      if (known) return known;
      const place = `${mark}${bound.push(binder) - 1}${mark}::${type}`;
      places.set(name, place);
      return place;
    },
    alias: (prefix) => `${prefix}${++aliases}`,
    finish: (text) => {
      const binders: Binder[] = [];
      const numbers = new Map<string, number>();
      const numbered = text.split(mark).map((piece, index) => {
        const binder = index % 2 === 1 ? bound[Number(piece)] : undefined;
        if (!binder) return piece;
        const number = numbers.get(piece) ?? binders.push(binder);
        numbers.set(piece, number);
        return `$${number}`;
      });
      return { text: numbered.join(''), binders };
    },
  };
};

/** A SQL string literal. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A SQL array literal of texts. */
export const texts = (values: readonly string[]): string => `array[${values.map(literal).join(', ')}]::text[]`;

/** A SQL array literal of big integers. */
export const bigints = (values: readonly bigint[]): string => `array[${values.join(', ')}]::int8[]`;
