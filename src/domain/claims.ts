import type { Absences, FieldAbsence, SourceAbsenceReason } from './absence.ts';
import type { Order, Stamp } from './precedence.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Merged fields that win together, and how two accounts of them compare. */
export interface Fields {
  readonly fields: readonly string[];
  readonly order: Order;
  /**
   * The field that makes an account of its own: while a newer statement of the same source does not change it, what
   * the source said before of the other fields still stands. Without one the group is said as a whole.
   */
  readonly lead?: string;
  /** Whether one account only says the other more precisely. */
  readonly refines?: (finer: Values, coarser: Values) => boolean;
}

/** How a group of merged fields is read from one body of a source. */
export interface Group<Body> extends Fields {
  readonly read: (body: Body) => Values | null;
  /** Name of the body's field under which a source says why the group is empty. */
  readonly said?: string;
  /** 0 where the account is of the best sort; a worse sort never beats a better, whoever says it. */
  readonly tier?: (body: Body) => number;
  /** What the body itself tells of why a group is empty. */
  readonly missing?: (body: Body) => SourceAbsenceReason | null;
}

export interface Statement<Body> extends Stamp {
  readonly organisation: string;
  readonly system: string;
  readonly body: Body;
  readonly absences: Absences;
}

/** One statement's word on one group of fields: values, or why there are none. */
export interface Claim extends Stamp {
  readonly organisation: string;
  /** Statements of one source supersede each other; those of several sources stand side by side. */
  readonly source: string;
  readonly tier: number;
  readonly values: Values | null;
  readonly absences: Absences;
}

const absenceOf = <Body>(group: Group<Body>, { absences, body }: Statement<Body>, field: string): FieldAbsence => {
  const stated = absences[field] ?? absences[group.said ?? field];
  return stated ?? { reason: group.missing?.(body) ?? 'NOT_SENT_BY_SOURCE' };
};

const isTold = (absence: FieldAbsence | undefined): boolean =>
  absence !== undefined && absence.reason !== 'NOT_SENT_BY_SOURCE';

/** What one statement says of one group. */
export const claimOf = <Body>(group: Group<Body>, statement: Statement<Body>, source: string): Claim => {
  const { id, statedAt, knownFrom, organisation, body } = statement;
  const values = group.read(body);
  const absences = group.fields
    .filter((field) => (values?.[field] ?? null) === null)
    .map((field) => [field, absenceOf(group, statement, field)] as const);
  return {
    id,
    statedAt,
    knownFrom,
    organisation,
    source,
    tier: group.tier?.(body) ?? 0,
    values,
    absences: Object.fromEntries(absences),
  };
};

/**
 * What each of the statements says of one group, without those that say nothing at all of it: a silence that is not
 * even explained changes no merge.
 */
export const claimsOf = <Body, Said extends Statement<Body>>(
  group: Group<Body>,
  statements: readonly Said[],
  sourceOf: (statement: Said) => string,
): readonly Claim[] =>
  statements
    .map((statement) => claimOf(group, statement, sourceOf(statement)))
    .filter(({ values, absences }) => values !== null || group.fields.some((field) => isTold(absences[field])));

/** A group read field by field from a body that names its fields as the merged record does. */
export const together = <Body>(
  order: Order,
  fields: readonly (keyof Body & string)[],
  lead?: keyof Body & string,
): Group<Body> => ({
  fields,
  order,
  ...(lead === undefined ? {} : { lead }),
  read: (body) =>
    fields.some((field) => body[field] !== null)
      ? Object.fromEntries(fields.map((field) => [field, body[field]]))
      : null,
});
