import { type PublishedCell, publish } from '../domain/completeness/published.ts';
import { seedMask, withheldFields } from '../domain/completeness/report.ts';
import { reportScope } from '../domain/completeness/report-scope.ts';
import { londonDay } from '../domain/dates.ts';
import { InvalidRequest } from '../domain/errors.ts';
import { fields2015 } from '../domain/profile/fields.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { CompletenessCounts } from '../store/completeness.ts';
import type { FieldCounts } from '../store/completeness-rows.ts';

/** A field in a month, by force: how many notifications left it unanswered when first received. */
export interface PublishedCompleteness {
  readonly month: string;
  readonly field: string;
  readonly cells: readonly PublishedCell[];
  /** All forces together, or null where a cell beside it is suppressed. */
  readonly total: number | null;
}

/** What is published, and when it is asked for. */
export interface PublishRequest {
  readonly year: number;
  readonly now: string;
}

/** Twice what every force of England and Wales makes of a year. */
const mostRows = 60_000;

const cellOf = ({ month, field, force, first }: FieldCounts) => ({
  ...{ row: `${month} ${fields2015[field - 1]?.name}`, column: force ?? '' },
  ...{ count: first.applies - first.passes, of: first.applies },
});

/**
 * The fixed table of a year that may leave the partnership, the same for everybody who may have any report; null for
 * whoever may not.
 * @throws InvalidRequest for a year that is not over: two tables of one year could be subtracted
 */
export const publishCompleteness = async (
  counts: CompletenessCounts,
  viewer: Viewer,
  { year, now }: PublishRequest,
): Promise<readonly PublishedCompleteness[] | null> => {
  if (!reportScope(viewer)) return null;
  if (!(year >= 2000 && year < Number(londonDay(now).slice(0, 4)))) {
    throw new InvalidRequest('year: is not one that is over; a year is published once, when it is');
  }
  const rows = await counts.fields({
    ...{ from: `${year}-01-01`, to: `${year}-12-31`, organisation: null, by: ['FORCE', 'MONTH', 'FIELD'] },
    ...{ asKnownAt: null, seedMask, limit: mostRows + 1, hidden: withheldFields.map(({ number }) => number) },
  });
  if (rows.length > mostRows) throw new InvalidRequest(`year: more than ${mostRows} rows`);
  return publish(rows.map(cellOf)).map(({ row, cells, total }) => {
    const [month = '', field = ''] = row.split(' ');
    return { month, field, cells, total };
  });
};
