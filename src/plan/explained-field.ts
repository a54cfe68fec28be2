import { coordinates } from '../domain/coordinates.ts';
import { InvalidRequest } from '../domain/errors.ts';

import { nearest } from '../domain/nearest.ts';
import type { ExplainedField } from '../domain/shown.ts';
import { type PlanTable, tables } from './tables.ts';

const tablesByType: ReadonlyMap<string, PlanTable> = new Map(Object.entries(tables));

/** Parts of what is asked of the hub itself. */
const apart: ReadonlySet<string> = new Set(['Onlooker']);

/** Types of a child's record, and of the parts such a record holds. */
const isOfRecord = (type: string): boolean =>
  tablesByType.has(type) ||
  (!apart.has(type) && Object.values(coordinates[type] ?? {}).every((governing) => governing === 'inherit'));

/** Every field of a child's records that can be asked about, as `Type.field`. */
export const explainedNames: readonly string[] = Object.entries(coordinates)
  .filter(([type]) => isOfRecord(type))
  .flatMap(([type, fields]) =>
    Object.keys(fields)
      .filter((field) => !field.includes('('))
      .map((field) => `${type}.${field}`),
  );

const ceilingOn = (table: PlanTable | undefined, field: string): readonly { readonly title: string }[] =>
  table?.ceiling && table.ceiling.guards(field) !== null ? [table.ceiling] : [];

/**
 * A field of a child's record, with what the policy says of it.
 * @throws InvalidRequest naming the nearest fields there are
 */
export const explainedField = (coordinate: string): ExplainedField => {
  const [type = '', field = ''] = coordinate.split('.');
  const governing = explainedNames.includes(coordinate) ? coordinates[type]?.[field] : undefined;
  if (governing === undefined) {
    throw new InvalidRequest(
      `there is no such field of a child’s record; near it: ${nearest(coordinate, explainedNames).join(', ')}`,
    );
  }
  const table = tablesByType.get(type);
  return {
    ...{ coordinate, governing, record: table?.shownBy ?? 'open', isOwned: (table?.organisation ?? null) !== null },
    exceptions: [...(table?.reservations ?? []), ...ceilingOn(table, field)].map(({ title }) => title),
  };
};
