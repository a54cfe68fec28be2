import { rubrics } from '../domain/practice/rubrics.ts';
import type { RubricAgreement } from '../domain/practice/scorer-agreement.ts';
import { countOf } from './counts.ts';

const kappaOf = (kappa: number | null): string => (kappa === null ? 'no kappa' : `kappa ${kappa.toFixed(2)}`);

const line = ({ kind, pairs, kappa, items }: RubricAgreement): string => {
  const each = items
    .filter((item) => item.pairs > 0)
    .map((item) => `${item.item} ${item.kappa?.toFixed(2) ?? '-'}`)
    .join(', ');
  return `  ${rubrics[kind].type.padEnd(16)} ${kappaOf(kappa)} over ${countOf(pairs, 'pair')} of scores${each === '' ? '' : ` (${each})`}`;
};

/** How far two scorers agree, a line a rubric; nothing where no two have scored anything. */
export const agreementWords = (agreement: readonly RubricAgreement[]): readonly string[] => {
  const scored = agreement.filter(({ pairs }) => pairs > 0);
  return scored.length === 0 ? [] : ['How far two scorers agree', ...scored.map(line)];
};
