import { interviewStatuses } from '../../src/domain/model/interview.ts';
import { builder } from '../builder.ts';

export const InterviewStatus = builder.enumType('InterviewStatus', {
  description: 'Where a return home interview stands.',
  values: interviewStatuses,
});
