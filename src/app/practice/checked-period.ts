import { z } from 'zod';
import { practiceQuestions } from '../../domain/access.ts';
import { InvalidRequest } from '../../domain/errors.ts';
import type { PracticePeriod } from '../../domain/practice/child-case.ts';

const day = z.iso.date();

/** The period, where it is one somebody may ask about. @throws InvalidRequest */
export const checkedPeriod = ({ from, to }: PracticePeriod): PracticePeriod => {
  if (!day.safeParse(from).success || !day.safeParse(to).success) throw new InvalidRequest('from, to: days');
  if (from > to) throw new InvalidRequest('to: the last day, not before the first');
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > practiceQuestions.mostYears) {
    throw new InvalidRequest(`to: at most ${practiceQuestions.mostYears} years after from`);
  }
  return { from, to };
};
