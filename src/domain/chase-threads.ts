import { type Urgency, urgencyOf } from './chase.ts';
import { groupBy } from './group-by.ts';
import type { AnswerState, Notification } from './model/notification.ts';
import type { ProfileField } from './profile/fields.ts';
import { profiles } from './profile/profiles.ts';
import type { ChildFacts, ChildProjection, FactVersion, Gap } from './projection.ts';
import { inSendingOrder, threadOf } from './threads.ts';

type NotificationFact = FactVersion<'notification'>;

/** A gap a force is asked to close. */
export type ChasedGap = Omit<Gap, 'requirement'> & { readonly requirement: 'MANDATORY' | 'ANSWER' };

/** What a message that has just become known says of one leaf. */
interface News {
  readonly notificationId: string;
  readonly said: ReadonlyMap<string, AnswerState>;
}

/** One incident of one force as its messages tell it by now, and what they leave out. */
export interface ChaseThread {
  readonly childId: string;
  readonly organisation: string;
  readonly unit: string | null;
  /** Fact ids of its messages, in sending order. */
  readonly notificationIds: readonly string[];
  /** The force's number of the first message, and of the incident. */
  readonly notificationNumber: string;
  readonly forceReference: string;
  readonly urgency: Urgency;
  readonly profileVersion: string;
  /** Mandatory values and answers the thread still lacks; none once it is cancelled. */
  readonly gaps: readonly ChasedGap[];
  readonly cancelled: boolean;
  /** Messages known only from this moment on, newest first. */
  readonly news: readonly News[];
}

const isChased = (gap: Gap): gap is ChasedGap => gap.requirement !== 'RECOMMENDED';

const says = ({ answers }: Notification): ReadonlyMap<string, AnswerState> =>
  new Map(
    Object.entries(answers).flatMap(([path, { state }]) =>
      state === 'MISSING' || state === 'INVALID' ? [] : [[path, state] as const],
    ),
  );

const newest = <K extends 'unit' | 'riskGrade'>(
  messages: readonly NotificationFact[],
  key: K,
): Notification[K] | null => messages.findLast(({ body }) => body[key] !== null)?.body[key] ?? null;

const threadFrom = (
  childId: string,
  messages: readonly NotificationFact[],
  { assessments }: ChildProjection,
  moment: string,
): readonly ChaseThread[] => {
  const [first] = messages;
  const last = messages.at(-1);
  const assessment = last && assessments.get(last.id);
  if (!first || !last || !assessment) return [];
  const cancelled = last.body.messageType === 'CANCELLED';
  const thread: ChaseThread = {
    ...{ childId, organisation: first.organisation, unit: newest(messages, 'unit') },
    notificationIds: messages.map(({ id }) => id),
    notificationNumber: first.body.notificationId,
    forceReference: first.body.forceReference,
    urgency: urgencyOf(newest(messages, 'riskGrade')),
    profileVersion: assessment.profileVersion,
    gaps: cancelled ? [] : assessment.gaps.filter(isChased),
    cancelled,
    news: messages
      .filter(({ knownFrom }) => knownFrom === moment)
      .toReversed()
      .map(({ id, body }) => ({ notificationId: id, said: says(body) })),
  };
  return [thread];
};

/** The incidents of a child and what each leaves out, as known from `moment` on. */
export const threadsOf = (
  { childId, facts }: ChildFacts,
  projection: ChildProjection,
  moment: string,
): readonly ChaseThread[] =>
  [...groupBy(facts.notification.toSorted(inSendingOrder), threadOf).values()].flatMap((messages) =>
    threadFrom(childId, messages, projection, moment),
  );

/** The field of the profile a gap names, as that version of the profile has it. */
export const profileField = (version: string, name: string): ProfileField | undefined => {
  const versions = [...profiles.filter((profile) => profile.version === version), ...profiles];
  return versions.flatMap(({ fields }) => fields).find((field) => field.name === name);
};

/** Leaves of the police contract that answer a field. */
export const answeringLeaves = ({ needs }: ProfileField): readonly string[] => [
  ...new Set(needs.flatMap(({ paths }) => paths)),
];

/** A message that has just said something of a field, and how: the most telling of its answers. */
export interface Answering {
  readonly notificationId: string;
  readonly state: AnswerState;
}

const mostTelling: readonly AnswerState[] = ['PRESENT', 'WITHHELD', 'DECLINED', 'NOT_APPLICABLE', 'NOT_KNOWN_ASKED'];

/** The newest message, known only from this moment on, that says something of a field; undefined where none does. */
export const answeringMessage = ({ news, profileVersion }: ChaseThread, name: string): Answering | undefined => {
  const field = profileField(profileVersion, name);
  const paths = field === undefined ? [] : answeringLeaves(field);
  for (const { notificationId, said } of news) {
    const state = mostTelling.find((one) => paths.some((path) => said.get(path) === one));
    if (state !== undefined) return { notificationId, state };
  }
  return undefined;
};
