import { restrictionOf } from './restriction.ts';
import { report, type Source } from './source.ts';

/** Whether the source shows nobody a record (V, REDACTED); that is reported, and nothing of the record is kept. */
export const isUnshared = (source: Source): boolean => {
  if (restrictionOf(source.resource) !== 'VERY_RESTRICTED') return false;
  report(source.issues, source.resource, 'restricted', 'meta.security', 'The source shows nobody this record.');
  return true;
};
