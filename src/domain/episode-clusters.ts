import { combine, mergeClaims } from './merge-claims.ts';
import type { RecordKind } from './model/kinds.ts';
import type { EpisodeReference } from './model/values.ts';
import { compareText } from './precedence.ts';
import type { ChildFacts, EpisodeProjection, EpisodeSource, FactVersion } from './projection.ts';
import {
  compareFirstKnown,
  episodeClaims,
  episodeGroups,
  type SourceEpisode,
  sourceEpisodes,
  sourceKey,
} from './source-episodes.ts';
import { gapBetween, likeness, textIn } from './spans.ts';

type Cluster = readonly SourceEpisode[];

interface Pair {
  readonly a: SourceEpisode;
  readonly b: SourceEpisode;
  readonly gap: number;
  readonly joined: 'OVERLAP' | 'STARTS_CLOSE';
}

const systemOf = ({ organisation, system }: SourceEpisode): string => JSON.stringify([organisation, system]);

const pairOf = (a: SourceEpisode, b: SourceEpisode): Pair | null => {
  if (a.span === null || b.span === null || systemOf(a) === systemOf(b)) return null;
  const joined = likeness(a.span, b.span);
  return joined === null ? null : { a, b, gap: gapBetween(a.span, b.span), joined };
};

const closestFirst = (x: Pair, y: Pair): number =>
  x.gap - y.gap || compareText(x.joined, y.joined) || compareText(x.a.id, y.a.id) || compareText(x.b.id, y.b.id);

const pairsOf = (episodes: Cluster): readonly Pair[] => {
  const byId = episodes.toSorted((a, b) => compareText(a.id, b.id));
  return byId.flatMap((a, index) => byId.slice(index + 1).flatMap((b) => pairOf(a, b) ?? [])).toSorted(closestFirst);
};

const sharesSystem = (a: Cluster, b: Cluster): boolean => {
  const systems = new Set(a.map(systemOf));
  return b.some((episode) => systems.has(systemOf(episode)));
};

/** Best pairs first; a pair that would put two absences of one source system together is passed over. */
const clustersOf = (episodes: Cluster): readonly Cluster[] => {
  const clusters = new Map<string, Cluster>(episodes.map((episode) => [episode.id, [episode]]));
  for (const { a, b } of pairsOf(episodes.filter(({ cancelled }) => !cancelled))) {
    const [ofA, ofB] = [clusters.get(a.id) ?? [], clusters.get(b.id) ?? []];
    if (ofA === ofB || sharesSystem(ofA, ofB)) continue;
    const joined = [...ofA, ...ofB];
    for (const { id } of joined) clusters.set(id, joined);
  }
  return [...new Set(clusters.values())].map((cluster) => cluster.toSorted(compareFirstKnown));
};

const joinedBy = (episode: SourceEpisode, cluster: Cluster): EpisodeSource['joined'] => {
  if (episode === cluster[0]) return 'FIRST';
  const others = cluster.filter((other) => other !== episode);
  return others.some((other) => pairOf(episode, other)?.joined === 'OVERLAP') ? 'OVERLAP' : 'STARTS_CLOSE';
};

const sourceOf = (episode: SourceEpisode, cluster: Cluster): EpisodeSource => {
  const { organisation, system, sourceEpisode, statedAt, values } = episode;
  return {
    organisation,
    system,
    sourceEpisode,
    category: textIn(values, 'category'),
    startedOn: textIn(values, 'startedOn'),
    startedAt: textIn(values, 'startedAt'),
    endedOn: textIn(values, 'endedOn'),
    endedAt: textIn(values, 'endedAt'),
    statedAt,
    joined: joinedBy(episode, cluster),
  };
};

/** Kinds of record that say which absences they are about. */
const attachedKinds = [
  'prevention-interview',
  'interview',
  'strategy-meeting',
  'investigation',
  'case-note',
  'escalation',
  'safe-in-care-decision',
  'impact',
  'professional-notice',
  'feedback',
] as const satisfies readonly RecordKind[];

interface Attachment {
  readonly id: string;
  readonly isAbout: (episode: SourceEpisode) => boolean;
}

const attachedTo = (cluster: Cluster, attachments: readonly Attachment[]): readonly string[] =>
  attachments
    .filter(({ isAbout }) => cluster.some(isAbout))
    .map(({ id }) => id)
    .toSorted(compareText);

const keyOf = ({ organisation, system, sourceEpisode }: SourceEpisode): string =>
  sourceKey(organisation, system, sourceEpisode);

const notificationsOf = ({ facts }: ChildFacts): readonly Attachment[] =>
  facts.notification.map(({ id, organisation, system, body }) => {
    const key = sourceKey(organisation, system, body.sourceEpisode);
    return { id, isAbout: (episode) => keyOf(episode) === key };
  });

type Origin = Pick<FactVersion, 'organisation' | 'system'>;

/** A number names one source's absence; a day without one names whichever absence began on it. */
const names = (reference: EpisodeReference, origin: Origin, episode: SourceEpisode): boolean => {
  const { organisation, system, key, startedOn } = reference;
  if (key === null) return startedOn !== null && textIn(episode.values, 'startedOn') === startedOn;
  return keyOf(episode) === sourceKey(organisation ?? origin.organisation, system ?? origin.system, key);
};

const othersOf = ({ facts }: ChildFacts): readonly Attachment[] =>
  attachedKinds.flatMap((kind) =>
    facts[kind].map((fact) => ({
      id: fact.id,
      isAbout: (episode: SourceEpisode) => fact.body.sourceEpisodes.some((one) => names(one, fact, episode)),
    })),
  );

const statusOf = (cluster: Cluster, endedOn: string | null): EpisodeProjection['status'] => {
  if (cluster.every(({ cancelled }) => cancelled)) return 'CANCELLED';
  return endedOn === null ? 'OPEN' : 'ENDED';
};

const projectionOf = (
  first: SourceEpisode,
  cluster: Cluster,
  notifications: readonly Attachment[],
  others: readonly Attachment[],
): EpisodeProjection => {
  const statements = cluster.flatMap((episode) => episode.statements);
  const merged = combine(episodeGroups.map((group) => mergeClaims(group, episodeClaims(group, statements))));
  return {
    ...merged,
    episodeId: first.id,
    status: statusOf(cluster, textIn(merged.values, 'endedOn')),
    sources: cluster.map((episode) => sourceOf(episode, cluster)),
    notificationIds: attachedTo(cluster, notifications),
    attachedIds: attachedTo(cluster, [...notifications, ...others]),
  };
};

const byStart = (a: EpisodeProjection, b: EpisodeProjection): number =>
  compareText(textIn(a.values, 'startedOn') ?? '', textIn(b.values, 'startedOn') ?? '') ||
  compareText(a.episodeId, b.episodeId);

/**
 * The absences of a child, each once however many sources tell of it, oldest first. The order the facts are given in
 * does not matter.
 */
export const clusterEpisodes = (facts: ChildFacts): readonly EpisodeProjection[] => {
  const [notifications, others] = [notificationsOf(facts), othersOf(facts)];
  return clustersOf(sourceEpisodes(facts))
    .flatMap((cluster) => cluster.slice(0, 1).map((first) => projectionOf(first, cluster, notifications, others)))
    .toSorted(byStart);
};
