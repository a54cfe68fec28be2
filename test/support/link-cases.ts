import { groupBy } from '../../src/domain/group-by.ts';
import { gatherBirths } from '../../src/domain/link/birth-evidence.ts';
import { type Clusters, clusterRecords, type IdPair } from '../../src/domain/link/cluster.ts';
import { type Decision, decidePair, type Linkage } from '../../src/domain/link/decide.ts';
import { createLexicon } from '../../src/domain/link/lexicon.ts';
import { loadFrozenModel } from '../../src/domain/link/link-model.ts';
import { childShape, type LinkRecord } from '../../src/domain/link/link-record.ts';
import { applyMargin } from '../../src/domain/link/margin.ts';
import { createScorer, usualLambda } from '../../src/domain/link/score.ts';
import { type RawRecord, standardise } from '../../src/domain/link/standardise.ts';
import { zoneThresholds } from '../../src/domain/matching.ts';
import type { PartialDate } from '../../src/domain/model/values.ts';

/** A day of birth known to the day. */
export const bornOn = (day: string): PartialDate => ({ earliest: day, latest: day, precision: 'DAY' });

const lexicon = createLexicon();

/** What a case says of a record; all else is absent. */
export interface CaseRecord extends Partial<Omit<RawRecord, 'identifiers'>> {
  readonly nhs?: string;
  readonly upn?: string;
}

/** A record in standard form. */
export const linkRecord = (
  { nhs, upn, ...raw }: CaseRecord,
  superseded: ReadonlyMap<string, string> = new Map(),
): LinkRecord =>
  standardise(
    {
      ...{ id: 'one', source: 'health', given: null, middle: null, surname: null, aliases: [], born: null },
      ...{ sex: null, postcodes: [], house: null, texts: [], ...raw },
      identifiers: [nhs ?? null, upn ?? null],
    },
    { lexicon, shape: childShape, superseded, isEstimating: (source) => source === 'police' },
  );

const registers = new Set(['health', 'education']);
const common: ReadonlySet<string> = new Set(['muhammad', 'smith', 'khan', 'ali', 'webb', 'george']);
const frequency = (field: string, value: string): number => {
  if (field === 'address') return 1e-5;
  return common.has(value) ? 5e-3 : 5e-4;
};

/** A linkage as of a hub of 200,000 records, which holds these. */
export const linkageOver = (records: readonly LinkRecord[], heldApart: readonly IdPair[] = []): Linkage => ({
  scorer: createScorer({ model: loadFrozenModel(), shape: childShape, frequency, lambda: usualLambda(200_000) }),
  thresholds: zoneThresholds.usual,
  surroundings: {
    shape: childShape,
    births: gatherBirths(records, { shape: childShape, registers }),
    areHeldApart: (a, b) => heldApart.some((pair) => pair.includes(a.id) && pair.includes(b.id)),
  },
});

/** What became of a few records. */
export interface Linked {
  readonly decisions: readonly Decision[];
  readonly clusters: Clusters;
  readonly linkage: Linkage;
  readonly zoneOf: (one: string, other: string) => Decision['zone'] | undefined;
  readonly decisionOn: (one: string, other: string) => Decision | undefined;
  /** Ids of each cluster, sorted. */
  readonly groups: readonly (readonly string[])[];
}

/** Links all these records with one another, in the order given. */
export const linkAll = (records: readonly LinkRecord[], heldApart: readonly IdPair[] = []): Linked => {
  const linkage = linkageOver(records, heldApart);
  const alone = records.flatMap((a, at) => records.slice(at + 1).map((b) => decidePair(linkage, a, b)));
  const decisions = applyMargin(alone, childShape);
  const clusters = clusterRecords({ records, shape: childShape, decisions, heldApart });
  const decisionOn = (one: string, other: string) =>
    decisions.find(({ a, b }) => (a.id === one && b.id === other) || (a.id === other && b.id === one));
  const byCluster = groupBy(records, ({ id }) => clusters.clusterOf(id));
  const groups = [...byCluster.values()].map((group) => group.map(({ id }) => id).toSorted());
  return {
    ...{ decisions, clusters, linkage, decisionOn },
    zoneOf: (one, other) => decisionOn(one, other)?.zone,
    groups: groups.toSorted((one, other) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1)),
  };
};
