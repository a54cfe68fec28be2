import type { Answer } from '../../../domain/model/notification.ts';
import type { Writer } from '../writer.ts';
import { jsonList, said } from './json-list.ts';
import { policeLeaves, standingWords } from './police-leaves.ts';
import { messagesOf, type PoliceMessage } from './police-message.ts';

type Read = (message: PoliceMessage) => unknown;

/** What stands in a leaf; undefined where it does not stand in the message. */
type Leaf = (message: PoliceMessage, isOpen: boolean) => unknown;

/** A section of the contract, whose children stand in the order of the table under their names as JSON. */
interface Section {
  readonly children: Map<string, Section | Leaf>;
}

/** Words for a leaf that holds no value, by how it was answered. */
const answerWords: ReadonlyMap<string, string> = new Map([
  ['NOT_KNOWN_ASKED', 'NOT_KNOWN'],
  ['DECLINED', 'DECLINED'],
  ['NOT_APPLICABLE', 'NOT_APPLICABLE'],
  ['WITHHELD', 'WITHHELD'],
]);

/** What a hurried officer writes where an answer should stand. */
const PLACEHOLDER = 'tbc';

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

const valueIn = (path: string, value: unknown, { state }: Answer): unknown => {
  if (!isEmpty(value)) return value;
  if (state === 'PRESENT') return standingWords[path] ?? null;
  return state === 'INVALID' ? PLACEHOLDER : null;
};

/** A leaf that was answered, with who was asked when. That it is not known may be the value itself. */
const answered = (path: string, value: unknown, answer: Answer): unknown => {
  const { askedBy, askedAt } = answer;
  const word = answerWords.get(answer.state);
  if (word !== undefined && value !== word) return said({ answer: word, askedBy, askedAt });
  const held = answer.state === 'MISSING' ? null : valueIn(path, value, answer);
  return askedBy === null && askedAt === null ? held : { value: held, ...said({ askedBy, askedAt }) };
};

/** A message is open where it leaves to the records what was answered. */
const leafOf =
  (path: string, read: Read): Leaf =>
  (message, isOpen) => {
    const value = read(message);
    if (isOpen) return isEmpty(value) ? undefined : value;
    const answer = message.notice.answers[path];
    return answer?.sent === true ? answered(path, value, answer) : undefined;
  };

const plant = (): Section => {
  const root: Section = { children: new Map() };
  for (const [path, read] of policeLeaves) {
    const names = path.split('.').map((word) => JSON.stringify(word));
    let section = root;
    for (const name of names.slice(0, -1)) {
      const held = section.children.get(name);
      const next: Section = held !== undefined && typeof held !== 'function' ? held : { children: new Map() };
      section.children.set(name, next);
      section = next;
    }
    section.children.set(names.at(-1) ?? path, leafOf(path, read));
  }
  return root;
};

const contract = plant();

const write = ({ children }: Section, message: PoliceMessage, isOpen: boolean): string | undefined => {
  const parts: string[] = [];
  for (const [name, node] of children) {
    const text = typeof node === 'function' ? JSON.stringify(node(message, isOpen)) : write(node, message, isOpen);
    if (text !== undefined) parts.push(`${name}:${text}`);
  }
  return parts.length === 0 ? undefined : `{${parts.join(',')}}`;
};

const entryOf = (message: PoliceMessage): string =>
  write(contract, message, Object.keys(message.notice.answers).length === 0) ?? '{}';

/**
 * Police notifications of the `police-misper` contract, JSON. A message is a `notification` and the `missing-episode`
 * of the same key, with the person as the force has them. What stands in it is what its `answers` say was sent; a
 * notification without any answers sends all that the records hold.
 */
export const policeMisper: Writer = {
  id: 'police-misper',
  adapter: 'police',
  system: 'police-misper',
  files: [
    jsonList({
      name: (part) => `notifications-${part}.json`,
      envelope: { contract: 'police-misper', version: '1.0' },
      property: 'notifications',
      entries: (source) => messagesOf(source).map(entryOf),
    }),
  ],
};
