import type { AnswerState } from '../model/notification.ts';
import type { FieldMasks, Gap } from '../projection.ts';

interface JudgedField {
  readonly number: number;
  readonly requirement: Gap['requirement'];
  readonly applies: boolean;
  readonly passes: boolean;
  readonly state: AnswerState;
}

/** The bit of a field, by its number in the profile. */
export const fieldBit = (number: number): number => 2 ** (number - 1);

const maskOf = (fields: readonly JudgedField[], has: (field: JudgedField) => boolean): number =>
  fields.filter(has).reduce((mask, { number }) => mask + fieldBit(number), 0);

/** The states of the fields that apply, as bits. */
export const fieldMasksOf = (fields: readonly JudgedField[]): FieldMasks => {
  const applying = fields.filter(({ applies }) => applies);
  const inState = (state: AnswerState): number => maskOf(applying, (field) => field.state === state);
  return {
    applies: maskOf(applying, () => true),
    required: maskOf(applying, ({ requirement }) => requirement !== 'RECOMMENDED'),
    passes: maskOf(applying, ({ passes }) => passes),
    notKnown: inState('NOT_KNOWN_ASKED'),
    declined: inState('DECLINED'),
    notApplicable: inState('NOT_APPLICABLE'),
    missing: inState('MISSING'),
    invalid: inState('INVALID'),
    withheld: inState('WITHHELD'),
  };
};
