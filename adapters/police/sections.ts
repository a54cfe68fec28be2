import type { Issue } from '../../src/domain/adapter.ts';
import type { LeafInput, LeafInputs } from './answers.ts';
import { type Leaf, leaves } from './leaves.ts';
import { isRecord, own } from './list-items.ts';

/** The contract as a tree: a section holds sections and leaves. */
export interface Section {
  readonly children: Map<string, Section | Leaf>;
}

/** Whether this node of the tree is a leaf. */
export const isLeaf = (node: Section | Leaf): node is Leaf => 'path' in node;

const grow = (root: Section, leaf: Leaf): void => {
  const words = leaf.path.split('.');
  const name = words.pop() ?? '';
  let section = root;
  for (const word of words) {
    const held = section.children.get(word);
    const next: Section = held !== undefined && !isLeaf(held) ? held : { children: new Map() };
    section.children.set(word, next);
    section = next;
  }
  section.children.set(name, leaf);
};

const plant = (): Section => {
  const root: Section = { children: new Map() };
  for (const leaf of leaves) grow(root, leaf);
  return root;
};

/** The whole contract of one message. */
export const contractTree: Section = plant();

const nothing: LeafInput = { raw: null, answer: null, askedBy: null, askedAt: null, broken: false };

const leafWords: ReadonlySet<string> = new Set(['value', 'answer', 'askedBy', 'askedAt']);

const isAskable = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  isRecord(raw) && Object.keys(raw).some((key) => leafWords.has(key));

/** A leaf is a plain value, or an object with the value or the answer and who was asked when. */
const inputOf = (raw: unknown): LeafInput => {
  if (!isAskable(raw)) return { ...nothing, raw };
  return {
    raw: own(raw, 'value'),
    answer: own(raw, 'answer'),
    askedBy: own(raw, 'askedBy'),
    askedAt: own(raw, 'askedAt'),
    broken: false,
  };
};

const unknownElement = (field: string | null): Issue => ({
  rule: 'police.unknown-element',
  field,
  message: 'Something stands here that the contract does not know.',
});

const notASection = (field: string): Issue => ({
  rule: 'police.section',
  field,
  message: 'Something else stands where a section should.',
});

const strayIn = (raw: unknown, known: { has(key: string): boolean }, path: string): readonly Issue[] =>
  isRecord(raw) && Object.keys(raw).some((key) => !known.has(key)) ? [unknownElement(path === '' ? null : path)] : [];

interface Walk {
  readonly inputs: Map<string, LeafInput>;
  readonly issues: Issue[];
}

const fill = (section: Section, input: LeafInput, inputs: Map<string, LeafInput>): void => {
  for (const node of section.children.values()) {
    if (isLeaf(node)) inputs.set(node.path, input);
    else fill(node, input, inputs);
  }
};

const walkNode = (node: Section | Leaf, raw: unknown, path: string, walk: Walk): void => {
  if (raw === undefined) return;
  if (isLeaf(node)) {
    walk.inputs.set(node.path, inputOf(raw));
    if (isAskable(raw)) walk.issues.push(...strayIn(raw, leafWords, path));
  } else if (isRecord(raw)) {
    walkSection(node, raw, path, walk);
  } else {
    fill(node, { ...nothing, broken: raw !== null }, walk.inputs);
    if (raw !== null) walk.issues.push(notASection(path));
  }
};

const walkSection = (section: Section, raw: Readonly<Record<string, unknown>>, path: string, walk: Walk): void => {
  walk.issues.push(...strayIn(raw, section.children, path));
  for (const [name, node] of section.children) {
    walkNode(node, own(raw, name), path === '' ? name : `${path}.${name}`, walk);
  }
};

/** The leaves of a JSON message by dotted path, and where it says more than the contract knows. */
export const flatten = (
  message: Readonly<Record<string, unknown>>,
): { readonly inputs: LeafInputs; readonly issues: readonly Issue[] } => {
  const walk: Walk = { inputs: new Map(), issues: [] };
  walkSection(contractTree, message, '', walk);
  return walk;
};
