import { z } from 'zod';
import { wordsOf } from './codes.ts';
import { isList } from './leaf-types.ts';
import { type Leaf, type LeafType, leaves } from './leaves.ts';
import { contractTree, isLeaf, type Section } from './sections.ts';

const text = z.string().min(1);

/** A named shape is written once in the published schema and referred to by every leaf that has it. */
const named = <T extends z.ZodType>(id: string, description: string, schema: T): T => schema.meta({ id, description });

const contact = named(
  'contact',
  'A person, as an object or in short: name; relationship; telephone; organisation',
  z.union([
    text,
    z.strictObject({
      name: text.optional(),
      relationship: text.optional(),
      phone: text.optional(),
      organisation: text.optional(),
    }),
  ]),
);

const address = named(
  'address',
  'An address, as an object or in short: its lines and then its postcode, each after a semicolon',
  z.union([
    text,
    z.strictObject({ lines: z.array(text).optional(), postcode: text.optional(), uprn: text.optional() }),
  ]),
);

const plainTypes: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['text', text],
  ['boolean', z.boolean()],
  ['int', z.int().min(0)],
  ['instant', z.iso.datetime({ offset: true })],
  ['day', z.iso.date()],
  ['birth', z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)],
  ['authority', z.string().regex(/^E(0[6-9]|10)\d{6}$/)],
  ['contacts', contact],
  ['addresses', address],
]);

const plainItem = (type: string): z.ZodType => {
  const words = wordsOf(type);
  return words.length > 0 ? z.enum(words) : (plainTypes.get(type) ?? text);
};

const plain = (type: LeafType): z.ZodType =>
  isList(type) ? z.array(plainItem(type.replace(/\[\]$/, ''))) : plainItem(type);

const asked = { askedBy: text.optional(), askedAt: z.iso.datetime({ offset: true }).optional() };

const answer = named(
  'answer',
  'Why there is no value: who was asked, and when. Without both, NOT_KNOWN, DECLINED and NOT_APPLICABLE do not count.',
  z.strictObject({ answer: z.enum(['NOT_KNOWN', 'DECLINED', 'NOT_APPLICABLE', 'WITHHELD']), ...asked }),
);

/** One schema a type: a plain value, a value with who said it when, an answer, or null for an empty element. */
const leafTypes = new Map<LeafType, z.ZodType>();

const leafType = (type: LeafType): z.ZodType => {
  const held = leafTypes.get(type);
  if (held !== undefined) return held;
  const value = plain(type);
  const made = z
    .union([value, z.strictObject({ value, ...asked }), answer, z.null()])
    .meta({ id: type.replace('[]', '-list') });
  leafTypes.set(type, made);
  return made;
};

const required: ReadonlySet<string> = new Set([
  'message',
  'message.notificationId',
  'message.forceRef',
  'message.messageType',
]);

const leafSchema = (leaf: Leaf): z.ZodType =>
  leafType(leaf.type).meta({
    description: `${leaf.title} (field ${leaf.profile} of the completeness profile)`,
  });

const sectionSchema = (section: Section, path: string): z.ZodType => {
  const shape = [...section.children].map(([name, node]): [string, z.ZodType] => {
    const inner = path === '' ? name : `${path}.${name}`;
    const schema = isLeaf(node) ? leafSchema(node) : sectionSchema(node, inner);
    return [name, required.has(inner) ? schema : schema.optional()];
  });
  return z.strictObject(Object.fromEntries(shape));
};

/** One message as the contract defines it. Reading is more forgiving: see `readMessage`. */
export const message = sectionSchema(contractTree, '');

/** What a file of messages must say of itself to be read at all. */
export const envelope = z.looseObject({
  contract: z.literal('police-misper'),
  version: z.string().regex(/^1\.\d+$/),
  force: z.looseObject({ code: z.string(), unit: z.string().optional() }).optional(),
  notifications: z.array(z.unknown()),
});

const file = z.strictObject({
  contract: z.literal('police-misper'),
  version: z.literal('1.0'),
  force: z.strictObject({ code: text, unit: text.optional() }).describe('The sending force, for every message'),
  notifications: z.array(message).describe('One entry a message, oldest first'),
});

interface Tree {
  [name: string]: Tree | Leaf['example'];
}

const exampleOf = (section: Section): Tree =>
  Object.fromEntries(
    [...section.children].map(([name, node]) => [name, isLeaf(node) ? node.example : exampleOf(node)]),
  );

/** One message that says everything the contract can say, of an invented child. */
export const exampleMessage = (): Tree => exampleOf(contractTree);

/** The published JSON Schema of the contract, written from the table of leaves. */
export const jsonSchema = (): Readonly<Record<string, unknown>> => {
  const { $schema, ...body } = z.toJSONSchema(file, { reused: 'inline' });
  return {
    $schema,
    title: 'police-misper 1.0',
    description:
      'Police notifications of a missing child. Any leaf may be a plain value, a value with who said it and when, ' +
      'or an answer: NOT_KNOWN, DECLINED, NOT_APPLICABLE (each with who was asked and when) or WITHHELD.',
    ...body,
    examples: [{ contract: 'police-misper', version: '1.0', force: { code: '14' }, notifications: [exampleMessage()] }],
  };
};

/** Every leaf path of the contract, in its order. */
export const leafPaths: readonly string[] = leaves.map(({ path }) => path);
