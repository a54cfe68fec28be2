import { absenceReasons } from '../../src/domain/absence.ts';
import { askOf, ceilingRule, ruleOf } from '../../src/plan/compile-absences.ts';
import { type GovernedField, governedFields } from '../../src/plan/guard.ts';
import type { Row } from '../../src/plan/row-reader.ts';
import { ceilingOf } from '../../src/plan/tables.ts';
import { builder } from '../builder.ts';
import { key, type Part, type RowFields } from '../fields.ts';

export const AbsenceReason = builder.enumType('AbsenceReason', {
  description: 'Why a governed field is null. Missing is never shown as withheld, nor withheld as missing.',
  values: absenceReasons,
});

export const Absence = builder.objectRef<Part>('Absence').implement({
  description: 'Why one governed field of a record is null.',
  fields: (t) => ({
    field: key(t, 'field', 'Name of the field.'),
    reason: t.field({
      type: AbsenceReason,
      description: 'Why it is null.',
      extensions: { plan: { kind: 'key', key: 'reason', as: 'text' } },
      resolve: ({ reason }) => absenceReasons.find((known) => known === reason) ?? null,
    }),
    rule: key(t, 'rule', 'The policy that withheld it, where it was withheld.'),
    ask: key(t, 'ask', 'Whom to ask for it, where it was withheld.'),
    askedBy: key(t, 'askedBy', 'Who asked the child or carer, where the source says so.'),
    askedAt: key(t, 'askedAt', 'When they were asked, where the source says so.'),
  }),
});

const isOverCeiling = ({ type, ceiling }: Row, field: string): boolean => {
  const guards = ceilingOf(type)?.guards(field) ?? null;
  return ceiling !== null && guards !== null && !ceiling.includes(guards);
};

const absenceOf = (row: Row, { field, bit, fieldClass, absentAs }: GovernedField): Part | null => {
  if ((row.mask & bit) === 0n) {
    return { field, reason: 'WITHHELD_BY_POLICY', rule: ruleOf(fieldClass), ask: askOf(fieldClass) };
  }
  if (isOverCeiling(row, field)) {
    return row.ceiling?.length === 0
      ? { field, reason: 'WITHHELD_BY_POLICY', rule: ceilingRule, ask: askOf(fieldClass) }
      : { field, reason: 'WITHHELD_BY_SOURCE' };
  }
  const absence = row.absences?.[absentAs];
  return absence ? { field, ...absence } : null;
};

/** The absences of a row: one for each of its governed fields that is null. */
export const absencesField = (t: RowFields) =>
  t.field({
    type: [Absence],
    description: 'Why each null governed field of this record is null: withheld, not asked, not sent…',
    nullable: { list: false, items: false },
    args: { of: t.arg.stringList({ description: 'Only of these fields.' }) },
    extensions: { plan: { kind: 'absences' } },
    resolve: (row, { of }, _context, { parentType }) =>
      governedFields(parentType)
        .filter(({ field }) => !of || of.includes(field))
        .map((governed) => absenceOf(row, governed))
        .filter((absence) => absence !== null),
  });
