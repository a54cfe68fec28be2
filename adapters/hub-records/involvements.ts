import { childMapping } from './contract.ts';
import { formatOf } from './format.ts';
import { entry, exampleEntry } from './involvement-contract.ts';
import { beginInvolvement } from './read-involvement.ts';

/** Who is involved with a child, in our own contract; an entry replaces the one with its id. */
export const involvements = formatOf({
  kind: 'involvement',
  plural: 'involvements',
  list: 'involvements',
  one: 'an involvement',
  title: 'Involvements of organisations and workers with children',
  about: 'Who is involved with a child: organisations, and workers by the id of their token, from when to when.',
  entry,
  example: exampleEntry,
  mapping: [
    ...childMapping,
    { source: 'involvement', target: 'involvement.involvement', loss: null },
    { source: 'organisation', target: 'involvement.involvedOrganisation', loss: null },
    { source: 'person.id', target: 'involvement.personId', loss: null },
    { source: 'person.name', target: 'involvement.personName', loss: null },
    { source: 'person.jobTitle', target: 'involvement.jobTitle', loss: null },
    { source: 'startedOn', target: 'involvement.startedOn', loss: null },
    { source: 'endedOn', target: 'involvement.endedOn', loss: null },
  ],
  begin: beginInvolvement,
});
