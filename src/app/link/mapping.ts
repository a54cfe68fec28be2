import { z } from 'zod';
import { InvalidRequest } from '../../domain/errors.ts';
import { childShape, type LinkShape } from '../../domain/link/link-record.ts';

const kinds = [
  'givenName',
  'middleName',
  'surname',
  'alias',
  'date',
  'sex',
  'postcode',
  'houseNumber',
  'address',
  'identifier',
  'text',
  'category',
] as const;

const mappedField = z
  .strictObject({
    name: z.string().min(1),
    kind: z.enum(kinds),
    column: z.string().min(1).optional(),
    columns: z.array(z.string().min(1)).min(1).optional(),
    format: z.string().min(1).optional(),
    validate: z.enum(['nhs', 'upn', 'none']).optional(),
    strong: z.literal(true).or(z.literal(false)).optional(),
  })
  .refine(
    ({ column, columns }) => (column === undefined) !== (columns === undefined),
    'needs column or columns, not both',
  )
  .transform(({ column, columns, validate, strong, ...field }) => ({
    ...field,
    columns: columns ?? (column === undefined ? [] : [column]),
    validate: validate ?? 'none',
    isStrong: strong ?? false,
  }));
export type MappedField = Readonly<z.infer<typeof mappedField>>;

const mappingSchema = z.strictObject({
  id: z.string().min(1),
  source: z.string().min(1).optional(),
  fields: z.array(mappedField).min(1),
});
/** Which columns of a table hold what of a person. */
export type Mapping = Readonly<z.infer<typeof mappingSchema>>;

const problemOf = ({ path, message }: z.core.$ZodIssue): string =>
  `${path.map(String).join('.') || 'the mapping'}: ${message}`;

const parseJson = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequest(`${name} is not JSON`);
  }
};

/** Reads a mapping; what is wrong with it is refused by file and field. */
export const readMapping = (name: string, text: string): Mapping => {
  const read = mappingSchema.safeParse(parseJson(name, text));
  if (!read.success) throw new InvalidRequest(`${name}: ${read.error.issues.map(problemOf).join('; ')}`);
  const names = read.data.fields.map((field) => field.name);
  const twice = names.find((field, at) => names.indexOf(field) !== at);
  if (twice !== undefined) throw new InvalidRequest(`${name}: two fields are named ${twice}`);
  return read.data;
};

/** The mapping without fields that are to be left out, by name. */
export const withoutFields = (mapping: Mapping, hidden: readonly string[]): Mapping => {
  const stranger = hidden.find((name) => !mapping.fields.some((field) => field.name === name));
  if (stranger !== undefined) throw new InvalidRequest(`--hide names ${stranger}, which is no field of the mapping`);
  return { ...mapping, fields: mapping.fields.filter(({ name }) => !hidden.includes(name)) };
};

const has = ({ fields }: Mapping, kind: MappedField['kind']): boolean => fields.some((field) => field.kind === kind);

/** Whether these are records of English children: names, birth, postcode, and a number of the health or school service. */
export const isOfChildren = (mapping: Mapping): boolean =>
  has(mapping, 'givenName') &&
  has(mapping, 'surname') &&
  has(mapping, 'date') &&
  has(mapping, 'postcode') &&
  mapping.fields.some(({ kind, validate }) => kind === 'identifier' && validate !== 'none');

/** Where the values of a shape come from: fields of the mapping by their place in the shape. */
export interface MappedShape {
  readonly shape: LinkShape;
  readonly identifiers: readonly (MappedField | null)[];
  readonly texts: readonly MappedField[];
}

/** Shape of children's records; further fields of the mapping are no evidence. */
export const mapChildShape = ({ fields }: Mapping): MappedShape => ({
  shape: childShape,
  identifiers: childShape.identifiers.map(({ check }) => fields.find(({ validate }) => validate === check) ?? null),
  texts: [],
});

const textKinds: readonly MappedField['kind'][] = ['address', 'text', 'category'];

/** Shape of any other records: every field that is mapped is evidence. */
export const mapOtherShape = ({ fields }: Mapping): MappedShape => {
  const identifiers = fields.filter(({ kind }) => kind === 'identifier');
  // A second date cannot be of birth; it is compared as a text.
  const [, ...furtherDates] = fields.filter(({ kind }) => kind === 'date');
  const texts = [...fields.filter(({ kind }) => textKinds.includes(kind)), ...furtherDates];
  return {
    shape: {
      identifiers: identifiers.map(({ name, validate }) => ({ field: name, check: validate })),
      texts: texts.map(({ name, kind, isStrong }) => ({
        ...{ field: name, isStrong },
        kind: kind === 'category' ? 'category' : 'text',
      })),
    },
    identifiers,
    texts,
  };
};
