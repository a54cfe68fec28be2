import { z } from 'zod';

/** What a review is asked for. */
export const reviewFields = `id version state reason openedAt dueAt decision hasRiskFlag missingNow claimedUntil
  isClaimedByYou hasVoted isDisputed childId candidateChildId
  records { ...R } candidates { ...R }
  evidence { model sentence isCovered terms { field agreement level weight } guards { id says }
    score { prior total probability margin } }
  runnerUp { childId } household { childId relation } conflicts { id says }
  votes { decision at person reason }`;

/** The fragment those fields need. */
export const reviewFragment = `fragment R on ReviewRecord { sourcePerson isCompared organisation system givenNames
  familyName otherNames birthEarliest birthPrecision sex nhsNumber upn address postcodes }`;

const words = z.string().nullable();
const list = z.array(z.string()).nullable();

const record = z.object({
  ...{ sourcePerson: z.string(), isCompared: z.boolean(), organisation: words, system: words },
  ...{ givenNames: words, familyName: words, otherNames: list, birthEarliest: words, birthPrecision: words },
  ...{ sex: words, nhsNumber: words, upn: words, address: list, postcodes: list },
});

const term = z.object({ field: z.string(), agreement: z.string(), level: words, weight: z.number().nullable() });
const said = z.object({ id: z.string(), says: z.string() });
const score = z.object({
  ...{ prior: z.number(), total: z.number(), probability: z.number(), margin: z.number().nullable() },
});
const evidence = z.object({
  ...{ model: z.string(), sentence: words, isCovered: z.boolean(), terms: z.array(term), guards: z.array(said) },
  score: score.nullable(),
});

/** A review as it comes back. */
export const reviewShape = z.object({
  ...{ id: z.string(), version: z.number(), state: z.string(), reason: z.string(), openedAt: z.string() },
  ...{ dueAt: words, decision: words, hasRiskFlag: z.boolean().nullable(), missingNow: z.boolean().nullable() },
  ...{ claimedUntil: words, isClaimedByYou: z.boolean(), hasVoted: z.boolean(), isDisputed: z.boolean().nullable() },
  ...{ childId: z.string(), candidateChildId: z.string(), records: z.array(record), candidates: z.array(record) },
  evidence: evidence.nullable(),
  runnerUp: z.object({ childId: z.string() }).nullable(),
  household: z.array(z.object({ childId: z.string(), relation: z.string() })),
  conflicts: z.array(said),
  votes: z.array(z.object({ decision: z.string(), at: z.string(), person: words, reason: words })).nullable(),
});
export type Review = Readonly<z.infer<typeof reviewShape>>;
type ShownRecord = Review['records'][number];

const withheld = 'withheld or not recorded';
const or = (value: string | null): string => value ?? withheld;

const rows: readonly (readonly [string, (one: ShownRecord) => string | null])[] = [
  ['given names', ({ givenNames }) => givenNames],
  ['surname', ({ familyName }) => familyName],
  ['other names', ({ otherNames }) => otherNames?.join(', ') ?? null],
  ['born', ({ birthEarliest, birthPrecision }) => birthEarliest && `${birthEarliest} (${birthPrecision ?? ''})`],
  ['sex', ({ sex }) => sex],
  ['NHS number', ({ nhsNumber }) => nhsNumber],
  ['UPN', ({ upn }) => upn],
  ['postcodes', ({ postcodes }) => postcodes?.join(', ') ?? null],
  ['recorded by', ({ organisation, system }) => organisation && `${organisation} ${system ?? ''}`],
];

const NAME = 12;
const VALUE = 28;

const sideBySide = ([one]: readonly ShownRecord[], [other]: readonly ShownRecord[]): readonly string[] => {
  if (one === undefined || other === undefined) return [];
  const lines = rows.flatMap(([name, of]) => {
    const [left, right] = [of(one), of(other)];
    return left === null && right === null ? [] : [`  ${name.padEnd(NAME)}  ${or(left).padEnd(VALUE)}  ${or(right)}`];
  });
  return [`  ${''.padEnd(NAME)}  ${'the record'.padEnd(VALUE)}  the child it may be`, ...lines];
};

const bits = (weight: number): string => `${weight < 0 ? '' : '+'}${weight.toFixed(1)}`;

const termText = ({ field, agreement, level, weight }: NonNullable<Review['evidence']>['terms'][number]): string =>
  `  ${field.padEnd(NAME)}  ${agreement.toLowerCase().padEnd(8)}  ${(level ?? 'covered').padEnd(14)}${weight === null ? '' : bits(weight)}`;

const scoreText = ({ score: scored, isCovered }: NonNullable<Review['evidence']>): string => {
  if (scored === null) return isCovered ? 'the score is covered' : 'the score is shown once you have voted';
  const { prior, total, probability, margin } = scored;
  const next = margin === null ? '' : `, ahead of the next by ${margin.toFixed(1)}`;
  return `prior ${bits(prior)}, total ${bits(total)} bits (probability ${probability.toFixed(4)})${next}`;
};

const evidenceText = (found: Review['evidence']): readonly string[] => {
  if (found === null) return ['the two were never compared'];
  return [
    `evidence (model ${found.model}):`,
    ...found.terms.map(termText),
    ...found.guards.map(({ id, says }) => `  kept from linking by ${id}: ${says}`),
    scoreText(found),
  ];
};

const votesText = ({ votes }: Review): readonly string[] =>
  (votes ?? []).map(
    ({ decision, at, person, reason }) => `  ${at.slice(0, 16)}Z  ${decision}  ${or(person)}: ${or(reason)}`,
  );

/** A review as a person reads it. */
export const reviewText = (review: Review): string => {
  const { id, version, state, decision, reason, records, candidates, conflicts, household, runnerUp } = review;
  return [
    `${id}: ${decision ?? state.toLowerCase()}, version ${version}, because of ${reason}`,
    ...sideBySide(records, candidates),
    ...evidenceText(review.evidence),
    ...conflicts.map(({ says }) => `  against it: ${says}`),
    ...household.map(({ childId, relation }) => `  beside them: ${childId} (${relation})`),
    ...(runnerUp === null ? [] : [`  the next best: ${runnerUp.childId}`]),
    ...votesText(review),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
};
