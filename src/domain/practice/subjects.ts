import { londonDay } from '../dates.ts';
import type { Interview } from '../model/interview.ts';
import type { StrategyMeeting } from '../model/strategy-meeting.ts';
import type { Action } from '../model/values.ts';
import {
  type CaseEpisode,
  type CaseNotification,
  type CaseRecord,
  type ChildCase,
  episodesWithin,
  type PracticeKind,
  recordsAbout,
} from './child-case.ts';
import type { Subjects } from './rule.ts';

const dayOfFirst = (child: ChildCase, ids: readonly string[]): string | null =>
  child.episodes.find(({ id }) => ids.includes(id))?.startedOn ?? null;

const within = (ids: readonly string[], child: ChildCase, period: Parameters<typeof episodesWithin>[1]) => {
  const inPeriod = new Set(episodesWithin(child, period).map(({ id }) => id));
  return ids.filter((id) => inPeriod.has(id));
};

/** Absences that began in the period. */
export const absences: Subjects<CaseEpisode> = {
  one: 'an absence',
  of: episodesWithin,
  idOf: ({ id }) => id,
  episodesOf: ({ id }) => [id],
  dayOf: ({ startedOn }) => startedOn,
};

/** Children who had an absence in the period. */
export const children: Subjects<ChildCase> = {
  one: 'a child',
  of: (child, period) => (episodesWithin(child, period).length > 0 ? [child] : []),
  idOf: ({ childId }) => childId,
  episodesOf: (child, _same, period) => episodesWithin(child, period).map(({ id }) => id),
  dayOf: () => null,
};

/** Such children of whom something holds. */
export const childrenWho = (
  one: string,
  holds: (child: ChildCase, episodes: readonly CaseEpisode[]) => boolean,
): Subjects<ChildCase> => ({
  ...children,
  one,
  of: (child, period) => {
    const episodes = episodesWithin(child, period);
    return episodes.length > 0 && holds(child, episodes) ? [child] : [];
  },
});

/** Records of a kind that are about an absence of the period, as far as something holds of them. */
export const records = <K extends PracticeKind>(
  one: string,
  kind: K,
  holds: (record: CaseRecord<K>, child: ChildCase) => boolean = () => true,
): Subjects<CaseRecord<K>> => ({
  one,
  of: (child, period) =>
    recordsAbout(child, kind, episodesWithin(child, period)).filter((record) => holds(record, child)),
  idOf: ({ id }) => id,
  episodesOf: ({ about }, child, period) => within(about, child, period),
  dayOf: ({ about }, child) => dayOfFirst(child, about),
});

/** A return home interview was held: in full or in part. */
export const wasHeld = ({ status }: Interview): boolean => status === 'COMPLETED' || status === 'PARTIAL';

/** An interview somebody wrote a form of; the case system's Y or N alone is none. */
export const hasForm = ({ offeredAt }: Interview): boolean => offeredAt !== null;

/** Return home interviews of which there is a form. */
export const interviews = records('a return home interview', 'interview', ({ body }) => hasForm(body));
/** Return home interviews that were held. */
export const heldInterviews = records(
  'a return home interview that was held',
  'interview',
  ({ body }) => hasForm(body) && wasHeld(body),
);
/** Return home interviews that were declined. */
export const declinedInterviews = records(
  'a return home interview that was declined',
  'interview',
  ({ body }) => hasForm(body) && (body.status === 'DECLINED_BY_CHILD' || body.status === 'DECLINED_BY_PARENT'),
);
/** Strategy meetings that were held. */
export const meetings = records('a strategy meeting', 'strategy-meeting', ({ body }) => body.heldAt !== null);

/** Whether the child is looked after or on a child protection plan. */
export const isInCareOrProtected = ({ careStatus }: ChildCase): boolean =>
  careStatus === 'LAC' || careStatus === 'CP_PLAN';

/** An action agreed in an interview or a meeting. */
export interface AgreedAction {
  readonly id: string;
  readonly about: readonly string[];
  readonly action: Action;
}

