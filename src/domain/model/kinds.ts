import type { z } from 'zod';
import { interview } from './interview.ts';
import { involvement } from './involvement.ts';
import { missingEpisode } from './missing-episode.ts';
import { notification } from './notification.ts';
import { person } from './person.ts';
import { placement } from './placement.ts';

/**
 * The register of record kinds. Each has one table of the same name in snake_case, one column a top-level key
 * (camelCase -> snake_case), beside the columns every fact has; `parity.test.ts` proves it.
 */
export const kinds = {
  person,
  'missing-episode': missingEpisode,
  notification,
  interview,
  placement,
  involvement,
} as const;

export type RecordKind = keyof typeof kinds;
export type RecordBody = { readonly [K in RecordKind]: z.infer<(typeof kinds)[K]> };
export const recordKinds = Object.keys(kinds) as readonly RecordKind[];
