import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { type CodeList, isCodeOf } from '../social-care/codes.ts';
import { type Row, report } from '../social-care/row.ts';
import { childrenOf, elementAt, textAt, type XmlElement } from '../xml.ts';
import { disabilities, languages, needTypes, parentRelationships } from './ctf-codes.ts';

type Person = RecordBody['person'];

interface Listed {
  readonly path: string;
  readonly rule: string;
  readonly list: CodeList;
  readonly on: string;
}

/** Codes as they are written, in capitals and each once; one that is not of its list on the day is reported. */
const readCodes = (row: Row, texts: readonly string[], { path, rule, list, on }: Listed): string[] | null => {
  const codes = [...new Set(texts.map((text) => text.toUpperCase()).filter((code) => code !== ''))];
  for (const code of codes) {
    if (!isCodeOf(list, code, on, on)) report(row, rule, path, 'The code is not in its list for this date');
  }
  return codes.length > 0 ? codes : null;
};

/** Disabilities by code; null, with the reason, where the file sends an empty list. */
export const readDisabilities = (row: Row, pupil: XmlElement, on: string): Person['disabilities'] => {
  const sent = elementAt(pupil, 'BasicDetails', 'Disabilities');
  const texts = childrenOf(sent, 'Disability').map(({ text }) => text);
  const path = 'BasicDetails/Disabilities/Disability';
  const codes = readCodes(row, texts, { path, rule: 'disability', list: disabilities, on });
  if (sent && codes === null) row.absences['disabilities'] = { reason: 'NOT_ASKED' };
  return codes;
};

/** Kinds of special educational need by code, the most important first. */
export const readNeeds = (row: Row, pupil: XmlElement, on: string): RecordBody['enrolment']['specialNeeds'] => {
  const needs = childrenOf(elementAt(pupil, 'SENneeds'), 'SENneed');
  const rank = (need: XmlElement) => Number(textAt(need, 'SENtypeRank')) || Number.MAX_SAFE_INTEGER;
  const texts = needs.toSorted((a, b) => rank(a) - rank(b)).map((need) => textAt(need, 'SENtype'));
  return readCodes(row, texts, { path: 'SENneeds/SENneed/SENtype', rule: 'sen-type', list: needTypes, on });
};

const notTold = new Map([
  ['REF', 'ASKED_DECLINED'],
  ['NOT', 'ASKED_UNKNOWN'],
] as const);
const isNotTold = (code: string): code is 'REF' | 'NOT' => code === 'REF' || code === 'NOT';

/** The first language in words, or its code where we have no words for it. */
export const readFirstLanguage = (row: Row, pupil: XmlElement): Person['firstLanguage'] => {
  const types = childrenOf(elementAt(pupil, 'BasicDetails', 'Languages'), 'Type');
  const first = types.find((type) => textAt(type, 'LanguageType').toUpperCase() === 'F');
  const code = textAt(first, 'Language').toUpperCase();
  const reason = isNotTold(code) ? notTold.get(code) : undefined;
  if (first && (code === '' || reason)) row.absences['firstLanguage'] = { reason: reason ?? 'NOT_ASKED' };
  return code === '' || reason ? null : (languages.get(code) ?? code);
};

const phoneOf = (contact: XmlElement): string | null =>
  childrenOf(elementAt(contact, 'Phones'), 'Phone')
    .map((phone) => textAt(phone, 'PhoneNo'))
    .find((number) => number !== '') ?? null;

/** Parents and carers, in the order the school rings them; what the file holds of other adults is left where it is. */
export const readParents = (pupil: XmlElement): Person['parents'] => {
  const order = (contact: XmlElement) => Number(textAt(contact, 'Order')) || Number.MAX_SAFE_INTEGER;
  const parents = childrenOf(elementAt(pupil, 'Contacts'), 'Contact')
    .toSorted((a, b) => order(a) - order(b))
    .flatMap((contact) => {
      const relationship = parentRelationships.get(textAt(contact, 'Relationship').toUpperCase());
      const name = [textAt(contact, 'Forename'), textAt(contact, 'Surname')].filter((part) => part !== '').join(' ');
      if (relationship === undefined || name === '') return [];
      return [{ name, relationship, phone: phoneOf(contact), organisation: null }];
    });
  return parents.length > 0 ? parents : null;
};
