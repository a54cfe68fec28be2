import type { InventedChild } from './invented.ts';
import { writerOf } from './writers/index.ts';

/** Who a child truly is, and where which system holds it: one line of the truth file. */
export const truthOf = ({ sources, ...child }: InventedChild): string => {
  const held = sources.map(({ organisation, writer, key, system }) => ({
    ...{ organisation, adapter: writerOf(writer).adapter },
    ...{ system: system ?? writerOf(writer).system, key },
  }));
  return `${JSON.stringify({ ...child, sources: held })}\n`;
};
