import { londonDay, startOfLondonDay } from './dates.ts';
import { hoursAfter, microsecondsOf } from './instants.ts';
import type { Involvement } from './model/involvement.ts';
import type { Notification } from './model/notification.ts';
import type { Person } from './model/person.ts';
import { type Agency, findOrganisation } from './organisations.ts';
import { compareNewest } from './precedence.ts';
import type { EpisodeProjection, FactsByKind, FactVersion, Grant } from './projection.ts';
import { textIn } from './spans.ts';

/** Everything a rule of reach may look at. */
export interface Case {
  readonly facts: FactsByKind;
  readonly episodes: readonly EpisodeProjection[];
  readonly grants: readonly Grant[];
}

/** One tie of an organisation, or of one worker in it, to the child. */
export interface Tie {
  readonly organisation: string;
  /** The worker's subject id; null or left out for the whole organisation. */
  readonly person?: string | null;
  readonly until: string;
}

/** The later of two ends of a tie. */
export const laterEnd = (a: string, b: string): string => {
  if (a === 'infinity' || b === 'infinity') return 'infinity';
  return microsecondsOf(a) >= microsecondsOf(b) ? a : b;
};

const latest = (instants: readonly string[]): string => instants.reduce(laterEnd);

/** When a fact was last said. */
export const saidAt = ({ statedAt, receivedAt }: FactVersion): string => statedAt ?? receivedAt;

export const daysAfter = (instant: string, days: number): string => hoursAfter(instant, days * 24);

/** The instant at which a London day is over. */
export const endOfDay = (day: string): string => {
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  return startOfLondonDay(next);
};

/** Whether a code is that of an organisation of the agency. */
export const isOf = (agency: Agency, code: string): boolean => findOrganisation(code)?.agency === agency;

const openEpisodes = ({ episodes }: Case): readonly EpisodeProjection[] =>
  episodes.filter(({ status }) => status === 'OPEN');

/** A year after the last word; a tie that stood when a child went missing does not lapse before they are back. */
const yearAfter = (instant: string, input: Case): string => {
  const lapse = daysAfter(instant, 365);
  const stoodThen = openEpisodes(input).some(({ values }) => (textIn(values, 'startedOn') ?? '') <= londonDay(lapse));
  return stoodThen ? 'infinity' : lapse;
};

const distinct = (codes: readonly string[]): readonly string[] => [...new Set(codes)];

/** Forces that sent a notification: while an absence they notified is open, else for a year after their last one. */
export const notifyingForces = (input: Case): readonly Tie[] => {
  const { notification } = input.facts;
  const open = new Set(openEpisodes(input).flatMap(({ notificationIds }) => notificationIds));
  return distinct(notification.map(({ organisation }) => organisation))
    .filter((code) => isOf('police', code))
    .map((organisation) => {
      const sent = notification.filter((fact) => fact.organisation === organisation);
      const isOpen = sent.some(({ id }) => open.has(id));
      return { organisation, until: isOpen ? 'infinity' : daysAfter(latest(sent.map(saidAt)), 365) };
    });
};

type CareStatus = NonNullable<Person['careStatus']>;
const openCase: ReadonlySet<CareStatus> = new Set<CareStatus>(['LAC', 'CP_PLAN', 'CIN']);
const ownCase: ReadonlySet<CareStatus> = new Set<CareStatus>([...openCase, 'CARE_LEAVER']);

const isPlacing = ({ facts }: Case, organisation: string): boolean =>
  facts.placement.some((fact) => fact.organisation === organisation && fact.body.endedOn === null);

const hasOpenCase = ({ facts }: Case, organisation: string): boolean => {
  const [newest] = facts.person
    .filter((fact) => fact.organisation === organisation && fact.body.careStatus !== null)
    .toSorted(compareNewest);
  return newest !== undefined && newest.body.careStatus !== null && openCase.has(newest.body.careStatus);
};

