import type { Adapter, DeliveryMode, Format, Mapping } from '../src/domain/adapter.ts';
import { groupBy } from '../src/domain/group-by.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const source = (name: string): string => (name.startsWith('(') ? name : `\`${name}\``);

/** One row for what a source becomes with the same loss. */
const mappingRow = ([first, ...others]: readonly Mapping[]): string => {
  if (first === undefined) return '';
  const targets = [first, ...others].flatMap(({ target }) => (target === null ? [] : `\`${target}\``));
  return row([source(first.source), [...new Set(targets)].join(' '), first.loss ?? '']);
};

const mappingTable = (mapping: readonly Mapping[]): string => {
  const rows = groupBy(mapping, (one) => JSON.stringify([one.source, one.loss])).values();
  return [row(['source', 'becomes', 'what is lost']), row(['---', '---', '---']), ...[...rows].map(mappingRow)].join(
    '\n',
  );
};

const modeOf = (mode: DeliveryMode): string => (mode.kind === 'snapshot' ? `snapshot of \`${mode.scope}\`` : mode.kind);

const mappedPart = (format: Format, formats: readonly Format[]): string => {
  const { mapping } = format;
  if (mapping.length === 0) return 'Nothing of it is mapped yet; the file is kept whole.';
  // Formats of one contract share its table, which a reader needs once.
  const twin = formats.slice(0, formats.indexOf(format)).find((earlier) => earlier.mapping === mapping);
  return twin === undefined ? mappingTable(mapping) : `Mapped as \`${twin.id}\` is.`;
};

const unmappedPart = ({ unmapped }: Format): string =>
  unmapped.length === 0 ? 'Nothing it knows is left out.' : `Known and not mapped: ${unmapped.map(source).join(' ')}`;

const formatPart = (format: Format, { formats }: Adapter): string => `### ${format.title}
\`${format.id}\`, version ${format.version}, ${modeOf(format.mode)}.

${mappedPart(format, formats)}

${unmappedPart(format)}
`;

const adapterPart = (adapter: Adapter): string =>
  [`## ${adapter.title}\n`, ...adapter.formats.map((format) => formatPart(format, adapter))].join('\n');

/** What each format of each source becomes and loses, as a page. Generated from the register of adapters. */
export const sourcesDocument = (adapters: readonly Adapter[]): string => `# What is read, and what becomes of it

Generated from the register of adapters. An \`event\` stands for itself; an \`upsert\` replaces the record with its key; a
\`snapshot\` is the whole of its scope, and what it no longer holds is retracted. A version is raised when a mapping
changes, so that files are looked at afresh.

A source in brackets is no element of the file. Where nothing stands in the second column, the element only identifies
or is only checked; where nothing stands in the third, nothing is lost. Everywhere an empty element becomes a null field
that says why. A value that cannot be used becomes a null field marked invalid, or stays as it was written where part of
it may still tell; either way an issue names the rule. The record is kept as it arrived, whatever is lost here.

${adapters.map(adapterPart).join('\n')}`;
