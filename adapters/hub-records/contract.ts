import { z } from 'zod';
import { involvementKinds } from '../../src/domain/model/involvement.ts';
import { identifierSystems, personName } from '../../src/domain/model/values.ts';

// Keys and numbers end up in indexes, whose entries are limited; no real one comes near.
const key = z.string().min(1).max(64);
const title = z.string().min(1).max(200);

/** The leaves of the contract, by the name they have in it. */
export const leaf = {
  id: key.describe('Number of the involvement with the sender, never used again; sent again, it replaces'),
  system: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/)
    .describe('Numbering the key belongs to, as the sender’s other files have it: ssda903, ssd'),
  key: key.describe('The sender’s own number of the child'),
  identifierSystem: z.enum(identifierSystems).describe('Whose number it is'),
  value: key.describe('The number'),
  authority: z
    .string()
    .regex(/^E(0[6-9]|10)\d{6}$/)
    .describe('GSS code of the authority, for authority-child-id'),
  numbering: key.describe('The authority’s numbering, for authority-child-id: ssda903, ssd'),
  use: personName.shape.use.describe('What the name is used for; LEGAL where nothing is said'),
  given: title.describe('Given names'),
  family: title.describe('Family name'),
  birthOn: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .describe('Date of birth; a year or a month where no more is known'),
  postcode: z.string().min(1).max(16).describe('Postcode of the home address'),
  involvement: z.enum(involvementKinds).describe('What the organisation or person is to the child'),
  organisation: key.describe('Code of the organisation involved: force, GSS, ODS, URN'),
  personId: z.string().min(1).max(128).describe('The worker’s subject id, as their token has it'),
  personName: title.describe('Name of the worker'),
  jobTitle: title.describe('Post of the worker'),
  startedOn: z.iso.date().describe('First day'),
  endedOn: z.iso.date().describe('Last day; null while it lasts'),
} as const;

/** One number of the child. */
export const identifier = z.strictObject({
  system: leaf.identifierSystem,
  value: leaf.value,
  authority: leaf.authority.nullish(),
  numbering: leaf.numbering.nullish(),
});

/** One name of the child. */
export const name = z.strictObject({
  use: leaf.use.optional(),
  given: leaf.given.nullish(),
  family: leaf.family.nullish(),
});

/** Who the child is. */
export const child = z
  .strictObject({
    system: leaf.system.nullish(),
    key: leaf.key.nullish(),
    identifiers: z.array(identifier).optional(),
    names: z.array(name).optional(),
    birthOn: leaf.birthOn.nullish(),
    postcode: leaf.postcode.nullish(),
  })
  .describe('The child, by the sender’s own number, by identifiers, or by name; a date of birth makes it safe');

/** Who of the organisation it is. */
export const worker = z
  .strictObject({ id: leaf.personId, name: leaf.personName.nullish(), jobTitle: leaf.jobTitle.nullish() })
  .describe('The worker; null where the whole organisation is involved');

/** One involvement as the contract defines it. Reading is more forgiving: see `readInvolvement`. */
export const entry = z.strictObject({
  id: leaf.id,
  child,
  involvement: leaf.involvement,
  organisation: leaf.organisation,
  person: worker.nullable(),
  startedOn: leaf.startedOn.nullable(),
  endedOn: leaf.endedOn.nullable(),
});

/** What a file of involvements must say of itself to be read at all. */
export const envelope = z.looseObject({
  contract: z.literal('hub-records/involvements'),
  version: z.string().regex(/^1\.\d+$/),
  involvements: z.array(z.unknown()),
});

const file = z.strictObject({
  contract: z.literal('hub-records/involvements'),
  version: z.literal('1.0'),
  involvements: z.array(entry).describe('One entry an involvement'),
});

/** One involvement that says everything the contract can say, of an invented child. */
export const exampleEntry: z.infer<typeof entry> = {
  id: 'INV-0001',
  child: {
    system: 'ssd',
    key: 'P2001',
    identifiers: [
      { system: 'nhs-number', value: '9990000018' },
      { system: 'authority-child-id', value: 'DN104417', authority: 'E08000017', numbering: 'ssd' },
    ],
    names: [{ given: 'Kayleigh', family: 'Marsden' }],
    birthOn: '2001-03-14',
    postcode: 'DN4 0ZZ',
  },
  involvement: 'REVIEWING_OFFICER',
  organisation: 'E08000017',
  person: { id: 'iro-021', name: 'Ada Holm', jobTitle: 'Independent reviewing officer' },
  startedOn: '2015-03-02',
  endedOn: null,
};

/** The published JSON Schema of the contract, written from what reads it. */
export const jsonSchema = (): Readonly<Record<string, unknown>> => {
  const { $schema, ...body } = z.toJSONSchema(file, { reused: 'inline' });
  return {
    $schema,
    title: 'hub-records/involvements 1.0',
    description:
      'Who is involved with a child: organisations, and workers by the id of their token, from when to when.',
    ...body,
    examples: [{ contract: 'hub-records/involvements', version: '1.0', involvements: [exampleEntry] }],
  };
};
