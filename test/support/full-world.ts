import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import { organisations } from '../../src/domain/organisations.ts';
import { conditionBits, relationshipBits } from '../../src/domain/projection.ts';
import { type TableName, tableNames, tables } from '../../src/plan/tables.ts';
import { newRandom, type Random } from './random.ts';
import { scatterWorld } from './scattered-world.ts';

/** What is the case with a child of the world, for everyone who reaches it. */
export interface FullChild {
  readonly id: string;
  readonly open: boolean;
  readonly isProtected: boolean;
  readonly ownPlacement: boolean;
  readonly asked: boolean;
  readonly glass: boolean;
  /** Whether anybody has a relationship to it that stands. */
  readonly isReached: boolean;
  /** A number only this child has. */
  readonly upn: string;
}

/** A row of the world as it truly is. */
export interface FullRow {
  readonly type: TableName;
  readonly id: string;
  readonly child: string;
  readonly organisation: string | null;
  /** The records an episode is about; of other rows nothing. */
  readonly attached: readonly string[];
}

export interface FullWorld {
  readonly children: readonly FullChild[];
  readonly rows: readonly FullRow[];
}

/** A source of choices that leaves nothing out: every value held, at least one of everything. */
const generous = (seed: number): Random => {
  const random = newRandom(seed);
  return { ...random, chance: () => true, below: (limit) => (limit > 1 ? 1 + random.below(limit - 1) : 0) };
};

const bit = (index: number, place: number): boolean => (index & (1 << place)) !== 0;

interface Case extends Omit<FullChild, 'id' | 'upn'> {}

/** Every combination of an open episode, a protected address and the viewer's own placement; then the rarer ones. */
const cases: readonly Case[] = [
  ...Array.from({ length: 8 }, (_, index) => ({
    ...{ open: bit(index, 0), isProtected: bit(index, 1), ownPlacement: bit(index, 2), asked: false, glass: false },
    isReached: true,
  })),
  { open: true, isProtected: false, ownPlacement: true, asked: true, glass: false, isReached: true },
  { open: true, isProtected: false, ownPlacement: true, asked: true, glass: true, isReached: true },
  { open: true, isProtected: false, ownPlacement: true, asked: false, glass: false, isReached: false },
];

/** Enough of them that every field is shown to somebody: missing, back with a protected address, asked, broken glass. */
const fewCases = cases.filter((_, index) => [2, 5, 8, 9, 10].includes(index));

const flagsOf = ({ open, isProtected, asked }: Pick<FullChild, 'open' | 'isProtected' | 'asked'>): number =>
  (open ? conditionBits.OPEN_EPISODE : 0) |
  (isProtected ? conditionBits.ADDRESS_PROTECTED : 0) |
  (asked ? conditionBits.ASKED_NOT_TO_SHARE : 0);

const anyRelationship = Object.values(relationshipBits).reduce((bits, one) => bits | one, 0);

/** Every organisation has every relationship, so that what a role reaches a child by is the role's alone to say. */
const writeReach = async (pool: Pool, child: FullChild): Promise<void> => {
  const bits =
    anyRelationship |
    (child.ownPlacement ? conditionBits.OWN_PLACEMENT : 0) |
    (child.glass ? conditionBits.BREAK_GLASS : 0);
  const until = child.isReached ? 'infinity' : '2015-10-01T00:00:00Z';
  await pool.query('delete from reach where child_id = $1', [child.id]);
  await pool.query(
    `insert into reach (organisation, person, child_id, bits, until, reason)
     select o, '', $2, $3, $4, 'FULL' from unnest($1::text[]) o`,
    [organisations.map(({ code }) => code), child.id, bits, until],
  );
};

const writeChild = async (pool: Pool, child: FullChild): Promise<void> => {
  const identifiers = JSON.stringify([{ system: 'upn', value: child.upn, valid: true }]);
  await pool.query('update child_view set flags = $2, identifiers = $3 where child_id = $1', [
    child.id,
    flagsOf(child),
    identifiers,
  ]);
  await writeReach(pool, child);
};

const rowsOf = async (pool: Pool, type: TableName): Promise<readonly FullRow[]> => {
  const { table, id, organisation, node } = tables[type];
  if (!node) return [];
  const { rows } = await pool.query<Omit<FullRow, 'type'>>(
    `select ${id}::text id, child_id::text child, ${organisation ?? 'null::text'} organisation,
       ${type === 'Episode' ? 'attached_ids::text[]' : `'{}'::text[]`} attached
     from ${table} where known_to = 'infinity'`,
  );
  return rows.map((row) => ({ ...row, type }));
};

/** Fills a database with children of every situation, or of a few, in whose records every field has a value. */
export const fullWorld = async (
  pool: Pool,
  schema: GraphQLSchema,
  { seed, isWhole }: { readonly seed: number; readonly isWhole: boolean },
): Promise<FullWorld> => {
  const situations = isWhole ? cases : fewCases;
  const { ids } = await scatterWorld(pool, schema, generous(seed), situations.length);
  const uuids = ids
    .filter((id) => id.startsWith('Child:') && !id.includes('00000000-'))
    .map((id) => id.slice('Child:'.length));
  const children = situations.map((situation, index) => ({
    ...situation,
    id: uuids[index] ?? '',
    upn: `U${index}`,
  }));
  for (const child of children) await writeChild(pool, child);
  // A locked investigation, and who looks after a child, are held back row by row: another test's matter.
  await pool.query('update investigation set locked = false');
  const rows = await Promise.all(tableNames.map((type) => rowsOf(pool, type)));
  return { children, rows: rows.flat() };
};