/** When the child was an authority's case: `[authority, date it was last so]`. */
const casework = ({ facts }: Case): readonly (readonly [string, string])[] => [
  ...facts.placement.map((fact) => [fact.organisation, endOrWord(fact.body.endedOn, fact)] as const),
  ...facts['missing-episode'].map((fact) => [fact.organisation, endOrWord(fact.body.endedOn, fact)] as const),
  ...facts.person
    .filter(({ body }) => body.careStatus !== null && ownCase.has(body.careStatus))
    .map((fact) => [fact.organisation, saidAt(fact)] as const),
];

const endOrWord = (endedOn: string | null, fact: FactVersion): string =>
  endedOn === null ? saidAt(fact) : endOfDay(endedOn);

/** Authorities whose own records hold the child as looked after, on a plan, in need or leaving care. */
export const caseHoldingAuthorities = (input: Case): readonly Tie[] => {
  const related = casework(input).filter(([code]) => isOf('social-care', code));
  return distinct(related.map(([code]) => code)).map((organisation) => {
    const dates = related.filter(([code]) => code === organisation).map(([, date]) => date);
    const isOpen = isPlacing(input, organisation) || hasOpenCase(input, organisation);
    return { organisation, until: isOpen ? 'infinity' : yearAfter(latest(dates), input) };
  });
};

type Authority = keyof Notification & keyof Person & ('responsibleAuthority' | 'hostAuthority');

/** Authorities named in notifications, and in each organisation's newest statement that names one. */
const namings = ({ facts }: Case, field: Authority): readonly (readonly [string, FactVersion])[] => {
  const persons = facts.person.filter(({ body }) => body[field] !== null).toSorted(compareNewest);
  const newest = persons.filter(
    (fact, index) => persons.findIndex(({ organisation }) => organisation === fact.organisation) === index,
  );
  return [...facts.notification, ...newest].flatMap((fact) => {
    const code = fact.body[field];
    return code !== null && isOf('social-care', code) ? [[code, fact] as const] : [];
  });
};

/** Authorities a source names as responsible: while they place the child, else for a year after it was said. */
export const namedResponsible = (input: Case): readonly Tie[] =>
  namings(input, 'responsibleAuthority').map(([organisation, fact]) => ({
    organisation,
    until: isPlacing(input, organisation) ? 'infinity' : yearAfter(saidAt(fact), input),
  }));

/** Authorities a source names as host, for ninety days after it was said. */
export const namedHosts = (input: Case): readonly Tie[] =>
  namings(input, 'hostAuthority').map(([organisation, fact]) => ({ organisation, until: daysAfter(saidAt(fact), 90) }));

/** Providers whose registration number an authority's placement record bears, until the placement ends. */
export const recordedProviders = ({ facts }: Case): readonly Tie[] =>
  facts.placement.flatMap(({ body: { urn, endedOn } }) =>
    urn !== null && isOf('placement', urn)
      ? [{ organisation: urn, until: endedOn === null ? 'infinity' : endOfDay(endedOn) }]
      : [],
  );

/** An organisation speaks for its own involvement, an authority for anybody's; nobody else gives others a way in. */
export const maySay = (speaker: string, involvedOrganisation: string): boolean =>
  speaker === involvedOrganisation || findOrganisation(speaker)?.agency === 'social-care';

/** Organisations involved in one way, or the one worker named in them, until it ended and some hours more. */
export const involved =
  (kind: Involvement['involvement'], hours = 0) =>
  ({ facts }: Case): readonly Tie[] =>
    facts.involvement
      .filter(({ organisation, body }) => body.involvement === kind && maySay(organisation, body.involvedOrganisation))
      .map(({ body: { involvedOrganisation, personId, endedOn } }) => ({
        organisation: involvedOrganisation,
        person: personId,
        until: endedOn === null ? 'infinity' : hoursAfter(endOfDay(endedOn), hours),
      }));

/** Workers involved in one way; someone without a subject id cannot be known again and has no tie. */
export const worker =
  (kind: Involvement['involvement']) =>
  (input: Case): readonly Tie[] =>
    involved(kind)(input).filter(({ person }) => (person ?? null) !== null);
