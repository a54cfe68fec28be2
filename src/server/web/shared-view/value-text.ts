import { z } from 'zod';
import { ethnicGroups } from '../../../../adapters/social-care/codes.ts';
import { shownDay, shownInstant } from '../shown-time.ts';

const sentence = (code: string): string => {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const address = z.object({ lines: z.array(z.string()).nullable(), postcode: z.string().nullable() });

const addressText = ({ lines, postcode }: z.infer<typeof address>): string =>
  [...(lines ?? []), ...(postcode === null ? [] : [postcode])].join(', ');

const kinds = {
  text: z.string(),
  number: z.number().transform(String),
  /** The start of an id is enough to see whether two are the same. */
  id: z.string().transform((id) => `${id.replace('Child:', '').slice(0, 8)}…`),
  word: z.string().transform(sentence),
  yesOrNo: z.boolean().transform((value) => (value ? 'Yes' : 'No')),
  day: z.string().transform(shownDay),
  instant: z.string().transform(shownInstant),
  address: address.transform(addressText),
  ethnicGroup: z.string().transform((code) => ethnicGroups[code]?.label ?? code),
} as const;

/** How a value of a GraphQL answer is written for a person. */
export type ValueKind = keyof typeof kinds;

/** A value as a person would read it. */
export const valueText = (kind: ValueKind, value: unknown): string => kinds[kind].parse(value);
