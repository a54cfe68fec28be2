import { reportScope } from '../../domain/completeness/report-scope.ts';
import { startOfLondonDay } from '../../domain/dates.ts';
import { InvalidRequest } from '../../domain/errors.ts';
import { gapFieldsOfPoliceIntelligence } from '../../domain/profile/fields.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { type ChaseReportKey, type ChaseReportRow, reportChase } from '../../store/chase-desk.ts';
import type { Pools } from '../../store/pools.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction } from '../../store/transaction.ts';

export interface ReportRequestsInput {
  readonly viewer: Viewer;
  readonly by: readonly ChaseReportKey[];
  /** First day in England on which a question was put. */
  readonly from: string;
  /** First day after. */
  readonly to: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * How questions put in a time were answered, by groups, the same for everybody who may have the same counted: a force
 * its own, others all; null for whoever may not know what was answered. Fields of police intelligence are left out.
 * @throws InvalidRequest for days that are no period, or too many groups
 */
export type ReportRequests = (input: ReportRequestsInput) => Promise<readonly ChaseReportRow[] | null>;

const mostRows = 2_000;

/** The use case, given what it needs. */
export const reportRequests =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ReportRequests =>
  async ({ viewer, by, from, to, now }) => {
    const scope = reportScope(viewer);
    if (!scope) return null;
    if (to <= from) throw new InvalidRequest('to: does not lie after `from`');
    const rows = await inTransaction(pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      return reportChase(tx, by, {
        ...{ from: startOfLondonDay(from), to: startOfLondonDay(to), now, organisation: scope.organisation },
        ...{ hidden: gapFieldsOfPoliceIntelligence, limit: mostRows + 1 },
      });
    });
    if (rows.length <= mostRows) return rows;
    throw new InvalidRequest(`by: more than ${mostRows} groups; ask for fewer or a shorter time`);
  };
