import { createHash } from 'node:crypto';
import { parsePartialDate } from '../../src/domain/dates.ts';
import { identifierOf } from '../../src/domain/identifiers.ts';

/** What a school's file tells of who a pupil is. */
export interface PupilIdentity {
  readonly upn: string;
  readonly surname: string;
  readonly forename: string;
  readonly birth: string;
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/**
 * What tells a pupil from another in the files of one school, whichever format it sends: the unique pupil number where
 * it is valid, since a number that is not may stand beside several pupils, or else a digest of name and date of birth;
 * null where there is neither.
 */
export const pupilKeyOf = ({ upn, surname, forename, birth }: PupilIdentity): string | null => {
  const number = identifierOf('upn', upn);
  if (number?.valid) return number.value;
  const bornOn = parsePartialDate(birth)?.earliest ?? birth;
  const said = [plain(surname), plain(forename), plain(bornOn)];
  if (said[0] === '' && said[1] === '') return null;
  return `made-${createHash('sha256').update(said.join('|')).digest('hex').slice(0, 32)}`;
};

/** Valid unique pupil numbers that stand beside more than one person: they are nobody's until the school says whose. */
export const sharedNumbers = (pupils: readonly PupilIdentity[]): ReadonlySet<string> => {
  const persons = new Map<string, Set<string>>();
  for (const pupil of pupils) {
    const number = identifierOf('upn', pupil.upn);
    const person = pupilKeyOf({ ...pupil, upn: '' });
    if (!number?.valid || person === null) continue;
    persons.set(number.value, (persons.get(number.value) ?? new Set()).add(person));
  }
  return new Set([...persons].flatMap(([number, bearers]) => (bearers.size > 1 ? [number] : [])));
};

/** Keys in order of appearance: the second of a kind is `key#2`, so the same file always gives the same keys. */
export const uniqueKeys = (): ((base: string) => { readonly key: string; readonly isRepeated: boolean }) => {
  const counts = new Map<string, number>();
  return (base) => {
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return { key: count === 1 ? base : `${base}#${count}`, isRepeated: count > 1 };
  };
};
