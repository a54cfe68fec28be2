import type { FieldAbsence } from '../../src/domain/absence.ts';
import { microsecondsOf } from '../../src/domain/instants.ts';
import { mayBeEmpty, shapeOf } from '../../src/domain/model/shape.ts';
import { instant, sourceEpisodes } from '../../src/domain/model/values.ts';
import { readAbsent } from './absent.ts';
import type { Contract } from './contract.ts';
import type { AnyModelContract } from './model-contract.ts';
import { type Around, dayOf, readValue } from './read-value.ts';
import { type Fields, isFields, isGiven, need, own, report } from './reading.ts';

/** Whether the second comes before the first, as precisely as both are known. */
const isBefore = (first: unknown, second: unknown): boolean => {
  if (typeof first !== 'string' || typeof second !== 'string') return false;
  const areTimed = first.includes('T') && second.includes('T');
  return areTimed ? microsecondsOf(second) < microsecondsOf(first) : dayOf(second) < dayOf(first);
};

const absencesOf = (
  entry: Fields,
  body: Fields,
  said: Readonly<Record<string, FieldAbsence>>,
): Readonly<Record<string, FieldAbsence>> => {
  const empty = Object.keys(body).filter((field) => body[field] === null);
  const invalid = empty.filter((field) => isGiven(entry, field));
  return { ...said, ...Object.fromEntries(invalid.map((field) => [field, { reason: 'INVALID' }] as const)) };
};

/** Fields an entry may leave empty, and say why. */
export const governedFields = ({ kind, needed = [] }: AnyModelContract): readonly string[] => {
  const shape = Object.entries(shapeOf(kind));
  return shape.flatMap(([name, schema]) => (mayBeEmpty(schema) && !needed.includes(name) ? [name] : []));
};

/** An absence that neither a number nor a day tells from another is none. */
const readEpisodes = (around: Around, fields: Fields): readonly unknown[] => {
  const read = isGiven(fields, 'episodes')
    ? readValue(around, sourceEpisodes, own(fields, 'episodes'), 'episodes')
    : [];
  const found: readonly unknown[] = Array.isArray(read) ? read : [];
  const named = found.filter((one) => isFields(one) && (isGiven(one, 'key') || isGiven(one, 'startedOn')));
  if (named.length < found.length) {
    report(around.reading, 'episode', 'episodes', 'An absence without its number and without the day it began.');
  }
  return named;
};

/** What is said to have been said later than it arrived must not outrank what was said since. */
const readStatedAt = (around: Around, fields: Fields): string | null => {
  const read = isGiven(fields, 'statedAt') ? readValue(around, instant, own(fields, 'statedAt'), 'statedAt') : null;
  return typeof read === 'string' && dayOf(read) <= around.reading.receivedOn ? read : null;
};

/** How the entries of a contract are read by the model of their kind. */
export const beginModel = (definition: AnyModelContract): Contract['begin'] => {
  const { kind, inOrder = [], planned = [] } = definition;
  const { sourceEpisodes: about, ...shape } = shapeOf(kind);
  const names = Object.keys(shape);
  const governed = governedFields(definition);
  const needed = names.filter((name) => !governed.includes(name));
  return (reading, fields) => {
    const around: Around = { reading, planned };
    const read = (name: string): unknown => {
      const schema = shape[name];
      return schema !== undefined && isGiven(fields, name) ? readValue(around, schema, own(fields, name), name) : null;
    };
    const first = Object.fromEntries(needed.map((name) => [name, need(reading, read(name), name)]));
    return () => {
      const statedAt = readStatedAt(around, fields);
      const episodes = about === undefined ? {} : { sourceEpisodes: readEpisodes(around, fields) };
      const all = names.map((name) => [name, Object.hasOwn(first, name) ? first[name] : read(name)] as const);
      const told = Object.fromEntries(all);
      for (const [start, end] of inOrder.filter(([one, other]) => isBefore(told[one], told[other]))) {
        report(reading, 'end-before-start', end, `The date is before ${start}.`);
      }
      const absences = absencesOf(fields, told, readAbsent(around, fields, governed));
      return { body: { ...episodes, ...told }, absences, statedAt };
    };
  };
};
