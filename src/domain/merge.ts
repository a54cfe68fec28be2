import { childClaims, identifierClaims, isAddressProtected, otherNameClaims } from './child-claims.ts';
import { identifiers, otherNames } from './child-groups.ts';
import { combine, mergeClaims, uniteClaims } from './merge-claims.ts';
import { compareText } from './precedence.ts';
import { type ChildFacts, conditionBits, type EpisodeProjection, type Merged, restrictionBits } from './projection.ts';
import { hasAskedNotToShare, namedList } from './restrictions.ts';

/** A child's merged values by column, and the row conditions the child carries. */
export interface MergedChild extends Merged {
  readonly flags: number;
}

const startOf = ({ values }: EpisodeProjection): string => {
  const start = values['startedOn'];
  return typeof start === 'string' ? start : '';
};

const lastMissing = (counted: readonly EpisodeProjection[]): Merged => {
  const field = 'lastMissingOn';
  const [last] = counted
    .filter((episode) => startOf(episode) !== '')
    .toSorted((a, b) => compareText(startOf(b), startOf(a)) || compareText(a.episodeId, b.episodeId));
  if (last === undefined) {
    return {
      values: { [field]: null },
      absences: { [field]: { reason: 'NOT_SENT_BY_SOURCE' } },
      provenance: [],
      conflicts: [],
    };
  }
  const said = last.provenance.filter((entry) => entry.field === 'startedOn').map((entry) => ({ ...entry, field }));
  return { values: { [field]: startOf(last) }, absences: {}, provenance: said, conflicts: [] };
};

const summaryOf = (episodes: readonly EpisodeProjection[]): Merged => {
  const counted = episodes.filter(({ status }) => status !== 'CANCELLED');
  const values = { missingNow: counted.some(({ status }) => status === 'OPEN'), episodeCount: counted.length };
  return combine([{ values, absences: {}, provenance: [], conflicts: [] }, lastMissing(counted)]);
};

/**
 * The one view of a child that all sources make together: each value with who said it and who says otherwise, each
 * field without a value with the best-informed reason. The order the facts are given in does not matter.
 */
export const mergeChild = (facts: ChildFacts, episodes: readonly EpisodeProjection[]): MergedChild => {
  const told = combine(childClaims(facts).map(({ group, claims }) => mergeClaims(group, claims)));
  const merged = combine([
    told,
    uniteClaims(otherNames, 'otherNames', otherNameClaims(facts, told.values)),
    uniteClaims(identifiers, 'identifiers', identifierClaims(facts)),
    summaryOf(episodes),
  ]);
  const openEpisode = merged.values['missingNow'] === true ? conditionBits.OPEN_EPISODE : 0;
  const addressProtected = isAddressProtected(facts) ? conditionBits.ADDRESS_PROTECTED : 0;
  const asked = hasAskedNotToShare(facts.facts) ? conditionBits.ASKED_NOT_TO_SHARE : 0;
  const restricted = namedList(facts.facts) === null ? 0 : restrictionBits.RESTRICTED;
  return { ...merged, flags: openEpisode | addressProtected | asked | restricted };
};
