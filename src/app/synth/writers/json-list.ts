import type { FileWriter } from '../writer.ts';

/** A JSON object whose last property is the list of entries, one a line. */
interface JsonList {
  readonly name: (part: number) => string;
  /** What stands before the list, as an object. */
  readonly envelope: Readonly<Record<string, unknown>>;
  readonly property: string;
  readonly entries: FileWriter['entries'];
}

/** A JSON file of entries. */
export const jsonList = ({ name, envelope, property, entries }: JsonList): FileWriter => ({
  name,
  head: () => `${JSON.stringify(envelope).slice(0, -1)},${JSON.stringify(property)}:[\n`,
  separator: ',\n',
  tail: '\n]}\n',
  whole: false,
  entries,
});

type Fields = Readonly<Record<string, unknown>>;

const isNothing = (value: unknown): boolean => value === null || value === undefined;
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const without = (fields: Fields, isLeftOut: (value: unknown) => boolean): Fields => {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) if (!isLeftOut(fields[name])) kept[name] = fields[name];
  return kept;
};

/** An object without what is null or undefined. */
export const given = (fields: Fields): Fields => without(fields, isNothing);

/** The same without empty lists, for formats in which those say nothing or may not stand. */
export const said = (fields: Fields): Fields => without(fields, (value) => isNothing(value) || isEmptyList(value));
