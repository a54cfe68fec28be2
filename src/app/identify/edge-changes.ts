import type { Decision } from '../../domain/link/decide.ts';
import { explain } from '../../domain/link/explain.ts';
import { createRunnersUp, type RunnerUp } from '../../domain/link/margin.ts';
import type { EdgesToWrite } from '../../store/link-edges.ts';
import type { StoredEdge } from '../../store/link-surroundings.ts';
import type { Judged } from './judge-surroundings.ts';
import { valuesHasher } from './link-words.ts';

type EdgeChanges = Pick<EdgesToWrite, 'ended' | 'written'>;

const keyOf = ({ a, b }: Pick<StoredEdge, 'a' | 'b'>): string => `${a}|${b}`;

const isSame = (one: StoredEdge, other: StoredEdge): boolean =>
  one.zone === other.zone &&
  one.rule === other.rule &&
  one.weight === other.weight &&
  one.guards.join() === other.guards.join() &&
  one.isNumberDisputed === other.isNumberDisputed &&
  one.isPossibleSibling === other.isPossibleSibling &&
  one.isRefused === other.isRefused &&
  one.model === other.model &&
  one.runnerUpOf === other.runnerUpOf &&
  one.runnerUp === other.runnerUp &&
  one.margin === other.margin;

interface Wanted {
  readonly edge: StoredEdge;
  readonly decision: Decision;
  readonly runnerUp: RunnerUp | null;
}

/** Every edge as it is to be, as the store names it. */
const wantedEdges = ({ decisions, clusters, subjectOf, linkage }: Judged): readonly Wanted[] => {
  const refused = new Set(clusters.conflicts);
  const areTogether = (one: string, other: string) => clusters.clusterOf(one) === clusters.clusterOf(other);
  const runnerUpOf = createRunnersUp(
    decisions.filter(({ zone }) => zone !== 'NONE'),
    areTogether,
  );
  return decisions.map((decision) => {
    const runnerUp = decision.zone === 'NONE' ? null : runnerUpOf(decision);
    const [a = '', b = ''] = [subjectOf(decision.a), subjectOf(decision.b)].toSorted();
    const { zone, rule, weight, guards, isNumberDisputed, isPossibleSibling } = decision;
    const edge: StoredEdge = {
      ...{ a, b, zone, rule, weight, guards: [...guards], isNumberDisputed, isPossibleSibling },
      ...{ isRefused: refused.has(decision), model: linkage.scorer.model.version },
      runnerUpOf: runnerUp === null ? null : subjectOf({ id: runnerUp.record }),
      runnerUp: runnerUp === null ? null : subjectOf({ id: runnerUp.against }),
      margin: runnerUp?.margin ?? null,
    };
    return { edge, decision, runnerUp };
  });
};

interface Differences {
  readonly ended: readonly StoredEdge[];
  readonly changed: readonly Wanted[];
}

/** Where stored edges are not what was decided. */
export const edgeDifferences = (judged: Judged, stored: readonly StoredEdge[]): Differences => {
  const before = new Map(stored.map((edge) => [keyOf(edge), edge]));
  const wanted = wantedEdges(judged);
  const kept = new Set(wanted.map(({ edge }) => keyOf(edge)));
  const changed = wanted.filter(({ edge }) => {
    const known = before.get(keyOf(edge));
    return known === undefined || !isSame(known, edge);
  });
  return { ended: stored.filter((edge) => !kept.has(keyOf(edge))), changed };
};

/** How the stored edges between the found have to change; explained are only those that do. */
export const edgeChanges = (judged: Judged, stored: readonly StoredEdge[], secret: Uint8Array): EdgeChanges => {
  const { ended, changed } = edgeDifferences(judged, stored);
  const nameOf = (id: string) => judged.subjectOf({ id });
  return {
    ended,
    written: changed.map(({ edge, decision, runnerUp }) => ({
      ...edge,
      explanation: explain({
        ...{ linkage: judged.linkage, decision },
        runnerUp: runnerUp && { ...runnerUp, record: nameOf(runnerUp.record), against: nameOf(runnerUp.against) },
        hashOf: valuesHasher(secret, decision.a, decision.b),
      }),
    })),
  };
};
