import { builder } from '../builder.ts';
import { refusable } from '../errors.ts';
import { ExchangePayload, exchangeTexts } from '../types/exchange-sent.ts';

const Input = builder.inputType('ExchangeRequestInput', {
  description:
    'Which child, whom to ask, and what the interviewer should know. What the agreement does not name stays here.',
  fields: (t) => ({
    childId: t.id({ required: true, description: 'A child the caller has a relationship to.' }),
    to: t.string({ required: true, description: 'GSS code of the authority asked.' }),
    returnedAt: t.field({ type: 'DateTime', required: true, description: 'When the child came back.' }),
    absenceStartedOn: t.field({ type: 'Date', description: 'Day the absence began.' }),
    questionSet: t.string({ description: 'The questions wanted.', defaultValue: 'homeward/rhi 1.0' }),
    wishes: t.string({ description: 'Whom the child wants to talk to, and where.' }),
    accessNeeds: t.string({ description: 'Language, disability, culture.' }),
    workerRisks: t.string({ description: 'Risks to the interviewer.' }),
    investigationConstraint: t.string({ description: 'What must not be touched on, and the officer to ring.' }),
    costCode: t.string({ description: 'Who pays.' }),
    idempotencyKey: t.string({ required: true, description: exchangeTexts.idempotencyKey }),
  }),
});

const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

builder.mutationField('exchangeRequest', (t) =>
  t.field({
    type: ExchangePayload,
    nullable: false,
    description:
      'Asks another authority to hold a return home interview. The caller’s authority stays accountable for it; unanswered in 12 hours it lapses.',
    args: { input: t.arg({ type: Input, required: true, description: 'What is asked.' }) },
    resolve: (_root, { input }, { viewer, clock, childIds, useCases }) =>
      refusable(async () => {
        const { childId, to, idempotencyKey, absenceStartedOn, ...fields } = input;
        const episodes = absenceStartedOn
          ? [{ organisation: null, system: null, key: null, startedOn: absenceStartedOn }]
          : [];
        return useCases.sendExchange({
          ...{ viewer, idempotencyKey, now: clock.now() },
          where: { to, responsible: viewer?.organisation ?? '', childId: childIds.own(childId), episodes },
          said: { kind: 'RHI_REQUEST', content: given(fields) },
        });
      }),
  }),
);
