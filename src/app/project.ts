import { type ChaseThread, threadsOf } from '../domain/chase-threads.ts';
import type { ChildFacts, ChildProjection } from '../domain/projection.ts';
import { loadFacts } from '../store/child-facts.ts';
import { enqueue } from '../store/jobs.ts';
import { type Announcement, announceLater, type Topic } from '../store/outbox.ts';
import {
  assessmentRow,
  assessments,
  childViews,
  episodeRow,
  episodes,
  findEpisodeStatuses,
  findFirstAssessments,
  firstOf,
  replaceReach,
  viewRow,
} from '../store/projections.ts';
import type { Transaction } from '../store/transaction.ts';
import { closeOthers, type Row, type VersionedTable, writeVersions } from '../store/versions.ts';
import { projectRequests } from './chase/project-requests.ts';

/** Derives everything from the facts of a child: `projectChild` with its profile bound. */
export type Projector = (facts: ChildFacts) => ChildProjection;

export interface ProjectDeps {
  readonly projector: Projector;
}

/** The children to derive anew, and when what is derived becomes known. */
export interface ProjectRequest {
  readonly childIds: readonly string[];
  readonly knownAt: string;
}

const CHILDREN_AT_ONCE = 500;

const make = async (
  tx: Transaction,
  table: VersionedTable,
  rows: readonly Row[],
  { childIds, knownAt }: ProjectRequest,
): Promise<void> => {
  const keep = rows.map((row) => row[table.id]).filter((id) => typeof id === 'string');
  await closeOthers(tx, table, childIds, keep, knownAt);
  await writeVersions(tx, table, rows, knownAt);
};

const episodeNews = (before: string | undefined, now: string): Topic | null => {
  if (before === undefined && now === 'OPEN') return 'EPISODE_OPENED';
  return before === 'OPEN' && now === 'ENDED' ? 'EPISODE_ENDED' : null;
};

const projectEpisodes = async (
  tx: Transaction,
  projections: readonly ChildProjection[],
  request: ProjectRequest,
): Promise<readonly Announcement[]> => {
  const all = projections.flatMap(({ childId, episodes: list }) => list.map((episode) => ({ childId, episode })));
  const before = await findEpisodeStatuses(
    tx,
    all.map(({ episode }) => episode.episodeId),
  );
  const rows = all.map(({ childId, episode }) => episodeRow(childId, episode));
  await make(tx, episodes, rows, request);
  return all.flatMap(({ childId, episode: { episodeId, status } }): readonly Announcement[] => {
    const topic = episodeNews(before.get(episodeId), status);
    return topic === null ? [] : [{ topic, childId, payload: { episodeId } }];
  });
};

const projectAssessments = async (
  tx: Transaction,
  projections: readonly ChildProjection[],
  request: ProjectRequest,
): Promise<readonly Announcement[]> => {
  const all = projections.flatMap(({ childId, assessments: list }) =>
    [...list].map(([notificationId, assessment]) => ({ childId, notificationId, assessment })),
  );
  const firsts = await findFirstAssessments(
    tx,
    all.map(({ notificationId }) => notificationId),
  );
  const rows = all.map(({ childId, notificationId, assessment }) => {
    const first = firsts.get(notificationId) ?? firstOf(assessment, request.knownAt);
    return assessmentRow(childId, notificationId, assessment, first);
  });
  await make(tx, assessments, rows, request);
  const news = all.filter(({ notificationId }) => !firsts.has(notificationId));
  return news.flatMap(({ childId, notificationId, assessment }) => {
    const received: Announcement = { topic: 'NOTIFICATION_RECEIVED', childId, payload: { notificationId } };
    return assessment.complete ? [received] : [received, { ...received, topic: 'NOTIFICATION_INCOMPLETE' }];
  });
};

/** Derives some of the children and returns the incidents their forces notified. */
const projectSome = async (
  { projector }: ProjectDeps,
  tx: Transaction,
  request: ProjectRequest,
): Promise<readonly ChaseThread[]> => {
  const derived = (await loadFacts(tx, request.childIds)).map((facts) => ({ facts, projection: projector(facts) }));
  const projections = derived.map(({ projection }) => projection);
  await make(tx, childViews, projections.map(viewRow), request);
  const opened = await projectEpisodes(tx, projections, request);
  const received = await projectAssessments(tx, projections, request);
  const reach = projections.flatMap(({ childId, reach: list }) => list.map((one) => ({ ...one, childId })));
  await replaceReach(tx, request.childIds, reach);
  const announcements = [...opened, ...received];
  if (announcements.length > 0) {
    await announceLater(tx, announcements, request.knownAt);
    await enqueue(tx, { type: 'announce', key: '', payload: {} });
  }
  return derived.flatMap(({ facts, projection }) => threadsOf(facts, projection, request.knownAt));
};

/**
 * Derives everything of the children anew, as known from `knownAt` on: merged views, episodes, assessments, reach,
 * questions to forces and announcements. A child of whom nothing is known any more has none of them.
 */
export const project = async (deps: ProjectDeps, tx: Transaction, request: ProjectRequest): Promise<void> => {
  const { childIds, knownAt } = request;
  const threads: ChaseThread[] = [];
  for (let at = 0; at < childIds.length; at += CHILDREN_AT_ONCE) {
    threads.push(...(await projectSome(deps, tx, { childIds: childIds.slice(at, at + CHILDREN_AT_ONCE), knownAt })));
  }
  // Together, for an incident may have gone from one of these children to another.
  await projectRequests(tx, request, threads);
};
