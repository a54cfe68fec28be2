import type { ColumnType } from './source.ts';

/** The SQL that writes a stored value into JSON: instants in UTC to the millisecond, dates as dates. */
export const written = (expression: string, as: ColumnType): string => {
  switch (as) {
    case 'instant':
      return `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'moment':
      return knownTime(expression);
    // PostgreSQL writes a date into JSON as a date.
    case 'day':
    case 'text':
    case 'int':
    case 'float':
    case 'boolean':
    case 'json':
      return expression;
  }
};

/** A known time to the microsecond: precise enough to be asked for again. */
export const knownTime = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
