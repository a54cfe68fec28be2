import type { FieldAbsence } from '../../src/domain/absence.ts';
import type { Issue } from '../../src/domain/adapter.ts';
import { identifierOf } from '../../src/domain/identifiers.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { absent, type Row, report, textOf } from '../social-care/row.ts';
import type { XmlElement } from '../xml.ts';

const leavesOf = (element: XmlElement, at: string): readonly (readonly [string, string])[] =>
  element.children.flatMap((child) => {
    const path = at === '' ? child.name : `${at}/${child.name}`;
    return [[path, child.text] as const, ...leavesOf(child, path)];
  });

/** An element as a row whose columns are the paths within it; of a repeated element the first counts. */
export const rowOfElement = (
  element: XmlElement,
  issues: Issue[],
  receivedOn: string,
): Row & { readonly absences: Record<string, FieldAbsence> } => {
  const cells = new Map<string, string>();
  for (const [path, text] of leavesOf(element, '')) if (!cells.has(path)) cells.set(path, text);
  return { cells, written: new Map(), receivedOn, issues, absences: {} };
};

/** The first of these elements that the file sends, or the first of all. */
export const sentOf = (row: Row, ...paths: readonly [string, ...string[]]): string =>
  paths.find((path) => row.cells.has(path)) ?? paths[0];

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['y', true],
  ['false', false],
  ['0', false],
  ['n', false],
]);

/** Yes or no; null where it says neither, which is reported. */
export const readTruth = (row: Row, path: string): boolean | null => {
  const text = textOf(row, path).toLowerCase();
  const truth = truths.get(text) ?? null;
  if (text !== '' && truth === null) report(row, 'boolean', path, 'This is neither true nor false');
  return truth;
};

/** A whole number of no more than five digits; null for anything else, which is reported. */
export const readCount = (row: Row, path: string, field: string): number | null => {
  const text = textOf(row, path);
  if (/^\d{1,5}$/.test(text)) return Number(text);
  absent(row, path, field, text === '' ? 'NOT_ASKED' : 'INVALID');
  if (text !== '') report(row, 'number', path, 'This is not a whole number');
  return null;
};

/** The identifier at a path, checked; a bad one is kept, marked as such and reported. */
export const readIdentifier = (
  row: Row,
  path: string,
  system: 'upn' | 'former-upn' | 'uln',
): RecordBody['person']['identifiers'] => {
  const identifier = identifierOf(system, textOf(row, path));
  if (identifier?.valid === false) report(row, system, path, 'The number does not pass its check');
  return identifier ? [identifier] : [];
};

const schoolPattern = /^\d{7}$/;

/** A school by authority and establishment number, seven digits together; null where they are not those of a school. */
export const schoolCode = (authority: string, establishment: string): string | null => {
  const code = `${authority}${establishment}`;
  return schoolPattern.test(code) ? code : null;
};
