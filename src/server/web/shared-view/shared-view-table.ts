import { type Html, html, nothing } from '../html.ts';
import { shownMoment } from '../shown-time.ts';
import { absenceText, ruleText } from './absence-text.ts';
import type { Column } from './ask-readers.ts';
import type { Cell } from './read-cell.ts';
import type { Reader } from './reader.ts';
import { rowGroups, type SharedViewRow } from './rows.ts';

type Withheld = Extract<Cell, { kind: 'withheld' }>;

const withheldText = ({ reason, rule, ask }: Withheld): Html =>
  html`<strong>Withheld</strong>
<span>${rule === null ? absenceText[reason] : ruleText(rule)}</span>
${ask === null ? nothing : html`<span>Ask ${ask}</span>`}`;

const cellText = (cell: Cell): Html => {
  switch (cell.kind) {
    case 'value':
    case 'none':
      return html`${cell.text}`;
    case 'withheld':
      return withheldText(cell);
    case 'empty':
      return html`<strong>Not held</strong>
<span>${cell.reason === null ? 'No reason given' : absenceText[cell.reason]}</span>`;
  }
};

const unknown: Cell = { kind: 'none', text: 'Not known to the hub then' };

/** A narrow screen shows the name of the reader in each cell, as the head of the table is far away. */
const cellHtml = (cell: Cell, { title }: Reader): Html =>
  html`<td class="${cell.kind}" data-reader="${title}">${cellText(cell)}</td>`;

const heading = ({ reader }: Column): Html =>
  html`<th scope="col" class="reader">${reader.title}
<span>${reader.organisation}</span>
<span>Purpose: <code>${reader.purpose}</code></span>${
    reader.isPseudonymous ? html`\n<span>Knows children by pseudonyms of their own</span>` : nothing
  }</th>`;

const rowHtml = (row: SharedViewRow, columns: readonly Column[]): Html => {
  const cells = columns.map(({ reader, cells: given }) => cellHtml(given?.get(row) ?? unknown, reader));
  return html`<tr><th scope="row" class="field">${row.label}</th>${cells}</tr>
`;
};

const bodies = (columns: readonly Column[]): readonly Html[] =>
  rowGroups.map(
    ({ title, rows }) => html`<tbody>
<tr><th scope="rowgroup" class="group" colspan="${columns.length + 1}"><span>${title}</span></th></tr>
${rows.map((row) => rowHtml(row, columns))}</tbody>`,
  );

const tally = ({ cells }: Column): Html => {
  if (cells === null) return html`<td>Nothing</td>`;
  const kinds = [...cells.values()].map(({ kind }) => kind);
  const count = (wanted: Cell['kind']): number => kinds.filter((kind) => kind === wanted).length;
  return html`<td>${count('value')} shown, ${count('withheld')} withheld, ${count('empty')} not held</td>`;
};

/** The shared view as a table: a row a field, a column a reader; it stands for what the hub knew at an instant. */
export const sharedViewTable = (columns: readonly Column[], at: string): Html => html`<table>
<caption><span>One child, one question, three readers: ${shownMoment(at)}</span></caption>
<thead>
<tr><th scope="col" class="field">Field</th>${columns.map(heading)}</tr>
</thead>
${bodies(columns)}
<tfoot>
<tr class="tally"><th scope="row" class="field">In all</th>${columns.map(tally)}</tr>
</tfoot>
</table>`;
