import { evidence, type Level } from '../matching.ts';
import { compareAddress, compareBorn, compareNumbers, compareSex } from './compare-facts.ts';
import { compareGiven, compareSurname, compareText } from './compare-names.ts';
import type { IdentifierField, LinkRecord, LinkShape, TextField } from './link-record.ts';

/** How one field of two records is compared. */
export interface Comparison {
  readonly field: string;
  readonly levels: readonly Level[];
  /** The level of agreement, the same whichever record comes first; null where one says nothing. */
  readonly compare: (a: LinkRecord, b: LinkRecord) => Level | null;
  /** What the strongest level is the agreement in, where a rare value is to weigh more than a common one. */
  readonly countedValue?: (record: LinkRecord) => string | null;
}

const houseOf = ({ postcodes: [postcode], house }: LinkRecord): string | null =>
  postcode === undefined || house === null ? null : `${postcode} ${house}`;

const always: readonly Comparison[] = [
  {
    field: 'given',
    levels: evidence.given,
    compare: compareGiven,
    countedValue: ({ given }) => given?.text ?? null,
  },
  {
    field: 'surname',
    levels: evidence.surname,
    compare: compareSurname,
    countedValue: ({ surname }) => surname?.text ?? null,
  },
  { field: 'born', levels: evidence.born, compare: compareBorn },
  { field: 'address', levels: evidence.address, compare: compareAddress, countedValue: houseOf },
  { field: 'sex', levels: evidence.sex, compare: compareSex },
];

/** Whether this is a pupil number given until the real one is known; it proves nothing by differing. */
const isTemporary = (upn: string): boolean => /[A-Z]$/.test(upn);

/** Whether the pupil number of one is a former one of the other. */
const areRenumbered = (a: LinkRecord, b: LinkRecord, at: number): boolean =>
  a.numbers.includes(`upn|${b.identifiers[at] ?? ''}`) || b.numbers.includes(`upn|${a.identifiers[at] ?? ''}`);

const differingUpns = (one: string, other: string): Level | null =>
  isTemporary(one) || isTemporary(other) ? null : 'DIFFERENT';

const compareUpns =
  (at: number) =>
  (a: LinkRecord, b: LinkRecord): Level | null => {
    const [one, other] = [a.identifiers[at], b.identifiers[at]];
    if (!one || !other) return null;
    return one === other || areRenumbered(a, b, at) ? 'EXACT' : differingUpns(one, other);
  };

const compareNumbersAt =
  (at: number) =>
  (a: LinkRecord, b: LinkRecord): Level | null =>
    compareNumbers(a.identifiers[at] ?? null, b.identifiers[at] ?? null);

const ofIdentifier = ({ field, check }: IdentifierField, at: number): Comparison => {
  const levels = { nhs: evidence.nhs, upn: evidence.upn, none: evidence.identifier }[check];
  return { field, levels, compare: check === 'upn' ? compareUpns(at) : compareNumbersAt(at) };
};

const ofText = ({ field, kind, isStrong }: TextField, at: number): Comparison => {
  const textOf = (record: LinkRecord) => record.texts[at] ?? null;
  const countedValue = (record: LinkRecord) => textOf(record)?.text ?? null;
  if (kind === 'text') {
    const compare = (a: LinkRecord, b: LinkRecord) => compareText(textOf(a), textOf(b));
    // A strong value is as rare as its owner: how often it occurs is how often they do.
    return isStrong
      ? { field, levels: evidence.text, compare }
      : { field, levels: evidence.text, compare, countedValue };
  }
  const compare = (a: LinkRecord, b: LinkRecord): Level | null => {
    const [one, other] = [countedValue(a), countedValue(b)];
    if (one === null || other === null) return null;
    return one === other ? 'SAME' : 'DIFFERENT';
  };
  return { field, levels: evidence.category, compare, countedValue };
};

/** All comparisons of records of this shape, in the order weights are summed in. */
export const comparisonsOf = (shape: LinkShape): readonly Comparison[] => [
  ...always,
  ...shape.identifiers.map(ofIdentifier),
  ...shape.texts.map(ofText),
];

const isNumberOf = (shape: LinkShape, { identifiers, numbers }: LinkRecord, number: string): boolean =>
  numbers.includes(number) || shape.identifiers.some(({ check }, at) => number === `${check}|${identifiers[at] ?? ''}`);

const shareFurther = (shape: LinkShape, a: LinkRecord, b: LinkRecord): boolean =>
  a.numbers.some((number) => isNumberOf(shape, b, number)) || b.numbers.some((number) => isNumberOf(shape, a, number));

/** Whether records share a number of a numbering; a temporary one proves nothing. */
export const shareNumber = (shape: LinkShape, a: LinkRecord, b: LinkRecord): boolean =>
  shareFurther(shape, a, b) ||
  shape.identifiers.some(({ check }, at) => {
    const [one, other] = [a.identifiers[at] ?? null, b.identifiers[at] ?? null];
    return check !== 'none' && one !== null && one === other && !(check === 'upn' && isTemporary(one));
  });
