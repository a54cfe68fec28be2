import type { Absences, FieldAbsence } from '../../src/domain/absence.ts';
import type { AnyCanonicalRecord, Issue, ReadOptions, SubjectReference } from '../../src/domain/adapter.ts';
import { missingEpisode } from '../../src/domain/model/missing-episode.ts';
import { type Answer, notification } from '../../src/domain/model/notification.ts';
import { person } from '../../src/domain/model/person.ts';
import { absenceOf, type ReadMessage } from './answers.ts';
import { birthOf, dateOf, ethnicityIn, identifiersOf, namesOf, textOf } from './compose.ts';
import { leaves } from './leaves.ts';
import { isRecord } from './list-items.ts';

type Kind = 'notification' | 'missing-episode' | 'person';
type Draft = Record<string, unknown>;

const contact = { name: null, relationship: null, phone: null, organisation: null };
const address = { lines: [], postcode: null, uprn: null };

/** Body keys that several leaves fill part by part. */
const wholes: ReadonlyMap<string, Draft> = new Map<string, Draft>([
  ['officer', contact],
  ['informant', contact],
  ['investigationContact', contact],
  ['homeAddress', address],
  ['placementAddress', address],
]);

/** Body keys that are derived, and the leaf whose answer says why they are empty. */
const derived: Readonly<Record<Kind, readonly (readonly [key: string, path: string])[]>> = {
  notification: [],
  'missing-episode': [
    ['startedOn', 'circumstances.lastSeen.at'],
    ['endedOn', 'return.foundAt'],
    ['endedAt', 'return.foundAt'],
  ],
  person: [['ethnicity', 'child.ethnicity.code']],
};

interface Target {
  readonly path: string;
  readonly key: string;
  readonly part: string | undefined;
}

const targetsOf = (kind: Kind): readonly Target[] =>
  leaves.flatMap(({ path, to }) =>
    to
      .filter((target) => target.startsWith(`${kind}.`))
      .map((target) => {
        const [key = '', part] = target.slice(kind.length + 1).split('.');
        return { path, key, part };
      }),
  );

const targets: Readonly<Record<Kind, readonly Target[]>> = {
  notification: targetsOf('notification'),
  'missing-episode': targetsOf('missing-episode'),
  person: targetsOf('person'),
};

const withValue = (held: unknown, { key, part }: Target, value: unknown): unknown => {
  if (part !== undefined) return { ...(isRecord(held) ? held : wholes.get(key)), [part]: value };
  return Array.isArray(held) && Array.isArray(value) ? [...held, ...value] : value;
};

/** A body with every key null, and what the table says the leaves fill. */
const draftOf = (kind: Kind, keys: readonly string[], read: ReadMessage): Draft => {
  const draft: Draft = Object.fromEntries(keys.map((key) => [key, null]));
  for (const target of targets[kind]) {
    const value = read.leaves.get(target.path)?.value ?? null;
    if (value !== null) draft[target.key] = withValue(draft[target.key], target, value);
  }
  return draft;
};

const absencesOf = (kind: Kind, body: Readonly<Record<string, unknown>>, read: ReadMessage): Absences => {
  const absences: Record<string, FieldAbsence> = {};
  const candidates = [...targets[kind].map(({ key, path }) => [key, path] as const), ...derived[kind]];
  for (const [key, path] of candidates) {
    const leaf = read.leaves.get(path);
    const absence = leaf && absenceOf(leaf);
    if (absence !== undefined && body[key] === null) absences[key] ??= absence;
  }
  return absences;
};

/** What identifies a message: without it there is nothing to thread, answer or correct. */
interface Identity {
  readonly notificationId: string;
  readonly forceReference: string;
  readonly messageType: string;
}

const identityPaths = ['message.notificationId', 'message.forceRef', 'message.messageType'] as const;

const identityOf = (read: ReadMessage): Identity | readonly Issue[] => {
  const [notificationId, forceReference, messageType] = identityPaths.map((path) => textOf(read, path));
  if (notificationId && forceReference && messageType) return { notificationId, forceReference, messageType };
  return identityPaths
    .filter((path) => textOf(read, path) === null)
    .map((path) => ({ rule: 'police.unidentified', field: path, message: 'The message cannot be used without it.' }));
};

const silent: Answer = { state: 'MISSING', askedBy: null, askedAt: null, sent: false };

