import { UnreadableFile } from '../../src/domain/adapter.ts';

const maximumDepth = 40;
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/gsy;
const space = /\s*/y;

/** What encloses the place being read: an object with the keys seen so far, or null for an array. */
type Enclosure = Set<string> | null;

const refuse = (rule: string, message: string): never => {
  throw new UnreadableFile(rule, message);
};

const open = (stack: Enclosure[], enclosure: Enclosure): void => {
  stack.push(enclosure);
  if (stack.length > maximumDepth) refuse('json.depth', `The text is nested deeper than ${maximumDepth} levels.`);
};

const noteKey = (stack: readonly Enclosure[], key: string): void => {
  const keys = stack.at(-1);
  if (keys?.has(key) === true) refuse('json.duplicate-key', 'An object holds the same key twice.');
  keys?.add(key);
};

/** The token that starts at or after a place, and where the next one may start. */
const tokenAt = (text: string, at: number): string | undefined => {
  space.lastIndex = at;
  space.exec(text);
  token.lastIndex = space.lastIndex;
  return token.exec(text)?.[0];
};

const step = (stack: Enclosure[], word: string, before: string): void => {
  if (word === '{') open(stack, new Set());
  else if (word === '[') open(stack, null);
  else if (word === '}' || word === ']') stack.pop();
  else if (word === ':' && before.startsWith('"')) noteKey(stack, keyOf(before));
};

/** Walks the tokens of a text, without building anything, so that a hostile one is refused before it costs. */
const inspect = (text: string): void => {
  const stack: Enclosure[] = [];
  let before = '';
  for (let word = tokenAt(text, 0); word !== undefined; word = tokenAt(text, token.lastIndex)) {
    step(stack, word, before);
    before = word;
  }
};

/** Two spellings of one key are one key: escapes are read before comparing. */
const keyOf = (quoted: string): string => {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return refuse('json.syntax', 'The text is not JSON.');
  }
};

/**
 * The value of a JSON text that repeats no key and nests no deeper than 40 levels.
 * @throws UnreadableFile for any other text.
 */
export const parseJson = (text: string): unknown => {
  inspect(text);
  try {
    return JSON.parse(text);
  } catch {
    return refuse('json.syntax', 'The text is not JSON.');
  }
};
