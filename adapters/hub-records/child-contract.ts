import { z } from 'zod';
import { identifierSystems, personName } from '../../src/domain/model/values.ts';

// Keys and numbers end up in indexes, whose entries are limited; no real one comes near.
export const key = z.string().min(1).max(64);
export const title = z.string().min(1).max(200);

/** The leaves that say who a child is, by the name they have in every contract. */
export const childLeaf = {
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
} as const;

/** One number of the child. */
export const identifier = z.strictObject({
  system: childLeaf.identifierSystem,
  value: childLeaf.value,
  authority: childLeaf.authority.nullish(),
  numbering: childLeaf.numbering.nullish(),
});

/** One name of the child. */
export const name = z.strictObject({
  use: childLeaf.use.optional(),
  given: childLeaf.given.nullish(),
  family: childLeaf.family.nullish(),
});

/** Who the child is. */
export const child = z
  .strictObject({
    system: childLeaf.system.nullish(),
    key: childLeaf.key.nullish(),
    identifiers: z.array(identifier).optional().describe('Numbers the child is known by beyond the sender'),
    names: z.array(name).optional().describe('Names the child is known by'),
    birthOn: childLeaf.birthOn.nullish(),
    postcode: childLeaf.postcode.nullish(),
  })
  .describe('The child, by the sender’s own number, by identifiers, or by name; a date of birth makes it safe');

/** An invented child, for the examples. */
export const exampleChild: z.infer<typeof child> = {
  system: 'ssd',
  key: 'P2001',
  identifiers: [
    { system: 'nhs-number', value: '9990000018' },
    { system: 'authority-child-id', value: 'DN104417', authority: 'E08000017', numbering: 'ssd' },
  ],
  names: [{ given: 'Kayleigh', family: 'Marsden' }],
  birthOn: '2001-03-14',
  postcode: 'DN4 0ZZ',
};
