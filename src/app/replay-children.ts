import { type ChaseThread, threadsOf } from '../domain/chase-threads.ts';
import type { EnrichmentRequest } from '../domain/enrichment-request.ts';
import type { ChildProjection, NotificationScore } from '../domain/projection.ts';
import type { ChildHistory } from '../store/child-facts.ts';
import {
  assessmentRow,
  type ChildReach,
  episodeRow,
  type FirstAssessment,
  firstOf,
  viewRow,
} from '../store/projections.ts';
import type { Row } from '../store/versions.ts';
import type { Projector } from './project.ts';
import { replayRequests } from './replay-requests.ts';

/** All that ought to be stored of some children: every version ever, and the relationships of now. */
export interface Replay {
  readonly views: readonly Row[];
  readonly episodes: readonly Row[];
  readonly assessments: readonly Row[];
  readonly reach: readonly ChildReach[];
  readonly requests: readonly EnrichmentRequest[];
}

/** What was derived of a child between two moments. */
interface Span {
  readonly from: string;
  readonly to: string;
  readonly projection: ChildProjection;
  readonly threads: readonly ChaseThread[];
}

const spansOf = ({ moments, at }: ChildHistory, projector: Projector): readonly Span[] =>
  moments.flatMap((from, index) => {
    const facts = at(from);
    if (!facts) return [];
    const projection = projector(facts);
    const threads = threadsOf(facts, projection, from);
    return [{ from, to: moments[index + 1] ?? 'infinity', projection, threads }];
  });

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

// A column left out and a column that is null are stored alike.
const contentOf = (row: Row): string =>
  JSON.stringify(sorted(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))));

interface Version {
  readonly row: Row;
  readonly content: string;
  readonly from: string;
  to: string;
}

/** Versions from what each span holds: neighbours that say the same are one version. */
const toVersions = (spans: readonly Span[], rowsOf: (span: Span) => ReadonlyMap<string, Row>): readonly Row[] => {
  const versions: Version[] = [];
  const newest = new Map<string, Version>();
  for (const span of spans) {
    for (const [id, row] of rowsOf(span)) {
      const content = contentOf(row);
      const before = newest.get(id);
      if (before?.to === span.from && before.content === content) {
        before.to = span.to;
        continue;
      }
      const version = { row, content, from: span.from, to: span.to };
      newest.set(id, version);
      versions.push(version);
    }
  }
  return versions.map(({ row, from, to }) => ({ ...row, known_from: from, known_to: to }));
};

type Firsts = ReadonlyMap<string, FirstAssessment>;

const firstsOf = (spans: readonly Span[]): Firsts => {
  const firsts = new Map<string, FirstAssessment>();
  for (const { from, projection } of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    for (const [id, score] of projection.assessments) {
      if (!firsts.has(id)) firsts.set(id, firstOf(score, from));
    }
  }
  return firsts;
};

const assessmentRows = ({ projection }: Span, firsts: Firsts): ReadonlyMap<string, Row> => {
  const rowOf = (id: string, score: NotificationScore): Row =>
    assessmentRow(projection.childId, id, score, firsts.get(id) ?? firstOf(score, ''));
  return new Map([...projection.assessments].map(([id, assessment]) => [id, rowOf(id, assessment)]));
};

/**
 * Replays the histories of children who never shared a source person with a child outside: what was derived at each
 * moment, and for how long it stood.
 */
export const replayChildren = (histories: readonly ChildHistory[], projector: Projector): Replay => {
  const spans = histories.map((history) => spansOf(history, projector));
  // A notification may have been another child's when it was first assessed.
  const firsts = firstsOf(spans.flat());
  const versions = (rowsOf: (span: Span) => ReadonlyMap<string, Row>) =>
    spans.flatMap((ofChild) => toVersions(ofChild, rowsOf));
  return {
    views: versions(({ projection }) => new Map([[projection.childId, viewRow(projection)]])),
    episodes: versions(
      ({ projection: { childId, episodes } }) =>
        new Map(episodes.map((episode) => [episode.episodeId, episodeRow(childId, episode)])),
    ),
    assessments: versions((span) => assessmentRows(span, firsts)),
    reach: spans.flatMap((ofChild) => {
      const now = ofChild.find(({ to }) => to === 'infinity')?.projection;
      return (now?.reach ?? []).map((reach) => ({ ...reach, childId: now?.childId ?? '' }));
    }),
    requests: replayRequests(
      spans.flat().map(({ from, to, threads, projection: { childId } }) => ({ childId, from, to, threads })),
    ),
  };
};
