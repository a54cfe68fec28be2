import { leavesOf, type ProfileField } from './profile/fields.ts';

/** The words that stand in the place of a value. */
export const answerWords = ['NOT_KNOWN', 'DECLINED', 'NOT_APPLICABLE'] as const;

/** An answer to one leaf of the police contract: a value, or the word that stands in its place. */
export interface LeafAnswer {
  /** Dotted path, such as `child.religion`. */
  readonly leaf: string;
  readonly value: unknown;
  readonly answer: (typeof answerWords)[number] | null;
  readonly askedBy: string | null;
  readonly askedAt: string | null;
}

const hasValue = ({ value }: LeafAnswer): boolean => value !== null && value !== undefined;

const faultOf = (field: ProfileField, requirement: string, answer: LeafAnswer): string | null => {
  if (!leavesOf(field).includes(answer.leaf)) return `answers.leaf: one of ${leavesOf(field).join(', ')}`;
  if (hasValue(answer) === (answer.answer !== null)) return 'answers: each has a value or an answer, not both';
  if (hasValue(answer)) return null;
  if (requirement === 'MANDATORY') return 'answers: for this field only a value will do';
  const wasAsked = answer.askedBy !== null && answer.askedBy.trim() !== '' && answer.askedAt !== null;
  return wasAsked ? null : 'answers: without a value it counts only with askedBy and askedAt';
};

/** What is wrong with a reply to a question about a field; null where nothing is. It never holds a value. */
export const replyFault = (field: ProfileField, requirement: string, answers: readonly LeafAnswer[]): string | null => {
  if (answers.length === 0) return 'answers: there is none';
  const leaves = answers.map(({ leaf }) => leaf);
  if (new Set(leaves).size < leaves.length) return 'answers: one leaf is answered twice';
  return answers.map((answer) => faultOf(field, requirement, answer)).find((fault) => fault !== null) ?? null;
};

/** Which report a reply belongs to, in the force's own numbers. */
export interface RepliedReport {
  /** Number of the reply, new to the force. */
  readonly notificationNumber: string;
  readonly forceReference: string;
  /** The force's number of the child; null where it has none. */
  readonly personReference: string | null;
  readonly sentAt: string;
}

interface Tree {
  [name: string]: unknown;
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const leafOf = ({ value, answer, askedBy, askedAt }: LeafAnswer): Tree => ({
  ...(answer === null ? { value } : { answer }),
  ...(askedBy === null ? {} : { askedBy }),
  ...(askedAt === null ? {} : { askedAt }),
});

const plant = (root: Tree, path: string, leaf: unknown): void => {
  const words = path.split('.');
  const name = words.pop() ?? '';
  let section = root;
  for (const word of words) {
    const held = section[word];
    const next: Tree = isTree(held) ? held : {};
    section[word] = next;
    section = next;
  }
  section[name] = leaf;
};

/** The reply as an UPDATE message of the `police-misper` contract. */
export const replyMessage = (report: RepliedReport, answers: readonly LeafAnswer[]): Readonly<Tree> => {
  const message: Tree = {};
  for (const answer of answers) plant(message, answer.leaf, leafOf(answer));
  if (report.personReference !== null) plant(message, 'child.personRef', report.personReference);
  const about = {
    notificationId: report.notificationNumber,
    forceRef: report.forceReference,
    messageType: 'UPDATE',
    sentAt: report.sentAt,
  };
  return { ...message, message: { ...(isTree(message['message']) ? message['message'] : {}), ...about } };
};
