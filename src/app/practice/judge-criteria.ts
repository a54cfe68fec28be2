import { type Governed, governedBy } from '../../domain/coordinates.ts';
import { neededBit } from '../../domain/mask.ts';
import type { FieldClass } from '../../domain/policy.ts';
import type { CaseEpisode, ChildCase } from '../../domain/practice/child-case.ts';
import { packAt } from '../../domain/practice/policy-packs.ts';
import { judgeTriggers, type TriggerVerdict, triggers } from '../../domain/practice/triggers.ts';
import type { Pools } from '../../store/pools.ts';
import { type CaseQuestion, readCase } from './read-case.ts';

/** A criterion of a strategy meeting as it stands for an absence, as far as the viewer may know. */
export interface CriterionShown extends Pick<TriggerVerdict, 'trigger'> {
  readonly title: string;
  /** Null where the viewer may not be shown all it is read from. */
  readonly verdict: TriggerVerdict | null;
  /** The class they lack. */
  readonly withheld: FieldClass | null;
}

/** The criteria of one absence. */
export interface EpisodeCriteria {
  readonly episodeId: string;
  readonly pack: string;
  readonly criteria: readonly CriterionShown[];
}

/** The criteria of each absence of a child. */
export interface ChildCriteria {
  readonly childId: string;
  readonly mask: bigint;
  readonly episodes: readonly EpisodeCriteria[];
}

/** How every criterion stands for each absence of a child, oldest first; null where there is no such child. */
export type JudgeCriteria = (input: CaseQuestion) => Promise<ChildCriteria | null>;

const lacks =
  (mask: bigint) =>
  ({ fieldClass, level }: Governed): boolean =>
    (mask & neededBit(fieldClass, level)) === 0n;

const criteriaOf = (episode: CaseEpisode, child: ChildCase, mask: bigint, now: string): EpisodeCriteria => {
  const pack = packAt(child.responsibleAuthority, episode.startedOn ?? now.slice(0, 10));
  const verdicts = judgeTriggers(episode, child, { pack, now });
  return {
    episodeId: episode.id,
    pack: pack.version,
    criteria: triggers.map(({ trigger, title, needs }) => {
      const governed = needs.flatMap((one) => governedBy(one) ?? []);
      const withheld = governed.find(lacks(mask))?.fieldClass ?? null;
      const verdict = verdicts.find((one) => one.trigger === trigger) ?? null;
      return { trigger, title, withheld, verdict: withheld === null ? verdict : null };
    }),
  };
};

/** The use case, given what it needs. */
export const judgeCriteria =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): JudgeCriteria =>
  async (question) => {
    const read = await readCase(pools, question);
    if (!read) return null;
    const { child, mask } = read;
    const episodes = child.episodes.map((episode) => criteriaOf(episode, child, mask, question.now));
    return { childId: child.childId, mask, episodes };
  };
