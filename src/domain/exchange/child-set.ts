import { z } from 'zod';
import { day } from '../model/values.ts';
import type { Label } from './labels.ts';

const number = z.string().min(1).max(64);

/** What another authority knows a child again by: numbers, names and day of birth; what was not sent is left out. */
export const childSet = z
  .strictObject({
    givenName: z.string().min(1).max(200).describe('Given names'),
    familyName: z.string().min(1).max(200).describe('Family name'),
    dateOfBirth: day.describe('Day of birth'),
    nhsNumber: number.describe('NHS number'),
    upn: number.describe('Unique pupil number'),
    authorityChildId: number.describe('The responsible authority’s number of the child'),
  })
  .partial();
export type ChildSet = z.infer<typeof childSet>;

/** ★ How guarded each of them is. */
export const childLabels = {
  givenName: 'OFFICIAL',
  familyName: 'OFFICIAL',
  dateOfBirth: 'OFFICIAL',
  nhsNumber: 'OFFICIAL',
  upn: 'OFFICIAL',
  authorityChildId: 'OFFICIAL',
} as const satisfies Record<keyof ChildSet, Label>;
