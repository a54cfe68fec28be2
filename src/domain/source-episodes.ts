import { type Claim, claimsOf, type Group, together, type Values } from './claims.ts';
import { londonDay } from './dates.ts';
import { microsecondsOf } from './instants.ts';
import { combine, mergeClaims } from './merge-claims.ts';
import type { MissingEpisode } from './model/missing-episode.ts';
import { compareNewest, compareText, type EpisodeField, episodePrecedence } from './precedence.ts';
import type { ChildFacts, FactVersion } from './projection.ts';
import { type Span, spanOf } from './spans.ts';

type Statement = FactVersion<'missing-episode'>;

/** One source's whole account of one absence: every statement it made under one reference. */
export interface SourceEpisode {
  /** The earliest-known statement; names the account for ever. */
  readonly id: string;
  readonly firstKnownAt: string;
  readonly organisation: string;
  readonly system: string;
  readonly sourceEpisode: string;
  readonly statements: readonly Statement[];
  readonly cancelled: boolean;
  readonly statedAt: string | null;
  readonly values: Values;
  /** When it lasted; null where nothing tells when it began. */
  readonly span: Span | null;
}

const timed =
  (on: string, at: string): NonNullable<Group<MissingEpisode>['refines']> =>
  (finer, coarser) =>
    (finer[at] ?? null) !== null && (coarser[at] ?? null) === null && finer[on] === coarser[on];

const pair = (on: string, at: string, day: string | null, instant: string | null): Values | null => {
  if (instant !== null) return { [on]: londonDay(instant), [at]: instant };
  return day === null ? null : { [on]: day, [at]: null };
};

const started: Group<MissingEpisode> = {
  fields: ['startedOn', 'startedAt'],
  order: episodePrecedence.startedOn,
  lead: 'startedOn',
  read: (body) => pair('startedOn', 'startedAt', body.startedOn, body.startedAt),
  refines: timed('startedOn', 'startedAt'),
};

// The 903 guide ends an absence when the child is found if nobody knew where they were, at their return if someone did.
const endedAt = ({ category, foundAt, returnedAt }: MissingEpisode): string | null =>
  category === 'AWAY_WITHOUT_AUTHORISATION' ? (returnedAt ?? foundAt) : (foundAt ?? returnedAt);

const ended: Group<MissingEpisode> = {
  fields: ['endedOn', 'endedAt'],
  order: episodePrecedence.endedOn,
  lead: 'endedOn',
  read: (body) => {
    const implied = endedAt(body);
    const isTimed = implied !== null && (body.endedOn === null || londonDay(implied) === body.endedOn);
    return pair('endedOn', 'endedAt', body.endedOn, body.endedAt ?? (isTimed ? implied : null));
  },
  refines: timed('endedOn', 'endedAt'),
};

const singly = [
  'category',
  'reportedAt',
  'missingFrom',
  'circumstances',
  'riskFactors',
  'outOfCharacter',
  'likelyPlaces',
  'thoughtToBeWith',
  'foundAt',
  'returnedAt',
  'foundPlace',
  'foundBy',
  'harm',
  'reasons',
] as const satisfies readonly EpisodeField[];

const account = (fields: readonly [EpisodeField, ...EpisodeField[]]): Group<MissingEpisode> =>
  together<MissingEpisode>(episodePrecedence[fields[0]], fields, fields[0]);

/** The merged fields of an episode, in the groups that win together. */
export const episodeGroups: readonly Group<MissingEpisode>[] = [
  started,
  ended,
  account(['lastSeenAt', 'lastSeenPlace', 'lastSeenBy']),
  account(['riskGrade', 'riskGradedAt', 'riskGradedBy', 'riskRationale']),
  account(['preventionInterviewDone', 'preventionInterviewAt', 'preventionInterviewNotDoneReason']),
  ...singly.map((field) => account([field])),
];

/** What statements of one or several sources say of one group of an episode's fields. */
export const episodeClaims = (group: Group<MissingEpisode>, statements: readonly Statement[]): readonly Claim[] =>
  claimsOf(group, statements, ({ organisation, system, body }) => sourceKey(organisation, system, body.sourceEpisode));

/** Names one source episode; equal for every statement, notification and interview that speaks of it. */
export const sourceKey = (organisation: string, system: string, sourceEpisode: string): string =>
  JSON.stringify([organisation, system, sourceEpisode]);

/** The first to become known first, ties by id. */
export const compareFirstKnown = (
  a: Pick<Statement, 'id' | 'firstKnownAt'>,
  b: Pick<Statement, 'id' | 'firstKnownAt'>,
): number => microsecondsOf(a.firstKnownAt) - microsecondsOf(b.firstKnownAt) || compareText(a.id, b.id);

const accountOf = (newest: Statement, statements: readonly Statement[]): SourceEpisode => {
  const first = statements.toSorted(compareFirstKnown)[0] ?? newest;
  const { organisation, system, statedAt, body } = newest;
  const merged = combine(episodeGroups.map((group) => mergeClaims(group, episodeClaims(group, statements))));
  return {
    id: first.id,
    firstKnownAt: first.firstKnownAt,
    organisation,
    system,
    sourceEpisode: body.sourceEpisode,
    statements,
    cancelled: body.cancelled,
    statedAt,
    values: merged.values,
    span: spanOf(merged.values),
  };
};

/** Every source's account of every absence of a child, first known first. */
export const sourceEpisodes = ({ facts }: ChildFacts): readonly SourceEpisode[] => {
  const bySource = new Map<string, Statement[]>();
  for (const fact of facts['missing-episode'].toSorted(compareNewest)) {
    const key = sourceKey(fact.organisation, fact.system, fact.body.sourceEpisode);
    bySource.set(key, [...(bySource.get(key) ?? []), fact]);
  }
  return [...bySource.values()]
    .flatMap((statements) => statements.slice(0, 1).map((newest) => accountOf(newest, statements)))
    .toSorted(compareFirstKnown);
};
