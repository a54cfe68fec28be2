import { panelBodies } from '../../src/domain/practice/scorings.ts';
import { builder } from '../builder.ts';
import { payloadType, refusable, refusals } from '../errors.ts';
import { RubricStanding, scoredRecordOf } from '../types/rubric-standing.ts';
import { wayTexts } from '../types/way-opened.ts';

const Payload = builder.unionType('RubricScoreSubmitPayload', {
  description: 'How the scoring stands with what was scored, or why it was refused.',
  types: [RubricStanding, ...refusals],
  resolveType: payloadType('RubricStanding'),
});

const PanelBody = builder.enumType('PanelBody', {
  description: 'A body of the audit’s panel.',
  values: panelBodies,
});

const ItemScore = builder.inputType('RubricItemScoreInput', {
  description: 'What one item is scored.',
  fields: (t) => ({
    item: t.string({ required: true, description: 'Its code.' }),
    score: t.int({ required: true, description: '0 absent, 1 partial, 2 met.' }),
    evidence: t.string({ description: 'Where in the record it shows; needed for 2.' }),
  }),
});

const Input = builder.inputType('RubricScoreSubmitInput', {
  description: 'What somebody scored of a record.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The record, `Interview:…`, `StrategyMeeting:…` or `CaseNote:…`.' }),
    body: t.field({ type: PanelBody, required: true, description: 'Which body of the panel the scorer scores for.' }),
    scores: t.field({
      type: [ItemScore],
      required: true,
      description: 'Every item that people score; of a third, every item on which two are far apart.',
    }),
    expectedKnownAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'The `knownAt` of the answer in which the scorer read the record; refused if there is a newer.',
    }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

builder.mutationField('rubricScoreSubmit', (t) =>
  t.field({
    type: Payload,
    nullable: false,
    description:
      'Keeps what an auditor scored of a record they were given to read. Two score it without knowing of each other, a third where they are two apart; nobody scores their own work.',
    args: { input: t.arg({ type: Input, required: true, description: 'What was scored.' }) },
    resolve: (_root, { input }, { viewer, clock, useCases, tell }) =>
      refusable(async () => {
        const { id, body, scores, expectedKnownAt, idempotencyKey } = input;
        const standing = await useCases.scoreRubric({
          ...{ viewer, body, expectedKnownAt, idempotencyKey, now: clock.now() },
          ...scoredRecordOf(id),
          scores: scores.map(({ item, score, evidence }) => ({ item, score, evidence: evidence ?? null })),
        });
        tell(standing.childId, standing.mask);
        return standing;
      }),
  }),
);
