import { builder } from '../builder.ts';

export const MeetingDecision = builder.enumType('MeetingDecision', {
  description: 'Whether a strategy meeting was convened, or decided against.',
  values: ['CONVENED', 'NOT_CONVENED'] as const,
});
