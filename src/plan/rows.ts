import { conditionMask, neededBit, ownBits } from '../domain/mask.ts';
import { conditionBits, restrictionBits } from '../domain/projection.ts';
import { bitFor, hasBit, type Reachability, type RowGuard } from './guard.ts';
import type { Statement } from './statement.ts';
import type { PlanTable, Reservation } from './tables.ts';

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
    ${where ? `and ${where}` : ''} group by child_id having bit_or(bits) & ${restrictionBits.BLOCKED} = 0 ${limit ? `order by child_id limit ${limit}` : ''})`;
};

/** Restrictions of the time asked for that count beside those of now. */
const restrictedThen = conditionBits.ADDRESS_PROTECTED | conditionBits.ASKED_NOT_TO_SHARE;

/**
 * FROM clause of the children a viewer reaches: `c` is the child's row, `k.m` the viewer's mask for it.
 * Permission is always the present one; a restriction of then counts beside the ones of now. Where every row has the
 * same mask it stands in the statement.
 */
export const reachableChildren = (context: RowContext, narrowing: Narrowing = {}): string => {
  // Who was on no list then is shown nothing of then, unless on the list of now.
  const present = context.asKnown
    ? `join child_view f on f.child_id = r.child_id and f.known_to = 'infinity'
        and ((c.flags & ~f.flags) & ${restrictionBits.RESTRICTED} = 0 or r.bits & ${conditionBits.NAMED} <> 0)`
    : '';
  const children = `${reached(context, narrowing)} r
    join child_view c on c.child_id = r.child_id and ${known(context, 'c')} ${present}`;
  const { union, intersection } = context.reach;
  if (union === intersection) return `${children} cross join (select ${union}::int8 m) k`;
  const masks = context.statement.bind('masks', 'int8[]', (binding) => binding.masks.tableText);
  const flags = context.asKnown ? `(f.flags | (c.flags & ${restrictedThen}))` : 'c.flags';
  // The fence: without `offset 0` the expression is copied into every CASE.
  return `${children}
    cross join lateral (select (${masks})[1 + ((r.bits | ${flags}) & ${conditionMask})] m offset 0) k`;
};

/** A row's alias, the SQL of its child and of the masks that govern it. */
export interface RowScope extends RowGuard {
  readonly row: string;
  readonly child: string;
  /** The mask of its child: what is reached from the row starts from it, for a row's own widening ends with the row. */
  readonly childMask: string;
}

/** The scope of a child's own row `c`. */
export const childScope = ({ reach }: RowContext, mask = 'k.m'): RowScope => ({
  ...{ row: 'c', child: 'c.child_id', mask, childMask: mask, reach, ceiling: null },
});

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

const shown = ({ shownBy }: PlanTable, mask: string, reach: Reachability): string => {
  const bit = bitFor(shownBy);
  if (bit === null || (reach.intersection & bit) !== 0n) return 'true';
  return (reach.union & bit) === 0n ? 'false' : hasBit(mask, bit);
};

/** The mask a narrowed row leaves of its child's: nothing, or all but the full fields of a class. */
const reserved = ({ needs, withholds }: Reservation, mask: string): string => {
  const bit = needs === undefined ? null : bitFor(needs);
  const kept = bit === null ? mask : `case when ${hasBit(mask, bit)} then ${mask} else 0 end`;
  return withholds === undefined ? kept : `(${kept}) & ~${neededBit(withholds, 'full')}::int8`;
};

const reservedReach = (reach: Reachability, { needs, withholds }: Reservation): Reachability => {
  const lost = withholds === undefined ? 0n : neededBit(withholds, 'full');
  return { union: reach.union, intersection: needs === undefined ? reach.intersection & ~lost : 0n };
};

interface RowMask {
  readonly join: string;
  readonly mask: string;
  readonly reach: Reachability;
}

/** The mask of a table's row where it may differ from that of its child: wider on the reader's own records, else narrower. */
const rowMask = (context: RowContext, table: PlanTable, row: string, scope: RowScope): RowMask | null => {
  const { reservations = [], organisation } = table;
  const base = scope.childMask;
  if (organisation === null || (!context.own && reservations.length === 0)) return null;
  const alias = context.statement.alias('o');
  const held = `(${base} & ${ownBits})`;
  const isOwn = `${row}.${organisation} = ${organisationPlace(context.statement)}`;
  const narrower = reservations.map(
    (reservation) => `when ${reservation.when(row, nowPlace(context.statement))} then ${reserved(reservation, base)}`,
  );
  return {
    join: `cross join lateral (select case when ${isOwn} then ${base} | (${held} >> 1) | (${held} >> 2)
      ${narrower.join(' ')} else ${base} end m offset 0) ${alias}`,
    mask: `${alias}.m`,
    reach: reservations.reduce(reservedReach, context.reach),
  };
};

/** How far rows of the table that came from another hub may be read: not at all where the viewer is named by nothing. */
const rowCeiling = (context: RowContext, { ceiling, organisation }: PlanTable, row: string) => {
  if (ceiling === undefined || organisation === null) return null;
  const alias = context.statement.alias('x');
  const role = context.statement.bind('role', 'text', (binding) => binding.viewer.role);
  const purpose = context.statement.bind('purpose', 'text', (binding) => binding.viewer.purpose);
  const isOwn = `${row}.${organisation} = ${organisationPlace(context.statement)}`;
  return {
    join: `cross join lateral (select case when ${ceiling.when(row)} and not ${isOwn}
      then coalesce(${ceiling.fields(row, role, purpose)}, '{}') end f offset 0) ${alias}`,
    fields: `${alias}.f`,
  };
};

/** The rows of a table for the child of a scope, with their own mask where it may differ. */
export const childRows = (context: RowContext, table: PlanTable, scope: RowScope): ChildRows => {
  const row = context.statement.alias('t');
  const membership = context.statement.alias('m');
  const base = `${table.table} ${row}`;
  const joins: string[] = [];
  if (table.versioned === 'fact' && context.asKnown) {
    joins.push(`join membership ${membership} on ${membership}.subject_id = ${row}.subject_id`);
  }
  const own = rowMask(context, table, row, scope);
  if (own) joins.push(own.join);
  const crossed = rowCeiling(context, table, row);
  if (crossed) joins.push(crossed.join);
  // A side table says more of the row it is reached from, and is governed as that row is.
  const { mask, reach } = own ?? (table.node ? { mask: scope.childMask, reach: context.reach } : scope);
  const ceiling = crossed?.fields ?? null;
  return {
    ...{ row, child: scope.child, mask, childMask: scope.childMask, reach, ceiling, base },
    joins: joins.join(' '),
    from: [base, ...joins].join(' '),
    where: `${belongs(context, table, row, scope.child, membership)} and ${known(context, row)} and ${shown(table, mask, reach)}`,
  };
};
