import { readBirth } from '../../domain/link/standardise.ts';
import type { PartialDate } from '../../domain/model/values.ts';

const parts = { YYYY: String.raw`(?<y>\d{4})`, MM: String.raw`(?<m>\d{1,2})`, DD: String.raw`(?<d>\d{1,2})` };

const wordsOf = (format: string): string =>
  format.replace('%Y', 'YYYY').replace('%m', 'MM').replace('%d', 'DD').toUpperCase();

/** Pattern of a format such as `DD/MM/YYYY` or `%Y%m%d`. */
const patternOf = (format: string): RegExp => {
  const plain = wordsOf(format).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${plain.replace('YYYY', parts.YYYY).replace('MM', parts.MM).replace('DD', parts.DD)}$`);
};

const precisions: Readonly<Record<string, PartialDate['precision']>> = {
  ...{ 0: 'DAY', 1: 'MONTH', 2: 'YEAR', 3: 'YEAR' },
  ...{ D: 'DAY', M: 'MONTH', Y: 'YEAR', DAY: 'DAY', MONTH: 'MONTH', YEAR: 'YEAR', ESTIMATED: 'YEAR' },
};

const isoOf = (raw: string, pattern: RegExp | null): string => {
  const groups = pattern?.exec(raw.trim())?.groups;
  if (!groups) return raw;
  return `${groups['y'] ?? ''}-${(groups['m'] ?? '01').padStart(2, '0')}-${(groups['d'] ?? '01').padStart(2, '0')}`;
};

/**
 * Reads dates of birth: of one cell; of two, date and precision (`day`, `month`, `year`, `estimated`, or 0 to 3); or of
 * three, year, month and day. What is no date is null.
 */
export const createDateReader = (format: string | undefined): ((cells: readonly string[]) => PartialDate | null) => {
  const pattern = format === undefined ? null : patternOf(format);
  const known = new Map<string, PartialDate | null>();
  return (cells) => {
    const key = cells.join('\u0000');
    const found = known.get(key);
    if (found !== undefined) return found;
    const [first = '', second = '', third = ''] = cells;
    const isSplit = cells.length === 3;
    const raw = isSplit ? `${first}-${second.padStart(2, '0')}-${third.padStart(2, '0')}` : isoOf(first, pattern);
    const date = readBirth(raw, isSplit ? null : (precisions[second.toUpperCase()] ?? null));
    known.set(key, date);
    return date;
  };
};
