import { NotFound, NotPermitted } from '../../src/domain/errors.ts';
import { builder } from '../builder.ts';
import { RubricStanding, scoredRecordOf } from '../types/rubric-standing.ts';

builder.queryField('rubric', (t) =>
  t.field({
    type: RubricStanding,
    description:
      'How the scoring of an interview, a strategy meeting or a case note stands: for an auditor who was given the case to read with names, null for anybody else.',
    args: {
      id: t.arg.id({ required: true, description: 'The record, `Interview:…`, `StrategyMeeting:…` or `CaseNote:…`.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { id }, { viewer, useCases, clock, tell }) => {
      try {
        const standing = await useCases.showRubric({ viewer, ...scoredRecordOf(id), now: clock.now() });
        tell(standing.childId, standing.mask);
        return standing;
      } catch (error) {
        if (error instanceof NotPermitted || error instanceof NotFound) return null;
        throw error;
      }
    },
  }),
);
