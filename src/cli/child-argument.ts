import { z } from 'zod';

/** A child on the command line. */
export const childArgument = { syntax: '<child>', summary: 'the hub’s id of the child; a merged one counts too' };

/** What a child may be given as. */
export const childInput = z.uuid('is not the id of a child');
