import {
  type HoldingRow,
  holdingRows,
  type RetentionRow,
  type RetentionTerm,
  retentionOverrides,
  retentionRows,
  retentionScopes,
  retentionTerms,
} from './retention.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const keptFor = ({ years, from, yearsAfterDeath }: RetentionTerm): string => {
  if (from === 'RECORD') return `${years} years after the day of the record`;
  if (from === 'PLAN_CLOSED') return `${years} years after the last plan ended`;
  const death = yearsAfterDeath === undefined ? '' : `; ${yearsAfterDeath} years after a death before 18`;
  return `to the ${years}th birthday${death}`;
};

const termTable = (): string =>
  table(
    ['term', 'what', 'concerns', 'kept', 'then', 'basis', 'source'],
    Object.entries<RetentionTerm>(retentionTerms).map(([name, term]) => [
      `\`${name}\``,
      term.title,
      retentionScopes[term.appliesTo],
      keptFor(term),
      term.afterwards === 'ERASE' ? 'erased' : 'a person decides',
      term.basis.toLowerCase(),
      term.source,
    ]),
  );

const dayOf = ({ day, keptLast }: RetentionRow): string => {
  const fields = day.map((field) => `\`${field}\``).join(', else ') || 'its receipt';
  return keptLast ? `${fields}; kept as long as any other record of the child` : fields;
};

const kindTable = (): string =>
  table(
    ['kind', 'terms', 'its day'],
    Object.entries<RetentionRow>(retentionRows).map(([kind, one]) => [
      `\`${kind}\``,
      one.terms.map((name) => `\`${name}\``).join(' '),
      dayOf(one),
    ]),
  );

const holdingTable = (): string =>
  table(
    ['what', 'days', 'after', 'source', 'what remains'],
    Object.entries<HoldingRow>(holdingRows).map(([name, { title, days, from, source, remains }]) => [
      `\`${name}\`: ${title}`,
      days === null ? '' : String(days),
      from,
      source,
      remains,
    ]),
  );

const overrideTable = (): string =>
  retentionOverrides.length === 0
    ? 'None.'
    : table(
        ['authority', 'term', 'years', 'from', 'to', 'source'],
        retentionOverrides.map(({ authority, term, years, validFrom, validTo, source }) => [
          authority,
          `\`${term}\``,
          String(years),
          validFrom,
          validTo ?? '',
          source,
        ]),
      );

/** How long what is kept, as a page: what a data protection officer reviews. Generated from the tables themselves. */
export const retentionDocument = (): string => `# How long what is kept

Generated from \`src/domain/retention.ts\`. \`homeward retain --dry-run\` lists what is due, \`homeward retain\` erases it,
\`homeward erase\` erases what no rule requires of one child. Nothing of a child is erased while an investigation is live
or an absence open. How it is done: [decision 9](decisions/0009-erasure-leaves-a-tombstone.md).

## The terms
${termTable()}

## The kinds of record
The longest of the terms that concern the child counts. Where a term cannot be reckoned, because no date of birth or no
end of a plan is known, the record is listed for a person to decide and never erased by itself. A date of birth known to
the month or the year counts as its last day; of several, the latest counts. What remains of every record is a tombstone:
its hash and ids, when it was erased and by which term.

${kindTable()}

## What else is held
${holdingTable()}

## Where an authority keeps longer or shorter
A term that is law is never shortened.

${overrideTable()}
`;
