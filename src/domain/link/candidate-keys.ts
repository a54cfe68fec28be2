import { districtOf } from './compare-facts.ts';
import type { BirthDate, LinkRecord, LinkShape, Name } from './link-record.ts';

const soundOf = (name: Name | null): string => name?.sounds[0] ?? name?.text ?? '';

const two = (value: number): string => String(value).padStart(2, '0');

const numberKeys = ({ identifiers, numbers, texts }: LinkRecord, shape: LinkShape): readonly string[] => [
  ...numbers.map((number) => `I|${number}`),
  ...shape.identifiers.flatMap(({ field }, at) => {
    const value = identifiers[at] ?? null;
    return value === null ? [] : `I|${field}|${value}`;
  }),
  ...shape.texts.flatMap(({ field, isStrong }, at) => {
    const text = texts[at]?.text;
    return isStrong && text !== undefined ? `I|${field}|${text}` : [];
  }),
];

const surnamesOf = ({ surname, aliases }: LinkRecord): readonly string[] =>
  [surname?.sounds ?? [], (surname?.parts ?? []).map((part) => `=${part}`), aliases.map(soundOf)].flat();

/** Keys that need the full day of birth. */
const birthKeys = (record: LinkRecord, { digits }: BirthDate): readonly string[] => {
  const [given, surname] = [soundOf(record.given), soundOf(record.surname)];
  const swapped = [given, surname].sort().join('|');
  return [
    ...(record.given?.sounds ?? []).map((sound) => `G|${digits}|${sound}`),
    ...record.middles.map((middle) => `G|${digits}|${soundOf(middle)}`),
    ...surnamesOf(record).map((sound) => `S|${digits}|${sound}`),
    ...(given === '' || surname === '' ? [] : [`W|${digits}|${swapped}`]),
    ...record.postcodes.map((postcode) => `P|${digits}|${postcode}`),
  ];
};

/** Keys that need a part of the birth. */
const partialBirthKeys = ({ given, surname, postcodes }: LinkRecord, born: BirthDate): readonly string[] => {
  const [first, last] = [soundOf(given), soundOf(surname)];
  if (first === '' || last === '') return [];
  const initials = `${given?.text[0] ?? ''}${surname?.text[0] ?? ''}`;
  const isFull = born.precision === 'DAY';
  const isToMonth = born.precision !== 'YEAR';
  return [
    `Y|${born.year}|${first}|${last}`,
    ...(isFull ? [`D|${two(born.month)}${two(born.day)}|${first}|${last}`] : []),
    ...(isToMonth ? postcodes.map((code) => `M|${born.year}${two(born.month)}|${initials}|${districtOf(code)}`) : []),
  ];
};

const placeKeys = ({ given, surname, postcodes }: LinkRecord): readonly string[] => {
  const [first, last] = [soundOf(given), soundOf(surname)];
  return postcodes.flatMap((postcode) => [
    ...(first === '' ? [] : [`A|${postcode}|${first}`]),
    ...(first === '' || last === '' ? [] : [`O|${districtOf(postcode)}|${first}|${last}`]),
  ]);
};

/**
 * Keys of a record under which those who may be the same person are found: they share at least one. Plain text, about
 * twelve a record; what is stored must be keyed hashes of them.
 */
export const candidateKeys = (record: LinkRecord, shape: LinkShape): readonly string[] => {
  const { born } = record;
  return [
    ...new Set([
      ...numberKeys(record, shape),
      ...(born?.precision === 'DAY' ? birthKeys(record, born) : []),
      ...(born === null ? [] : partialBirthKeys(record, born)),
      ...placeKeys(record),
    ]),
  ];
};

/**
 * Further keys for records that are not of children: with few fields in common, each pair of fields must do, and the
 * date alone. Which of them say too little shows by the size of their blocks.
 */
export const generalKeys = (record: LinkRecord, shape: LinkShape): readonly string[] => {
  const [first, last] = [soundOf(record.given), soundOf(record.surname)];
  const both = [first, last].sort();
  const names = [first, last, ...record.aliases.map(soundOf)].filter((sound) => sound !== '');
  const texts = shape.texts.flatMap(({ field, kind }, at) => {
    const text = record.texts[at]?.text;
    return kind === 'category' || text === undefined ? [] : [`${field}|${text}`];
  });
  return [
    ...candidateKeys(record, shape),
    ...(first === '' || last === '' ? [] : [`N|${both.join('|')}`]),
    ...(record.born === null ? [] : [`B|${record.born.digits}`]),
    ...record.postcodes.flatMap((postcode) => names.map((name) => `A|${postcode}|${name}`)),
    ...texts.flatMap((text) => names.map((name) => `T|${text}|${name}`)),
  ];
};
