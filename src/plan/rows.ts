import { conditionMask, ownBits } from '../domain/mask.ts';
import { conditionBits } from '../domain/projection.ts';
import { bitFor, hasBit, type Reachability } from './guard.ts';
import type { Statement } from './statement.ts';
import type { PlanTable } from './tables.ts';

/** What the FROM clauses of one statement share. */
export interface RowContext {
  readonly statement: Statement;
  readonly asKnown: boolean;
  /** What the masks of the plan's viewers may come to. */
  readonly reach: Reachability;
  /** Whether the viewer has grants on own organisation's records. */
  readonly own: boolean;
}

export const nowPlace = (statement: Statement): string =>
  statement.bind('now', 'timestamptz', (binding) => binding.now);
export const organisationPlace = (statement: Statement): string =>
  statement.bind('organisation', 'text', (binding) => binding.viewer.organisation);
const asKnownPlace = (statement: Statement): string =>
  statement.bind('asKnownAt', 'timestamptz', (binding) => binding.asKnownAt);

/** The condition that a versioned row is the one known now, or was at the time asked for. */
export const known = (context: RowContext, row: string): string => {
  if (!context.asKnown) return `${row}.known_to = 'infinity'`;
  const at = asKnownPlace(context.statement);
  return `${row}.known_from <= ${at} and ${row}.known_to > ${at}`;
};

export interface Narrowing {
  /** Condition on `reach.child_id`. */
  readonly where?: string;
  /** How many children to take, in order of id, before anything is joined. */
  readonly limit?: string;
}

/** The reach subquery: children the viewer has a live relationship to, with its bits. */
const reached = ({ statement }: RowContext, { where, limit }: Narrowing): string => {
  const person = statement.bind('person', 'text', (binding) => binding.viewer.person);
  const accepts = statement.bind('accepts', 'int', (binding) => binding.masks.accepts);
  return `(select child_id, bit_or(bits) bits from reach where organisation = ${organisationPlace(statement)}
    and (person = '' or person = ${person}) and bits & ${accepts} <> 0 and until > ${nowPlace(statement)}
    ${where ? `and ${where}` : ''} group by child_id ${limit ? `order by child_id limit ${limit}` : ''})`;
};

/**
 * FROM clause of the children a viewer reaches: `c` is the child's row, `k.m` the viewer's mask for it.
 * Permission is always the present one; a restriction of then counts beside the ones of now. Where every row has the
 * same mask it stands in the statement.
 */
export const reachableChildren = (context: RowContext, narrowing: Narrowing = {}): string => {
  const present = context.asKnown ? `join child_view f on f.child_id = r.child_id and f.known_to = 'infinity'` : '';
  const children = `${reached(context, narrowing)} r
    join child_view c on c.child_id = r.child_id and ${known(context, 'c')} ${present}`;
  const { union, intersection } = context.reach;
  if (union === intersection) return `${children} cross join (select ${union}::int8 m) k`;
  const masks = context.statement.bind('masks', 'int8[]', (binding) => binding.masks.tableText);
  const flags = context.asKnown ? `(f.flags | (c.flags & ${conditionBits.ADDRESS_PROTECTED}))` : 'c.flags';
  // The fence: without `offset 0` the expression is copied into every CASE.
  return `${children}
    cross join lateral (select (${masks})[1 + ((r.bits | ${flags}) & ${conditionMask})] m offset 0) k`;
};

/** A row's alias, the SQL of its child and of the mask that governs it. */
export interface RowScope {
  readonly row: string;
  readonly child: string;
  readonly mask: string;
}

/** FROM clause and condition of the rows of a table that belong to a child in scope. */
export interface ChildRows extends RowScope {
  readonly from: string;
  /** The first table of `from`, and what is joined to it. */
  readonly base: string;
  readonly joins: string;
  readonly where: string;
}

const belongs = (context: RowContext, table: PlanTable, row: string, child: string, membership: string): string =>
  table.versioned === 'fact' && context.asKnown
    ? `${membership}.child_id = ${child} and ${known(context, membership)}`
    : `${row}.child_id = ${child}`;

const shown = ({ reach }: RowContext, { shownBy }: PlanTable, mask: string): string => {
  const bit = bitFor(shownBy);
  if (bit === null || (reach.intersection & bit) !== 0n) return 'true';
  return (reach.union & bit) === 0n ? 'false' : hasBit(mask, bit);
};

/** The rows of a table for the child of a scope, with their own mask where the reader's own records have one. */
export const childRows = (context: RowContext, table: PlanTable, scope: RowScope): ChildRows => {
  const row = context.statement.alias('t');
  const membership = context.statement.alias('m');
  const base = `${table.table} ${row}`;
  const joins: string[] = [];
  if (table.versioned === 'fact' && context.asKnown) {
    joins.push(`join membership ${membership} on ${membership}.subject_id = ${row}.subject_id`);
  }
  let mask = scope.mask;
  if (table.organisation && context.own) {
    const own = context.statement.alias('o');
    const held = `(${scope.mask} & ${ownBits})`;
    joins.push(`cross join lateral (select case when ${row}.${table.organisation} = ${organisationPlace(context.statement)}
      then ${scope.mask} | (${held} >> 1) | (${held} >> 2) else ${scope.mask} end m offset 0) ${own}`);
    mask = `${own}.m`;
  }
  return {
    row,
    child: scope.child,
    mask,
    base,
    joins: joins.join(' '),
    from: [base, ...joins].join(' '),
    where: `${belongs(context, table, row, scope.child, membership)} and ${known(context, row)} and ${shown(context, table, mask)}`,
  };
};
