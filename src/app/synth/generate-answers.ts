import type { RecordBody } from '../../domain/model/kinds.ts';
import type { Answer } from '../../domain/model/notification.ts';
import type { Random } from './random.ts';
import { policeLeaves, standingWords } from './writers/police-leaves.ts';
import type { PoliceMessage } from './writers/police-message.ts';

type Answers = RecordBody['notification']['answers'];

/** ★ How often the fields that audits found empty are left so. */
const often: ReadonlyMap<string, number> = new Map([
  ['child.culture', 0.62],
  ['child.religion', 0.58],
  ['child.firstLanguage', 0.5],
  ['child.disabilities', 0.46],
  ['risk.returnHomeConcerns', 0.55],
]);

/** How often any other field of a first notification is left empty, and how often one is that has no home of its own. */
const SELDOM = 0.14;
const STANDING = 0.45;

/** Without these a message is none, or speaks of nobody. */
const always = /^message\.|^child\.(personRef|givenName|familyName)$|^circumstances\.lastSeen\.at$|^return\./;
const asked = /^(child|care|health|exploitation)\./;

/** Leaves of the follow-up messages: who, and what is new. */
const followUp = /^message\.|^child\.personRef$|^return\./;

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

const plain = (state: Answer['state']): Answer => ({ state, askedBy: null, askedAt: null, sent: true });

const numberLeaves: ReadonlyMap<string, string> = new Map([
  ['child.nhsNumber', 'nhs-number'],
  ['child.upn', 'upn'],
]);

/** A number whose check digit fails is sent all the same, and is no answer. */
const stateOf = (path: string, { person }: PoliceMessage): Answer['state'] => {
  const system = numberLeaves.get(path);
  const number = person.identifiers.find((identifier) => identifier.system === system);
  return number?.valid === false ? 'INVALID' : 'PRESENT';
};

/** What an officer writes of a field that nobody answered: nothing, an empty element, or that they asked. */
const unanswered = (random: Random, path: string, message: PoliceMessage): Answer | undefined => {
  const kind = random.next();
  if (kind < 0.7 || !asked.test(path)) return undefined;
  if (kind < 0.88) return plain('MISSING');
  const { officer, sentAt } = message.notice;
  const state = kind < 0.96 ? 'NOT_KNOWN_ASKED' : 'DECLINED';
  return { state, askedBy: officer?.name ?? null, askedAt: sentAt, sent: true };
};

/** Leaves that have no plain answer of their own, only beside another. */
const besideEthnicity = new Set([
  'child.ethnicity.scheme',
  'child.ethnicity.statedBy',
  'child.ethnicity.notStatedReason',
]);

const firstAnswer = (random: Random, path: string, value: unknown, message: PoliceMessage): Answer | undefined => {
  if (besideEthnicity.has(path)) return isEmpty(value) ? undefined : plain('PRESENT');
  if (isEmpty(value))
    return standingWords[path] !== undefined && random.chance(STANDING) ? plain('PRESENT') : undefined;
  if (always.test(path)) return plain('PRESENT');
  return random.chance(often.get(path) ?? SELDOM) ? unanswered(random, path, message) : plain(stateOf(path, message));
};

const laterAnswer = (path: string, value: unknown): Answer | undefined =>
  followUp.test(path) && !isEmpty(value) ? plain('PRESENT') : undefined;

const answerTo = (random: Random, path: string, value: unknown, message: PoliceMessage): Answer | undefined => {
  if (message.notice.messageType !== 'NEW') return laterAnswer(path, value);
  // Nothing can be said of a return before there is one.
  return path.startsWith('return.') ? undefined : firstAnswer(random, path, value, message);
};

/** What a message answers: of a first one much, with the gaps that audits find; of a later one what is new. */
export const answersOf = (random: Random, message: PoliceMessage): Answers => {
  const answers: Record<string, Answer> = {};
  for (const [path, read] of policeLeaves) {
    const answer = answerTo(random, path, read(message), message);
    if (answer !== undefined) answers[path] = answer;
  }
  return answers;
};
