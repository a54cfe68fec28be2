import { Refusal } from '../domain/errors.ts';
import { limits } from './limits/limits.ts';

/** A body that is no JSON, or JSON that two readers could read differently. */
export class BodyRefused extends Refusal {
  readonly code: 'BODY_NOT_JSON' | 'BODY_AMBIGUOUS' | 'BODY_TOO_COMPLEX';
  constructor(code: BodyRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const notJson = () => new BodyRefused('BODY_NOT_JSON', 'The body is not a JSON object.');
const ambiguous = (message: string) => new BodyRefused('BODY_AMBIGUOUS', message);
const tooComplex = (message: string) => new BodyRefused('BODY_TOO_COMPLEX', message);

const isEscaped = (text: string, at: number): boolean => {
  let before = at;
  while (text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
};

/** Where the string that opens at `start` closes. */
const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
};

const keyAhead = /\s*:/y;
const mark = /["{}[\]]/g;

interface Shape {
  /** The keys of each object that is open, null for a list. */
  readonly open: (Set<string> | null)[];
  keys: number;
}

const noteKey = (shape: Shape, written: string): void => {
  const key = written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1);
  const own = shape.open.at(-1);
  if (!own || own.has(key) || key === '__proto__') throw ambiguous('The body names a key of an object twice.');
  own.add(key);
  shape.keys += 1;
  if (shape.keys > limits.bodyKeys) throw tooComplex(`The body has more than ${limits.bodyKeys} keys.`);
};

const noteOpening = ({ open }: Shape, sign: string): void => {
  open.push(sign === '{' ? new Set() : null);
  if (open.length > limits.bodyDepth) throw tooComplex(`The body nests more than ${limits.bodyDepth} deep.`);
};

/** Refuses what a JSON parser lets through and no two agree on, in one pass over a text that is JSON. */
const checkShape = (text: string): void => {
  const shape: Shape = { open: [], keys: 0 };
  mark.lastIndex = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const [sign] = found;
    if (sign === '{' || sign === '[') noteOpening(shape, sign);
    else if (sign !== '"') shape.open.pop();
    else {
      const end = endOfString(text, found.index);
      mark.lastIndex = end + 1;
      keyAhead.lastIndex = end + 1;
      if (keyAhead.test(text)) noteKey(shape, text.slice(found.index, end + 1));
    }
  }
};

const unkept = /\0|\p{Surrogate}/u;

/** Whether a text anywhere in a value holds what no database keeps: U+0000, or half of a surrogate pair. */
const holdsUnkept = (value: unknown): boolean => {
  if (typeof value === 'string') return unkept.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => unkept.test(key) || holdsUnkept(inner));
};

const escapeToLookAt = /\\u(?:0000|[dD][89a-fA-F])/;

const parsed = (bytes: Uint8Array): { readonly text: string; readonly value: unknown } => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    throw notJson();
  }
};

/**
 * Reads a request body strictly: UTF-8 without a byte order mark (RFC 8259, 8.1), no key twice in an object, no deeper
 * and no fuller than the limits, and only text that can be kept.
 * @throws BodyRefused
 */
export const readJsonBody = (bytes: Uint8Array): unknown => {
  const { text, value } = parsed(bytes);
  checkShape(text);
  if (escapeToLookAt.test(text) && holdsUnkept(value)) {
    throw ambiguous('A text of the body holds U+0000 or half of a surrogate pair.');
  }
  return value;
};
