import type { Progress } from '../store/delivery-progress.ts';

const plain = new Intl.NumberFormat('en-GB');

/** A whole number as a person reads it: 2,675. */
export const inWords = (count: number): string => plain.format(count);

/** So many of a thing: 1 difference, 2 differences. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${inWords(count)} ${count === 1 ? one : many}`;

/** The account of records as a person reads it, in a few lines. */
export function accountText({ received, stored, unchanged, quarantined, ...more }: Progress): string {
  const kinds = Object.entries(more.records).map(([kind, count]) => `  ${kind}: ${inWords(count)}`);
  return [
    `${inWords(received)} received: ${inWords(stored)} stored, ${inWords(unchanged)} unchanged, ${inWords(quarantined)} quarantined`,
    ...kinds,
    ...(more.issues > 0 ? [`${countOf(more.issues, 'issue')} noted on stored records`] : []),
    ...(more.retracted > 0 ? [`${inWords(more.retracted)} retracted: no longer in the snapshot`] : []),
  ].join('\n');
}
