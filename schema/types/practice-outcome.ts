import { outcomes } from '../../src/domain/practice/verdict.ts';
import { builder } from '../builder.ts';

/** What a rule or a criterion comes to. */
export const PracticeOutcome = builder.enumType('PracticeOutcome', {
  description:
    'MET, UNMET, UNKNOWN where nothing tells, NOT_APPLICABLE, or OPEN while a clock runs or the child is away.',
  values: outcomes,
});