const actionsIn = (record: CaseRecord, actions: readonly Action[] | null): readonly AgreedAction[] =>
  (actions ?? []).map((action, index) => ({ id: `${record.id}:${index + 1}`, about: record.about, action }));

/** The actions agreed in interviews and meetings about these absences. */
export const actionsAbout = (child: ChildCase, episodes: readonly CaseEpisode[]): readonly AgreedAction[] => [
  ...recordsAbout(child, 'interview', episodes)
    .filter(({ body }) => hasForm(body))
    .flatMap((record) => actionsIn(record, record.body.actions)),
  ...recordsAbout(child, 'strategy-meeting', episodes)
    .filter(({ body }) => body.heldAt !== null)
    .flatMap((record) => actionsIn(record, record.body.actions)),
];

const partsOf = <Part extends { readonly id: string; readonly about: readonly string[] }>(
  one: string,
  of: (child: ChildCase, episodes: readonly CaseEpisode[]) => readonly Part[],
): Subjects<Part> => ({
  one,
  of: (child, period) => of(child, episodesWithin(child, period)),
  idOf: ({ id }) => id,
  episodesOf: ({ about }, child, period) => within(about, child, period),
  dayOf: ({ about }, child) => dayOfFirst(child, about),
});

/** Actions agreed in interviews and meetings. */
export const actions = partsOf('an action', actionsAbout);

type Attendee = NonNullable<StrategyMeeting['attendance']>[number];

/** A place at a meeting of an agency that was expected. */
export interface Seat {
  readonly id: string;
  readonly about: readonly string[];
  readonly attendee: Attendee;
}

/** Places at meetings, of agencies that were expected. */
export const seats = partsOf<Seat>('an agency expected at a meeting', (child, episodes) =>
  recordsAbout(child, 'strategy-meeting', episodes)
    .filter(({ body }) => body.heldAt !== null)
    .flatMap(({ id, about, body }) =>
      (body.attendance ?? []).flatMap((attendee, index) =>
        attendee.expected ? { id: `${id}:${index + 1}`, about, attendee } : [],
      ),
    ),
);

const notificationsAbout = (child: ChildCase, episodes: readonly CaseEpisode[]): readonly CaseNotification[] => {
  const ids = new Set(episodes.map(({ id }) => id));
  return child.notifications.filter(({ about }) => about.some((id) => ids.has(id)));
};

/** First notifications of the police. */
export const notifications = partsOf('a first notification', notificationsAbout);

/** A first notification and one field of it. */
export interface FieldOfNotification {
  readonly id: string;
  readonly about: readonly string[];
  readonly field: string;
  readonly isGap: boolean;
}

/** Some fields of first notifications, each by itself. */
export const fieldsOfNotifications = (fields: readonly string[]): Subjects<FieldOfNotification> =>
  partsOf('a field of a first notification', (child, episodes) =>
    notificationsAbout(child, episodes).flatMap(({ id, about, gaps }) =>
      fields.map((field) => ({ id: `${id}:${field}`, about, field, isGap: gaps.includes(field) })),
    ),
  );

/** A voice that is to be heard of a child's case. */
export interface VoiceOfChild {
  readonly id: string;
  readonly about: readonly string[];
  readonly group: string;
  readonly isHeard: boolean;
}

/** Things each child is asked about by itself, told apart by group. */
export const perChild = (
  one: string,
  of: (child: ChildCase, episodes: readonly CaseEpisode[]) => readonly { group: string; isHeard: boolean }[],
): Subjects<VoiceOfChild> =>
  partsOf<VoiceOfChild>(one, (child, episodes) =>
    episodes.length === 0
      ? []
      : of(child, episodes).map(({ group, isHeard }) => ({
          ...{ id: `${child.childId}:${group}`, about: episodes.map(({ id }) => id), group, isHeard },
        })),
  );

/** The day of an instant, null where there is none. */
export const dayOf = (instant: string | null): string | null => (instant === null ? null : londonDay(instant));
