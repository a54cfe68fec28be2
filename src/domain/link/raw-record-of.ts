import { groupBy } from '../group-by.ts';
import type { Person } from '../model/person.ts';
import type { Address, Identifier, PartialDate, PersonName } from '../model/values.ts';
import { compareText } from '../precedence.ts';
import type { RawRecord } from './standardise.ts';

/** What one statement says that identity is decided by. */
export interface LinkStatement
  extends Pick<Person, 'names' | 'birth' | 'sex' | 'identifiers' | 'homeAddress' | 'placementAddress'> {
  /** Key of the fact, the same at every arrival. */
  readonly key: string;
  readonly statedAt: string | null;
}

/** A source person with everything now stated of it. */
export interface LinkPerson {
  readonly organisation: string;
  readonly system: string;
  readonly key: string;
  readonly statements: readonly LinkStatement[];
  /** Postcodes that earlier versions of these statements said. */
  readonly pastPostcodes: readonly string[];
}

// Newest first; what nobody dated, last. When it arrived must not count.
const byNews = (a: LinkStatement, b: LinkStatement): number =>
  compareText(b.statedAt ?? '', a.statedAt ?? '') || compareText(a.key, b.key);

const uses: readonly PersonName['use'][] = ['LEGAL', 'PREFERRED', 'FORMER', 'ALIAS'];

const isSaid = ({ given, family }: PersonName): boolean => given !== null || family !== null;

const namesOf = (statements: readonly LinkStatement[]): readonly PersonName[] => {
  const all = statements.flatMap(({ names }) => names.filter(isSaid));
  return uses.flatMap((use) => all.filter((name) => name.use === use));
};

const precisions: readonly PartialDate['precision'][] = ['DAY', 'MONTH', 'YEAR'];

const bornOf = (statements: readonly LinkStatement[]): PartialDate | null => {
  const births = statements.flatMap(({ birth }) => birth ?? []);
  return precisions.flatMap((precision) => births.filter((birth) => birth.precision === precision))[0] ?? null;
};

const sexOf = (statements: readonly LinkStatement[]): string | null =>
  statements.map(({ sex }) => sex).find((sex) => sex !== null && sex !== 'UNKNOWN') ?? null;

const postcodesOf = (addresses: readonly (Address | null)[]): readonly string[] =>
  addresses.flatMap((address) => address?.postcode ?? []);

/** What tells a house from its neighbours: the numbers in the first line, else the line. */
const houseOf = (address: Address | undefined): string | null => {
  const [line] = address?.lines ?? [];
  const numbers = line?.match(/\d+[a-z]?\b/gi) ?? [];
  return numbers.length > 0 ? numbers.join(' ') : (line ?? null);
};

const numberingOf = ({ system, authority, numbering }: Identifier): string | null => {
  if (system === 'former-upn' || system === 'upn') return 'upn';
  if (system !== 'authority-child-id') return system;
  return authority === null || numbering === null ? null : `${system} ${authority} ${numbering}`;
};

const compact = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

interface Numbers {
  readonly nhs: string | null;
  readonly upn: string | null;
  readonly further: readonly string[];
}

const numbersOf = (statements: readonly LinkStatement[]): Numbers => {
  const valid = statements.flatMap(({ identifiers }) => identifiers.filter(({ valid: isValid }) => isValid));
  const bySystem = groupBy(valid, ({ system }) => system);
  const first = (system: Identifier['system']) => {
    const [found] = bySystem.get(system) ?? [];
    return found === undefined ? null : compact(found.value);
  };
  const [nhs, upn] = [first('nhs-number'), first('upn')];
  const further = valid.flatMap((identifier) => {
    const [numbering, number] = [numberingOf(identifier), compact(identifier.value)];
    const isCounted = identifier.system === 'nhs-number' || (numbering === 'upn' && number === upn);
    return numbering === null || isCounted ? [] : `${numbering}|${number}`;
  });
  return { nhs, upn, further: [...new Set(further)].toSorted(compareText) };
};

/** What names a source person in records of linkage: the same whenever it arrived and whatever id the hub gave it. */
export const linkIdOf = ({ organisation, system, key }: Omit<LinkPerson, 'statements' | 'pastPostcodes'>): string =>
  [organisation, system, key].join('|');

/** The system a source person is numbered in. */
export const linkSourceOf = ({ organisation, system }: Pick<LinkPerson, 'organisation' | 'system'>): string =>
  `${organisation}|${system}`;

/**
 * A source person as it is compared: its legal name (else the next best) with all others as aliases, the fullest and
 * newest date of birth, home before placement before past postcodes. A number is one only where it is valid.
 */
export const rawRecordOf = (person: LinkPerson): RawRecord => {
  const statements = person.statements.toSorted(byNews);
  const [name, ...others] = namesOf(statements);
  const homes = statements.map(({ homeAddress }) => homeAddress);
  const placements = statements.map(({ placementAddress }) => placementAddress);
  const { nhs, upn, further } = numbersOf(statements);
  const first = [...homes, ...placements].find((address) => address?.postcode);
  return {
    ...{ id: linkIdOf(person), source: linkSourceOf(person) },
    ...{ given: name?.given ?? null, middle: null, surname: name?.family ?? null },
    aliases: others.map(({ given, family }) => [given, family].filter((part) => part !== null).join(' ')),
    ...{ born: bornOf(statements), sex: sexOf(statements) },
    postcodes: [...postcodesOf(homes), ...postcodesOf(placements), ...person.pastPostcodes.toSorted(compareText)],
    house: houseOf(first ?? undefined),
    ...{ identifiers: [nhs, upn], numbers: further, texts: [] },
  };
};
