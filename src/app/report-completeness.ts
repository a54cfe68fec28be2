import { checkPeriod, type Grouping, type Period, type Receipt } from '../domain/completeness/question.ts';
import {
  dqmiItems,
  expectedForces,
  type FieldItem,
  indexOf,
  seedMask,
  withheldFields,
} from '../domain/completeness/report.ts';
import { reportScope } from '../domain/completeness/report-scope.ts';
import { londonDay } from '../domain/dates.ts';
import { InvalidRequest } from '../domain/errors.ts';
import { fields2015 } from '../domain/profile/fields.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { CompletenessCounts } from '../store/completeness.ts';
import type { FeedCounts, FieldCounts, ThreadCounts } from '../store/completeness-rows.ts';
import type { CompletenessQuestion } from '../store/completeness-sql.ts';

/** What a report is asked for. */
export interface ReportRequest extends Period {
  readonly by: readonly Grouping[];
  readonly asKnownAt: string | null;
  /** The domain clock: no feed is silent on a day that has not come. */
  readonly now: string;
}

/** A report; each part is counted when it is read. */
export interface CompletenessReport extends Omit<ReportRequest, 'now'> {
  /** The one force it is about, or null for all. */
  readonly force: string | null;
  total(): Promise<ThreadCounts>;
  groups(): Promise<readonly ThreadCounts[]>;
  /** Rows by field; none where the report is not asked for by field. */
  fields(): Promise<readonly FieldCounts[]>;
  /** The feeds of every force it could be about, silent ones included. */
  feeds(): Promise<readonly FeedCounts[]>;
  /** How many notifications, of whatever day, no report counts yet. */
  uncounted(): Promise<number>;
  index(): Promise<{
    readonly index: number | null;
    readonly items: readonly (FieldItem & { readonly score: number | null })[];
  }>;
}

const mostRows = 10_000;
const mostCandidates = 10_000;

const within = <Row>(rows: readonly Row[]): readonly Row[] => {
  if (rows.length <= mostRows) return rows;
  throw new InvalidRequest(`by: more than ${mostRows} rows; ask for fewer groups or a shorter period`);
};

const nothing: ThreadCounts = {
  ...{ force: null, authority: null, unit: null, week: null, month: null },
  ...{ notifications: 0, firstComplete: 0, latestComplete: 0, firstScore: null, latestScore: null },
  ...{ firstSeedScore: null, latestSeedScore: null, medianHoursToComplete: null },
};

/** Days after the one that is now, or was when it was known, are in no feed's silence. */
const feedsOf = (counts: CompletenessCounts, question: CompletenessQuestion, now: string) => {
  const today = londonDay(question.asKnownAt ?? now);
  const { from, to } = question;
  const dayBefore = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
  const [last = to] = [to, today].toSorted();
  return counts.feeds({
    ...question,
    to: last < from ? dayBefore : last,
    expected: expectedForces(question.organisation),
  });
};

const indexFrom = async (counts: CompletenessCounts, question: CompletenessQuestion, now: string) => {
  const [fields, feeds] = await Promise.all([
    counts.fields({ ...question, by: ['FIELD'] }),
    feedsOf(counts, question, now),
  ]);
  const items = dqmiItems(fields, feeds, expectedForces(question.organisation).length);
  const { index, scores } = indexOf(items);
  return { index, items: items.map((item, at) => ({ ...item, score: scores[at] ?? null })) };
};

/**
 * How completely notifications were answered, the same for everybody who may have the same counted; null for whoever
 * may not.
 * @throws InvalidRequest for days that are no period, or more rows than are given at once
 */
export const reportCompleteness = (
  counts: CompletenessCounts,
  viewer: Viewer,
  request: ReportRequest,
): CompletenessReport | null => {
  const scope = reportScope(viewer);
  if (!scope) return null;
  checkPeriod(request);
  const question: CompletenessQuestion = {
    ...{ from: request.from, to: request.to, by: request.by, asKnownAt: request.asKnownAt },
    ...{ organisation: scope.organisation, seedMask, limit: mostRows + 1 },
    hidden: withheldFields.map(({ number }) => number),
  };
  return {
    ...request,
    force: scope.organisation,
    total: async () => (await counts.threads({ ...question, by: [] }))[0] ?? nothing,
    groups: async () => within(await counts.threads(question)),
    fields: async () => (request.by.includes('FIELD') ? within(await counts.fields(question)) : []),
    feeds: () => feedsOf(counts, question, request.now),
    uncounted: () => counts.uncounted(),
    index: () => indexFrom(counts, question, request.now),
  };
};

/** A cell of a report whose notifications are looked for. */
export interface DrillDownRequest extends Period {
  readonly asKnownAt: string | null;
  readonly force: string | null;
  readonly authority: string | null;
  readonly unit: string | null;
  /** Name of a field without a usable answer; null for any that makes it incomplete. */
  readonly field: string | null;
  readonly receipt: Receipt;
}

const fieldNumber = (name: string | null): number | null => {
  if (name === null) return null;
  const field = fields2015.find((one) => one.name === name);
  if (!field) throw new InvalidRequest('field: not the name of a field of the profile');
  if (!withheldFields.includes(field)) return field.number;
  throw new InvalidRequest('field: its gaps are police intelligence and are not listed');
};

/**
 * Ids of all notifications of a cell, whoever may see them; null for whoever may not ask.
 * @throws InvalidRequest for days that are no period, an unknown field, or more notifications than are looked through
 */
export const findIncomplete = async (
  counts: CompletenessCounts,
  viewer: Viewer,
  request: DrillDownRequest,
): Promise<readonly string[] | null> => {
  const scope = reportScope(viewer);
  if (!scope) return null;
  checkPeriod(request);
  const field = fieldNumber(request.field);
  if (scope.organisation !== null && request.force !== null && request.force !== scope.organisation) return [];
  const { force, field: _name, ...rest } = request;
  const organisation = scope.organisation ?? force;
  const ids = await counts.candidates({ ...rest, organisation, field, limit: mostCandidates + 1 });
  if (ids.length <= mostCandidates) return ids;
  throw new InvalidRequest(`more than ${mostCandidates} notifications; ask for a shorter period or a smaller part`);
};
