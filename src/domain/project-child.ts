import { clusterEpisodes } from './episode-clusters.ts';
import { mergeChild } from './merge.ts';
import type { ChildFacts, ChildProjection } from './projection.ts';
import { deriveReach } from './reach.ts';
import { type Assess, scoreThreads } from './score-threads.ts';

/** All that is derived of a child, from everything known of it at one time; the same facts give the same projection. */
export const projectChild = (facts: ChildFacts, assess: Assess): ChildProjection => {
  const episodes = clusterEpisodes(facts);
  const { flags, ...view } = mergeChild(facts, episodes);
  return {
    childId: facts.childId,
    flags,
    view,
    episodes,
    reach: deriveReach(facts, episodes),
    assessments: scoreThreads(facts.facts.notification, view, assess),
  };
};
