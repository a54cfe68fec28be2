import { identifierOf } from '../../src/domain/identifiers.ts';
import type { Ethnicity, Identifier, PartialDate, PersonName } from '../../src/domain/model/values.ts';
import { partialDate } from '../../src/domain/model/values.ts';
import type { ReadMessage } from './answers.ts';
import { ethnicityOf } from './ethnicity.ts';

/** The text a leaf holds, or null where it holds none. */
export const textOf = ({ leaves }: ReadMessage, path: string): string | null => {
  const value = leaves.get(path)?.value;
  return typeof value === 'string' ? value : null;
};

/** The local date of a leaf that tells a time, even where the time itself is missing. */
export const dateOf = ({ leaves }: ReadMessage, path: string): string | null => leaves.get(path)?.on ?? null;

const textsOf = ({ leaves }: ReadMessage, path: string): readonly string[] => {
  const value = leaves.get(path)?.value;
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

/** Every name the message gives, with what it is used for. */
export const namesOf = (read: ReadMessage): readonly PersonName[] => {
  const given = textOf(read, 'child.givenName');
  const family = textOf(read, 'child.familyName');
  const preferred = textOf(read, 'child.preferredName');
  const legal: PersonName[] = given === null && family === null ? [] : [{ use: 'LEGAL', given, family }];
  const known: PersonName[] = preferred === null ? [] : [{ use: 'PREFERRED', given: preferred, family: null }];
  const aliases = textsOf(read, 'child.aliases').map(
    (alias): PersonName => ({ use: 'ALIAS', given: alias, family: null }),
  );
  return [...legal, ...known, ...aliases];
};

const identify = (
  system: Identifier['system'],
  raw: string | null,
  authority: string | null,
): readonly Identifier[] => {
  const identifier = raw === null ? null : identifierOf(system, raw);
  return identifier === null ? [] : [{ ...identifier, authority }];
};

/** Every identifier the message gives, marked as valid or not; the authority's number is scoped by the authority. */
export const identifiersOf = (read: ReadMessage): readonly Identifier[] => [
  ...identify('nhs-number', textOf(read, 'child.nhsNumber'), null),
  ...identify('upn', textOf(read, 'child.upn'), null),
  ...identify(
    'authority-child-id',
    textOf(read, 'child.localAuthorityChildId'),
    textOf(read, 'message.responsibleAuthority'),
  ),
];

const statedBy = (word: string | null): Ethnicity['statedBy'] =>
  word === 'SELF' || word === 'PARENT' || word === 'OFFICER' ? word : 'NOT_SAID';

/** The ethnicity with the force's own code, or null where none was given. */
export const ethnicityIn = (read: ReadMessage): Ethnicity | null => {
  const word = textOf(read, 'child.ethnicity.code');
  if (word === null) return null;
  return ethnicityOf(word, textOf(read, 'child.ethnicity.scheme'), statedBy(textOf(read, 'child.ethnicity.statedBy')));
};

/** The birth date; an estimated one is evidence of its year and no more. */
export const birthOf = ({ leaves }: ReadMessage): PartialDate | null => {
  const read = partialDate.safeParse(leaves.get('child.dateOfBirth')?.value);
  if (!read.success) return null;
  if (leaves.get('child.dateOfBirthEstimated')?.value !== true) return read.data;
  const { earliest, latest } = read.data;
  return { earliest: `${earliest.slice(0, 4)}-01-01`, latest: `${latest.slice(0, 4)}-12-31`, precision: 'YEAR' };
};