const notificationBody = (read: ReadMessage, { organisation }: ReadOptions) => {
  const draft = draftOf('notification', Object.keys(notification.shape), read);
  const answers = Object.fromEntries(leaves.map(({ path }) => [path, read.leaves.get(path)?.answer ?? silent]));
  return notification.parse({ ...draft, force: draft['force'] ?? organisation, answers });
};

/** Only a grade or a category says what kind of absence it is; a later message that says neither changes nothing. */
const categoryOf = (draft: Draft, { messageType }: Identity): unknown => {
  if (draft['category'] !== null) return draft['category'];
  if (draft['riskGrade'] === 'ABSENT_2013') return 'POLICE_ABSENT';
  return draft['riskGrade'] !== null || messageType === 'NEW' ? 'MISSING' : null;
};

const endings: ReadonlySet<string> = new Set(['FOUND', 'RETURNED', 'PREVENTION_DONE']);

/** An absence ends when the child is found; only a message that says so ends it. */
const endOf = (read: ReadMessage, draft: Draft, { messageType }: Identity) => {
  if (!endings.has(messageType)) return { endedOn: null, endedAt: null };
  const foundOn = dateOf(read, 'return.foundAt');
  if (foundOn !== null) return { endedOn: foundOn, endedAt: draft['foundAt'] };
  return { endedOn: dateOf(read, 'return.returnedAt'), endedAt: draft['returnedAt'] };
};

const episodeBody = (read: ReadMessage, identity: Identity) => {
  const draft = draftOf('missing-episode', Object.keys(missingEpisode.shape), read);
  return missingEpisode.parse({
    ...draft,
    ...endOf(read, draft, identity),
    category: categoryOf(draft, identity),
    startedOn: dateOf(read, 'circumstances.lastSeen.at'),
    cancelled: identity.messageType === 'CANCELLED',
  });
};

const unprotected: ReadonlySet<string> = new Set(['MISSING', 'NOT_APPLICABLE']);

/** A protection that was stated and cannot be read, or that nobody would say, holds until it is said not to. */
const mayBeProtected = (read: ReadMessage): boolean =>
  !unprotected.has(read.leaves.get('child.addressProtected')?.state ?? 'MISSING');

const personBody = (read: ReadMessage) => {
  const draft = draftOf('person', Object.keys(person.shape), read);
  return person.parse({
    ...draft,
    names: namesOf(read),
    identifiers: identifiersOf(read),
    birth: birthOf(read),
    ethnicity: ethnicityIn(read),
    addressProtected: draft['addressProtected'] ?? mayBeProtected(read),
  });
};

const personSections = /^(child|care|exploitation|health|investigation)\./;

const speaksOfPerson = (read: ReadMessage): boolean =>
  [...read.leaves].some(([path, { answer }]) => personSections.test(path) && answer.state !== 'MISSING');

const subjectOf = (read: ReadMessage, { forceReference }: Identity): SubjectReference => ({
  system: 'police-misper',
  key: textOf(read, 'child.personRef') ?? forceReference,
});

/** The canonical records of one message, or why it cannot be used at all. */
export type Translation =
  | { readonly key: string; readonly facts: readonly AnyCanonicalRecord[] }
  | { readonly unreadable: readonly Issue[] };

/** Says in canonical records what one message says; never guesses, never drops a child for a bad code. */
export const translate = (read: ReadMessage, options: ReadOptions): Translation => {
  const identity = identityOf(read);
  if (!('notificationId' in identity)) return { unreadable: identity };
  const notice = notificationBody(read, options);
  const episode = episodeBody(read, identity);
  const common = {
    key: identity.notificationId,
    subject: subjectOf(read, identity),
    statedAt: notice.sentAt ?? notice.reportedAt,
  };
  const facts: AnyCanonicalRecord[] = [
    { ...common, kind: 'notification', body: notice, absences: absencesOf('notification', notice, read) },
    { ...common, kind: 'missing-episode', body: episode, absences: absencesOf('missing-episode', episode, read) },
  ];
  if (!speaksOfPerson(read)) return { key: identity.notificationId, facts };
  const body = personBody(read);
  return {
    key: identity.notificationId,
    facts: [...facts, { ...common, kind: 'person', body, absences: absencesOf('person', body, read) }],
  };
};
