import { z } from 'zod';
import { involvementKinds } from '../../src/domain/model/involvement.ts';
import { child, exampleChild, key, title } from './child-contract.ts';

/** The leaves of an involvement, by the name they have in the contract. */
export const leaf = {
  id: key.describe('Number of the involvement with the sender, never used again; sent again, it replaces'),
  involvement: z.enum(involvementKinds).describe('What the organisation or person is to the child'),
  organisation: key.describe('Code of the organisation involved: force, GSS, ODS, URN'),
  personId: z.string().min(1).max(128).describe('The worker’s subject id, as their token has it'),
  personName: title.describe('Name of the worker'),
  jobTitle: title.describe('Post of the worker'),
  startedOn: z.iso.date().describe('First day'),
  endedOn: z.iso.date().describe('Last day; null while it lasts'),
} as const;

/** Who of the organisation it is. */
export const worker = z
  .strictObject({ id: leaf.personId, name: leaf.personName.nullish(), jobTitle: leaf.jobTitle.nullish() })
  .describe('The worker; null where the whole organisation is involved');

/** One involvement as the contract defines it. Reading is more forgiving: see `beginInvolvement`. */
export const entry = z.strictObject({
  id: leaf.id,
  child,
  involvement: leaf.involvement,
  organisation: leaf.organisation,
  person: worker.nullable(),
  startedOn: leaf.startedOn.nullable(),
  endedOn: leaf.endedOn.nullable(),
});

/** One involvement that says everything the contract can say, of an invented child. */
export const exampleEntry = {
  id: 'INV-0001',
  child: exampleChild,
  involvement: 'REVIEWING_OFFICER',
  organisation: 'E08000017',
  person: { id: 'iro-021', name: 'Ada Holm', jobTitle: 'Independent reviewing officer' },
  startedOn: '2015-03-02',
  endedOn: null,
} as const satisfies z.infer<typeof entry>;
