import { type GraphQLSchema, isObjectType } from 'graphql';
import { governedFields } from '../../src/plan/guard.ts';
import { type PlanTable, type TableName, tableNames, tables } from '../../src/plan/tables.ts';
import { columnReaders, columnsIn } from './column-readers.ts';
import type { Random } from './random.ts';
import type { TableColumns } from './scattered-rows.ts';
import { changeUnseen, type RowPen, rewriteUnseen } from './unseen-values.ts';
import type { ViewerSight } from './viewer-sight.ts';
import type { StoredRow, StoredRows } from './world-rows.ts';

/** What changing a world unseen shares. */
export interface TwinParts {
  readonly random: Random;
  readonly schema: GraphQLSchema;
  readonly columns: ReadonlyMap<string, TableColumns>;
  readonly sight: ViewerSight;
  /** A known time at which a version may end that nobody sees end. */
  readonly between: string;
}

interface Pen extends TwinParts {
  /** Facts that only the twin holds. */
  readonly facts: StoredRow[];
  readonly seen: Set<unknown>;
  readonly unseen: unknown[];
}

const nothing: TableColumns = { types: new Map(), required: new Set(), absentAs: new Map() };

const penOf = ({ random, columns, schema }: Pen, name: TableName): RowPen => {
  const type = schema.getType(name);
  const table: PlanTable = tables[name];
  return {
    random,
    readers: columnReaders(schema, name),
    columns: columns.get(table.table) ?? nothing,
    governed: isObjectType(type) ? governedFields(type) : [],
    deciding: new Set((table.reservations ?? []).flatMap(({ when }) => columnsIn(when))),
  };
};

const versionsOf = (rows: readonly StoredRow[], id: string): readonly StoredRow[][] => {
  const groups = new Map<unknown, StoredRow[]>();
  for (const row of rows) groups.set(row[id], [...(groups.get(row[id]) ?? []), row]);
  return [...groups.values()];
};

/** By chance a version in two, which differ in nothing the viewer sees. */
const spansOf = ({ random, between }: Pen, row: StoredRow): readonly StoredRow[] => {
  const [from, to] = [String(row['known_from']), String(row['known_to'])];
  const holds = Date.parse(from) < Date.parse(between) && (to === 'infinity' || Date.parse(between) < Date.parse(to));
  if (!holds || random.chance(0.5)) return [row];
  return [
    { ...row, known_to: between },
    { ...row, known_from: between },
  ];
};

/** A row nobody of the viewer’s sees, once more under an id of its own. */
const doubled = (pen: Pen, table: PlanTable, versions: readonly StoredRow[]): readonly StoredRow[] => {
  const id = pen.random.uuid();
  if (table.versioned === 'fact') {
    pen.unseen.push(id);
    const { subject_id, organisation } = versions[0] ?? {};
    pen.facts.push({ id, kind: table.table, organisation, system: 's', key: id, subject_id });
  }
  return versions.map((row) => ({ ...row, [table.id]: id, ...(table.versioned === 'fact' && { key: id }) }));
};

const unseenVersions = (pen: Pen, rowPen: RowPen, table: PlanTable, versions: readonly StoredRow[]) => {
  const chance = pen.random.next();
  const more = chance > 0.8 && table.node && table.type !== 'Child' ? doubled(pen, table, versions) : [];
  const kept = chance < 0.25 ? [] : versions;
  const notOf = table.organisation === null ? null : pen.sight.viewer.organisation;
  return [...kept, ...more].map((row) => rewriteUnseen(rowPen, row, notOf));
};

const twinTable = (pen: Pen, name: TableName, rows: readonly StoredRow[]): readonly StoredRow[] => {
  const table: PlanTable = tables[name];
  const rowPen = penOf(pen, name);
  return versionsOf(rows, table.id).flatMap((versions) => {
    const masks = versions.map((row) => pen.sight.rowMask(name, row));
    const id = versions[0]?.[table.id];
    if (masks.every((mask) => mask === null)) {
      if (table.versioned === 'fact') pen.unseen.push(id);
      return unseenVersions(pen, rowPen, table, versions);
    }
    if (table.versioned === 'fact') pen.seen.add(id);
    return versions
      .flatMap((row) => spansOf(pen, row))
      .map((row) => changeUnseen(rowPen, row, pen.sight.rowMask(name, row) ?? 0n));
  });
};

/** Who else has a relationship to a child is not the viewer’s to know. */
const twinReach = ({ random, sight }: Pen, rows: readonly StoredRow[]): readonly StoredRow[] =>
  rows.filter((row) => sight.counts(row) || random.chance(0.6));

/** Which records an absence is said to be about, where the viewer sees both. */
const twinAttached = ({ random, seen, unseen }: Pen, episode: StoredRow): StoredRow => {
  const attached: unknown = episode['attached_ids'];
  const kept = Array.isArray(attached) ? attached.filter((id) => seen.has(id)) : [];
  const others = unseen.filter((id) => id !== undefined && random.chance(0.1));
  return { ...episode, attached_ids: [...kept, ...others] };
};

/**
 * The same world for one viewer, and another for everybody else: what the policy withholds from the viewer is another
 * value, or none; rows the viewer may not know of are others, more or fewer; children out of their reach are others
 * or gone; versions come and go that change nothing the viewer sees. What is shown, why what is shown is absent, ids
 * and known times are the same.
 */
export const unseenTwin = (world: StoredRows, parts: TwinParts): StoredRows => {
  const pen: Pen = { ...parts, facts: [], seen: new Set(), unseen: [] };
  const twin = new Map(world);
  for (const name of tableNames)
    twin.set(tables[name].table, twinTable(pen, name, world.get(tables[name].table) ?? []));
  twin.set('fact', [...(world.get('fact') ?? []), ...pen.facts]);
  twin.set('reach', twinReach(pen, world.get('reach') ?? []));
  twin.set(
    'episode',
    (twin.get('episode') ?? []).map((row) => twinAttached(pen, row)),
  );
  return twin;
};
