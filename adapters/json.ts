import { UnreadableFile } from '../src/domain/adapter.ts';

const maximumDepth = 40;

/** What encloses the place being read: an object with the keys seen so far, or null for an array. */
type Enclosure = Set<string> | null;

const refuse = (rule: string, message: string): never => {
  throw new UnreadableFile(rule, message);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('json.syntax', 'The text is not JSON.');
  }
};

const open = (stack: Enclosure[], enclosure: Enclosure): void => {
  stack.push(enclosure);
  if (stack.length > maximumDepth) refuse('json.depth', `The text is nested deeper than ${maximumDepth} levels.`);
};

/** Two spellings of one key are one key: escapes are read before comparing. */
const noteKey = (stack: readonly Enclosure[], quoted: string): void => {
  const keys = stack.at(-1);
  if (!keys) return;
  const key = String(parse(quoted));
  if (keys.has(key)) refuse('json.duplicate-key', 'An object holds the same key twice.');
  keys.add(key);
};

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
};

/** Found by searching, not by a pattern: on a string of megabytes a pattern exhausts the stack. */
const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
};

const step = (stack: Enclosure[], mark: string, before: string): void => {
  if (mark === '{') open(stack, new Set());
  else if (mark === '[') open(stack, null);
  else if (mark === ':') noteKey(stack, before);
  else stack.pop();
};

/** Walks a text without building anything, so that a hostile one is refused before it costs. */
const inspect = (text: string): void => {
  const stack: Enclosure[] = [];
  const marks = /["{}[\]:]/g;
  let before = '""';
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const mark = found[0];
    if (mark === '"') {
      marks.lastIndex = endOfString(text, found.index);
      before = text.slice(found.index, marks.lastIndex);
    } else step(stack, mark, before);
  }
};

/**
 * The value of a JSON text that repeats no key and nests no deeper than 40 levels.
 * @throws UnreadableFile for any other text.
 */
export const parseJson = (text: string): unknown => {
  inspect(text);
  return parse(text);
};
