import { z } from 'zod';
import { absenceReasons, type FieldAbsence, type SourceAbsenceReason } from '../../src/domain/absence.ts';
import { instant } from '../../src/domain/model/values.ts';
import { title } from './child-contract.ts';
import { type Around, readValue } from './read-value.ts';
import { type Fields, isFields, isGiven, own, report, reportUnknown, reportValue, take } from './reading.ts';

const isSource = (reason: (typeof absenceReasons)[number]): reason is SourceAbsenceReason =>
  reason !== 'WITHHELD_BY_POLICY';

const reason = z.enum(absenceReasons.filter(isSource)).describe('Why the field is empty');
const askedBy = title.describe('Who asked the child, parent or carer');

/** Why one field is empty, as an entry says it. */
export const absence = z.strictObject({
  reason,
  askedBy: askedBy.nullish(),
  askedAt: instant.describe('When they were asked').nullish(),
});

const readAbsence = (around: Around, fields: Fields, path: string): FieldAbsence | null => {
  const { reading } = around;
  reportUnknown(reading, fields, path, absence.shape);
  const why = take(reading, fields, `${path}.reason`, reason);
  const who = take(reading, fields, `${path}.askedBy`, askedBy);
  const when = isGiven(fields, 'askedAt')
    ? readValue(around, instant, own(fields, 'askedAt'), `${path}.askedAt`)
    : null;
  if (why === null) {
    if (!isGiven(fields, 'reason')) report(reading, 'incomplete', `${path}.reason`, 'Left out for want of it.');
    return null;
  }
  return {
    reason: why,
    ...(who === null ? {} : { askedBy: who }),
    ...(typeof when === 'string' ? { askedAt: when } : {}),
  };
};

const readOne = (around: Around, entry: Fields, field: string, said: unknown): FieldAbsence | null => {
  const { reading } = around;
  const path = `absent.${field}`;
  if (isGiven(entry, field)) report(reading, 'contradiction', path, 'The field holds something.');
  else if (isFields(said)) return readAbsence(around, said, path);
  else reportValue(reading, path);
  return null;
};

/**
 * Why fields are empty, in the sender's words. Only an empty field can be: where the entry gives a value too, the value
 * stands and the contradiction is reported.
 */
export const readAbsent = (
  around: Around,
  entry: Fields,
  governed: readonly string[],
): Readonly<Record<string, FieldAbsence>> => {
  const { reading } = around;
  if (!isGiven(entry, 'absent')) return {};
  const absent = own(entry, 'absent');
  if (!isFields(absent)) {
    reportValue(reading, 'absent');
    return {};
  }
  reportUnknown(reading, absent, 'absent', Object.fromEntries(governed.map((field) => [field, true])));
  const found = governed.flatMap((field) => {
    const read = isGiven(absent, field) ? readOne(around, entry, field, own(absent, field)) : null;
    return read === null ? [] : [[field, read] as const];
  });
  return Object.fromEntries(found);
};
